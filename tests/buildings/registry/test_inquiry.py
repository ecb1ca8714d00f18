"""What people type, and how it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.registry.inquiry import CadastralInquiry, PlaceInquiry, fold, read


def place(words: str, whole: str | None = None, **rest: object) -> PlaceInquiry:
    return PlaceInquiry(whole=words if whole is None else whole, words=words, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "words", "rest"),
    [
        ("via Cimarosa 1 scala L", "cimarosa", {"number": 1, "staircase": "L"}),
        ("cimarosa 1 sc L int 12", "cimarosa", {"number": 1, "staircase": "L", "door": "12"}),
        ("Cimarosa 1 L 12", "cimarosa", {"number": 1, "staircase": "L", "door": "12"}),
        ("via Cimarosa 901", "cimarosa", {"number": 901}),
        ("V. CIMAROSA, 901", "cimarosa", {"number": 901}),
        ("via Cimarosa n. 901", "cimarosa", {"number": 901}),
        ("901 cimarosa", "cimarosa", {"number": 901}),
        ("cimarosa 901 piano terra", "cimarosa", {"number": 901, "floor": "T"}),
        ("cimarosa 901 p.t. int. 2", "cimarosa", {"number": 901, "floor": "T", "door": "2"}),
        ("cimarosa 901 3° piano int 05", "cimarosa", {"number": 901, "floor": "3", "door": "5"}),
        ("cimarosa 901 terzo piano", "cimarosa", {"number": 901, "floor": "3"}),
        ("cimarosa 901 sc.a p.3 int.12", "cimarosa",
         {"number": 901, "staircase": "A", "floor": "3", "door": "12"}),
        ("Cimarosa 901, staircase B, floor 2, door 4", "cimarosa",
         {"number": 901, "staircase": "B", "floor": "2", "door": "4"}),
        ("P.zza Niccolò Tommaseo 3/A", "niccolo tommaseo", {"number": 3, "suffix": "A"}),
        ("largo Nuvolari 3bis", "nuvolari", {"number": 3, "suffix": "BIS"}),
        ("via 25 Aprile 3", "25 aprile", {"number": 3}),
        ("via della Scala 12", "della scala", {"number": 12}),
        ("via Cimarosa 1, 20096 Pioltello (MI)", "cimarosa", {"number": 1}),
        ("cimarosa sc A", "cimarosa", {"staircase": "A"}),
        ("condominio Venere", "venere", {}),
        ("TORRI  Giove", "giove", {}),
        ("scala", "scala", {}),
        ("torre", "torre", {}),
        ("via", "", {}),
        ("", "", {}),
    ],
)  # fmt: skip
def test_places_are_read(typed: str, words: str, rest: dict[str, object]) -> None:
    found = read(typed)

    assert isinstance(found, PlaceInquiry)
    assert found == place(words, found.whole, **rest)


@pytest.mark.parametrize(
    "typed",
    [
        "900/12/34",
        "0900/0012/0034",
        "900-12-34",
        "900 12 34",
        "foglio 900 particella 12 sub 34",
        "Foglio 900, particella 12, subalterno 34",
        "fg 900 mapp 12 sub 34",
        "fg. 900 mapp. 12 sub. 34",
        "Fg.900 p.lla 12 sub.34",
        "f 900 n 12 s 34",
        "fg 900 part. 12/34",
        "sheet 900 parcel 12 subunit 34",
    ],
)
def test_cadastral_references_are_read_in_every_usual_form(typed: str) -> None:
    assert read(typed) == CadastralInquiry(sheet="900", parcel="12", subunit="34")


def test_a_reference_may_be_whole_or_partial() -> None:
    whole = CadastralInquiry(
        sheet="900", parcel="12", subunit="34", municipality_code="G686", section=None
    )

    assert read("G686/-/900/12/34") == whole
    assert read("g686/A/900/12") == CadastralInquiry(
        sheet="900", parcel="12", municipality_code="G686", section="A"
    )
    assert read("foglio 900 particella 12") == CadastralInquiry(sheet="900", parcel="12")
    assert read("foglio 900") == CadastralInquiry(sheet="900")


def test_a_staircase_keyword_without_a_value_takes_nothing() -> None:
    assert read("cimarosa 901 scala int 12") == PlaceInquiry(
        whole="cimarosa 901 scala int 12", words="cimarosa", number=901, door="12"
    )


@given(st.text())
def test_any_text_reads_as_something(text: str) -> None:
    found = read(text)

    assert isinstance(found, PlaceInquiry | CadastralInquiry)


@given(st.text(alphabet="0123456789/-., ABLabscint viafogliopart°ªèß\x00\ud800", max_size=60))
def test_text_of_the_usual_characters_reads_as_something(text: str) -> None:
    found = read(text)

    assert "\x00" not in repr(found)
    assert fold(text).isascii()


@given(
    street=st.sampled_from(["cimarosa", "cilea", "wagner", "25 aprile", "niccolo tommaseo"]),
    number=st.integers(1, 9999),
    staircase=st.sampled_from("ABCDEFGHILMNOPQ"),
    floor=st.integers(1, 9),
    door=st.integers(1, 999),
)
def test_what_is_written_out_is_read_back(
    street: str, number: int, staircase: str, floor: int, door: int
) -> None:
    found = read(f"via {street} {number} scala {staircase} piano {floor} interno {door}")

    assert found == place(
        street,
        f"{street} {number} scala {staircase.lower()} piano {floor} interno {door}",
        number=number,
        staircase=staircase,
        floor=str(floor),
        door=str(door),
    )


@given(
    sheet=st.integers(1, 9999),
    parcel=st.integers(1, 99999),
    subunit=st.integers(1, 9999),
    form=st.sampled_from(["{}/{}/{}", "foglio {} particella {} sub {}", "fg {} mapp {} sub {}"]),
)
def test_references_are_read_back(sheet: int, parcel: int, subunit: int, form: str) -> None:
    found = read(form.format(sheet, parcel, subunit))

    assert found == CadastralInquiry(sheet=str(sheet), parcel=str(parcel), subunit=str(subunit))
