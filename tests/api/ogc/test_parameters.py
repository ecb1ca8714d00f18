import datetime as dt
import uuid
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ogc import cursors, parameters
from api.ogc.cursors import Cursor
from buildings.layers import CATALOGUE
from gis.errors import InputError
from gis.layers import Field

TODAY = dt.date(2026, 11, 22)
LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-90, 90)
FIELDS = [field for layer in CATALOGUE.values() for field in layer.fields]


def field_of(collection: str, name: str) -> Field:
    field = CATALOGUE[collection].field(name)
    assert field is not None
    return field


class TestLimit:
    def test_without_one_a_page_holds_a_hundred(self) -> None:
        assert parameters.limit(None) == 100

    @pytest.mark.parametrize(("asked", "meant"), [("1", 1), ("10000", 10_000), ("99999", 10_000)])
    def test_a_larger_one_means_the_largest(self, asked: str, meant: int) -> None:
        assert parameters.limit(asked) == meant

    @pytest.mark.parametrize("asked", ["0", "-1", "", "ten", "1.5", "1e3", " 5", "٣", "9" * 40])
    def test_anything_else_is_refused(self, asked: str) -> None:
        with pytest.raises(InputError, match="whole number"):
            parameters.limit(asked)


class TestBox:
    @given(west=LONGITUDES, east=LONGITUDES, one=LATITUDES, other=LATITUDES)
    def test_four_numbers_come_back(
        self, west: float, east: float, one: float, other: float
    ) -> None:
        south, north = sorted((one, other))
        assert parameters.bbox(f"{west},{south},{east},{north}") == (west, south, east, north)

    def test_six_numbers_drop_their_heights(self) -> None:
        assert parameters.bbox("9.3, 45.4, -10, 9.4, 45.5, 200") == (9.3, 45.4, 9.4, 45.5)

    @pytest.mark.parametrize(
        "asked",
        [
            "",
            "1,2,3",
            "1,2,3,4,5",
            "1,2,3,4,5,6,7",
            "a,b,c,d",
            "9,46,10,45",
            "9,45,200,9,46,100",
            "-181,0,0,1",
            "0,0,181,1",
            "0,-91,1,0",
            "0,0,1,91",
            "nan,0,1,1",
            "0,0,inf,1",
            "0,0,1e999,1",
            "1,2,3,4,",
            "9.3;45.4;9.4;45.5",
        ],
    )
    def test_what_is_no_box_is_refused(self, asked: str) -> None:
        with pytest.raises(InputError, match="is not a box"):
            parameters.bbox(asked)


class TestDay:
    @pytest.mark.parametrize(
        ("asked", "meant"),
        [
            (None, TODAY),
            ("2020-02-29", dt.date(2020, 2, 29)),
            ("2026-06-30T22:30:00Z", dt.date(2026, 7, 1)),
            ("2026-12-31T23:30:00.123456789Z", dt.date(2027, 1, 1)),
            ("2026-06-30t10:00:00+02:00", dt.date(2026, 6, 30)),
            ("2020-01-01/2021-01-01", dt.date(2021, 1, 1)),
            ("2020-01-01/2030-01-01", TODAY),
            ("2030-01-01/2031-01-01", dt.date(2030, 1, 1)),
            ("2020-01-01/..", TODAY),
            ("2030-01-01/", dt.date(2030, 1, 1)),
            ("../2020-01-01", dt.date(2020, 1, 1)),
            ("/2030-01-01", TODAY),
        ],
    )
    def test_an_interval_is_its_day_nearest_to_today(
        self, asked: str | None, meant: dt.date
    ) -> None:
        assert parameters.day(asked, TODAY) == meant

    @pytest.mark.parametrize(
        "asked",
        [
            "",
            "/",
            "../..",
            "today",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "20260101",
            "2026-W01-1",
            "2026-01-01T10:00:00",
            "2026-01-01 10:00:00Z",
            "0000-01-01",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59Z",
            "2021-01-01/2020-01-01",
            "2020-01-01/2021-01-01/2022-01-01",
        ],
    )
    def test_what_is_no_day_is_refused(self, asked: str) -> None:
        with pytest.raises(InputError, match="is not a day"):
            parameters.day(asked, TODAY)


class TestEqual:
    def test_values_take_the_kind_of_their_field(self) -> None:
        known = uuid.uuid4()
        assert parameters.equal(field_of("buildings", "floors_above_ground"), "8") == 8
        assert parameters.equal(field_of("buildings", "height_m"), "25.5") == 25.5
        assert parameters.equal(field_of("buildings", "is_synthetic"), "true") is True
        assert parameters.equal(field_of("buildings", "as_of"), "2026-01-01") == dt.date(2026, 1, 1)
        assert parameters.equal(field_of("buildings", "name"), "L'ultima") == "L'ultima"
        assert parameters.equal(field_of("buildings", "condominium_id"), str(known)) == known
        assert parameters.equal(field_of("buildings", "source_id"), "osm") == "osm"
        assert parameters.equal(field_of("unit_status", "badge"), "vacant") == "vacant"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("floors_above_ground", "otto"),
            ("floors_above_ground", "8.0"),
            ("floors_above_ground", "99999999999999999999"),
            ("floors_above_ground", ""),
            ("height_m", "nan"),
            ("height_m", "1e999"),
            ("height_m", "25,5"),
            ("is_synthetic", "True"),
            ("is_synthetic", "1"),
            ("as_of", "01/01/2026"),
            ("as_of", "2026-02-30"),
            ("condominium_id", "not-a-uuid"),
            ("name", "nul\0byte"),
            ("name", "x" * 501),
        ],
    )
    def test_a_value_of_another_kind_is_refused(self, name: str, value: str) -> None:
        with pytest.raises(InputError, match=name):
            parameters.equal(field_of("buildings", name), value)

    def test_a_code_that_is_not_listed_is_refused_with_the_list(self) -> None:
        with pytest.raises(InputError, match="uninhabitable"):
            parameters.equal(field_of("unit_status", "badge"), "haunted")

    @given(field=st.sampled_from(FIELDS), value=st.text())
    def test_no_text_does_more_than_be_refused(self, field: Field, value: str) -> None:
        with suppress(InputError):
            assert parameters.equal(field, value) is not None


class TestCursor:
    @given(fid=st.integers(0, 2**63 - 1), on_date=st.dates())
    def test_a_cursor_reads_back(self, fid: int, on_date: dt.date) -> None:
        assert cursors.read(cursors.written(Cursor(fid, on_date))) == Cursor(fid, on_date)

    @given(word=st.text())
    def test_any_other_word_is_refused(self, word: str) -> None:
        try:
            found = cursors.read(word)
        except InputError:
            return
        assert cursors.written(found) == word

    @pytest.mark.parametrize(
        "word",
        ["", "MQ", "2026-11-22.5", cursors.written(Cursor(-5, TODAY)), "MjAyNi0xMS0yMi4rNQ"],
    )
    def test_words_made_by_hand_are_refused(self, word: str) -> None:
        with pytest.raises(InputError, match="next"):
            cursors.read(word)
