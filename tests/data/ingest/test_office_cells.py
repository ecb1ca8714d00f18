"""What must not come in with a row of the office: names where none belong, days to come."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.data.ingest.conftest import Register, counts
from tests.data.ingest.test_office_workbook import (
    ACCUSED,
    CASES,
    EVICTION,
    HEADER,
    LEASED,
    Row,
    book,
    flats,
    load,
)

EMPTY_OF: Mapping[int, Row] = {
    9: ["Via Cilea", 901, "A", 1, 1, None, "vuoto", None, "1/3/26"],
    10: ["Via Cilea", 901, "A", 1, 1, None, "vuoto", None, "1/3/26", None],
    6: ["Via Cilea 901 sc. A", 4, "Sfratto", "in corso", "2026/18", "1/2/26"],
}


def test_a_name_beside_the_wording_is_repeated_nowhere(register: Register, tmp_path: Path) -> None:
    named: Row = [*ACCUSED[:6], "occupato da NERI ugo, NREGUO80A01F205X", None, "1/3/26"]
    twice: Row = ["Via Cilea 901 int. 9 (Ada Gialli)", None, "A", 1, 9, "Ada Gialli", "vuoto"]
    again: Row = [*twice[:6], "occupato"]
    result = load(register, flats(tmp_path, named, twice, again))
    assert result.counts.refused == 2
    kept = register.rows("select value || reason_it || reason_en || raw from import_refusal")
    assert result.refusals_path is not None
    written = result.refusals_path.read_text(encoding="utf-8-sig") + str(kept)
    assert "occupato da … …, …" in written
    named_so = register.rows("select street_name, number_text, key from unit_reference order by 1")
    assert [row[:2] for row in named_so] == [("Via Cilea 901 (\u2026 \u2026)", None)]
    for name in ("NERI", "ugo", "NREGUO", "Gialli"):
        assert name.lower() not in written.lower() + str(named_so).lower()


def test_a_street_that_is_called_like_a_person_keeps_its_name(
    register: Register, tmp_path: Path
) -> None:
    at_home: Row = ["Via Giuseppe Verdi", "901", "A", 1, 1, "Giuseppe Verdi", "vuoto", None, None]
    assert load(register, flats(tmp_path, at_home)).is_clean
    assert register.value("select street_name from unit_reference") == "Via Giuseppe Verdi"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (HEADER, [*LEASED[:8], "15/3/2999"]),
        (CASES, [*EVICTION[:5], "1/2/2999"]),
        ([*HEADER, "Data segnalazione"], [*ACCUSED[:8], None, "1/2/2999"]),
    ],
)
def test_a_day_to_come_on_which_something_was_seen_is_refused(
    register: Register, tmp_path: Path, header: Row, cells: Row
) -> None:
    result = load(
        register, book(tmp_path / "a.xlsx", {"A": [header, cells, EMPTY_OF[len(header)]]})
    )
    assert counts(result)[5] == 1
    (refusal,) = result.first_refusals
    assert refusal.column.startswith("A!")
    assert "still to come" in refusal.reason.en
