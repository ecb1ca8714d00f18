"""How a row of the office's workbook names its unit, in one cell or in many."""

from pathlib import Path

import pytest

from data.sources.facts import Naming
from data.sources.office_fields import FIELDS
from data.sources.office_rows import naming_of
from data.sources.rows import Asked, RowRefusedError
from data.sources.sheets.table import Record, open_table


def named(tmp_path: Path, *lines: str) -> Naming:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n")
    table = open_table(path, "office_workbook", FIELDS, Asked())
    record = next(each for each in table.records() if isinstance(each, Record))
    return naming_of(table, record, "ufficio")


@pytest.mark.parametrize(
    ("cell", "street", "number", "staircase", "door"),
    [
        ("Via Cilea 901", "Via Cilea", "901", None, None),
        ("Via Cilea, 901/B", "Via Cilea", "901/B", None, None),
        ("via Cilea n. 901 bis", "via Cilea", "901 bis", None, None),
        ("Via Cilea 901 sc. B int. 4", "Via Cilea", "901", "B", "4"),
        ("Via Cilea 901 - scala L, interno 12A", "Via Cilea", "901", "L", "12A"),
        ("Via 25 Aprile 901", "Via 25 Aprile", "901", None, None),
        ("Via 25 Aprile", "Via 25 Aprile", None, None, None),
        ("Via Cilea 901 A", "Via Cilea", "901 A", None, None),
        ("Via Cilea", "Via Cilea", None, None, None),
    ],
)
def test_one_cell_may_hold_the_whole_place(
    tmp_path: Path,
    cell: str,
    street: str,
    number: str | None,
    staircase: str | None,
    door: str | None,
) -> None:
    naming = named(tmp_path, "Indirizzo;Occupazione", f'"{cell}";vuoto')
    said = (naming.street_name, naming.number_text, naming.staircase_code, naming.unit_number)
    assert said == (street, number, staircase, door)
    assert naming.sender == "office_workbook:ufficio"


def test_a_row_belongs_to_the_staircase_that_heads_it(tmp_path: Path) -> None:
    naming = named(tmp_path, "Via;Civico;Int.;Occupazione", "SCALA C;;;", "Via Cilea;901;4;vuoto")
    assert naming.staircase_code == "C"


def test_the_cadastre_alone_names_a_unit_and_a_door_alone_does_not(tmp_path: Path) -> None:
    naming = named(tmp_path, "Foglio;Mappale;Sub;Occupazione", "12;345;7;vuoto")
    assert (naming.sheet, naming.parcel_number, naming.subunit) == ("12", "345", "7")
    with pytest.raises(RowRefusedError, match="which unit"):
        named(tmp_path, "Interno;Piano;Occupazione", "4;1;vuoto")
