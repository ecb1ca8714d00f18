"""SQL in the values of imported files: of each kind of file copies with hostile values in turn.

The reader of a format may refuse a value; what it lets through must arrive as it was written.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from data.ingest.states import ImportOutcome
from data.sources.office_templates import TEMPLATES, workbook_of
from gis.db import make_engine
from tests.attacks.marking import marked_columns
from tests.attacks.payloads import CANARY, TOKEN
from tests.data.ingest.conftest import SAMPLES, Register
from tests.data.municipal.test_auctions import notice
from tests.data.municipal.test_other_registers import CUSTODY, LEASES, NOTICES, TARI
from tests.data.municipal.test_registry_office import JANUARY
from tests.databases import Cluster

HOSTILE = (
    f"{TOKEN}'); {CANARY}; --",
    f"{TOKEN}' || (select 1) || '\\N\\.\\t",
    f'{TOKEN}" $$; {CANARY}; $$ %s %(x)s :x {{x}}',
    f"{TOKEN}/**/\u202e\ufeff\x01",
    f"{TOKEN}\0x",
    "=cmd|' /C calc'!A0",
)
COPIES = 4
EVERY = 4
"""In one copy of a file every fourth value is hostile."""

WRITTEN = {
    "tari_20260131.csv": TARI,
    "locazioni_20260131.csv": LEASES,
    "ospitalita_20260131.csv": NOTICES,
    "custodie_20260131.csv": CUSTODY,
    "residenti_20260131.csv": JANUARY,
    "aste_20260310.csv": notice(),
}
TEXTUAL = (
    "boundary_borgo_esempio.geojson", "QI_20241_VALORI_borgo_esempio.csv",
    "omi_zones_borgo_esempio_2024-1.kml", "QI_20241_ZONE_borgo_esempio.csv",
    "INDIR_borgo_esempio_20240901.csv", "STRAD_borgo_esempio_20240901.csv", "borgo_esempio.osm",
    "parcels_borgo_esempio.gml", "Z999_000200.cxf", "Z9990000001.FAB", "Z9990000001.TIT",
    "Z9990000001.SOG", "R99_indicatori_2011_sezioni_borgo_esempio.csv",
    "ufficio_casa_20260401.csv",
)  # fmt: skip


@pytest.fixture(scope="module")
def fed(
    cluster: Cluster, pristine: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Register]:
    """A register that all these files go into."""
    with cluster.database("fed", template=pristine) as url:
        engine = make_engine(url)
        made = Register(engine, tmp_path_factory.mktemp("fed"))
        made.do("create table canary as select true as is_alive")
        made.load("boundary_borgo_esempio.geojson")
        yield made
        engine.dispose()


def hostile_in_turn(shift: int) -> Callable[[str], str]:
    """Replaces every fourth value by a hostile text, beginning with another one each time."""
    turns = itertools.count(shift)
    texts = itertools.cycle(HOSTILE[shift % len(HOSTILE) :] + HOSTILE)

    def replaced(value: str) -> str:
        return value if next(turns) % EVERY else next(texts)

    return replaced


def in_lines(whole: str, shift: int) -> str:
    """A delimited table; its first lines, which tell what it is, stay."""
    mark = "|" if "|" in whole.splitlines()[-1] else ";" if ";" in whole else ","
    hostile = hostile_in_turn(shift)
    lines = whole.splitlines()
    keep = 0 if mark == "|" else next(n for n, line in enumerate(lines) if line.count(mark) > 2) + 1
    changed = [
        mark.join(_cell(hostile(value), mark) if value.strip() else value for value in each)
        for each in (line.split(mark) for line in lines[keep:])
    ]
    return "\n".join([*lines[:keep], *changed]) + "\n"


def _cell(value: str, mark: str) -> str:
    if TOKEN not in value:
        return value
    return value.replace("|", "") if mark == "|" else '"' + value.replace('"', '""') + '"'


def in_markup(whole: str, shift: int) -> str:
    """XML: texts and values of attributes."""
    hostile = hostile_in_turn(shift)
    writable = dict.fromkeys((0, 1))

    def written(found: re.Match[str]) -> str:
        value = hostile(found[2])
        if value == found[2]:
            return found[0]
        return found[1] + escape(value.translate(writable), {'"': "&quot;"}) + found[3]

    body = re.sub(r'(\b(?:v|value|name|user)=")([^"]+)(")', written, whole)
    return re.sub(r"(<[^/?!][^>]*>)([^<>\n]+)(</)", written, body)


def in_json(whole: str, shift: int) -> str:
    """GeoJSON: texts of properties."""
    hostile = hostile_in_turn(shift)

    def written(found: re.Match[str]) -> str:
        value = hostile(found[2]).replace("\\", "\\\\").replace('"', '\\"')
        return found[1] + value.replace("\0", "\\u0000").replace("\x01", "\\u0001") + found[3]

    return re.sub(r'("[A-Za-z_]+": ?")([^"]*)(")', written, whole)


def in_column(whole: str, shift: int) -> str:
    """A cadastral map: one value a line."""
    hostile = hostile_in_turn(shift)
    head, lines = whole.splitlines()[:3], whole.splitlines()[3:]
    return "\n".join([*head, *(hostile(line) for line in lines)]) + "\n"


def copies(name: str, whole: str) -> Iterator[str]:
    kind = Path(name).suffix
    markup = dict.fromkeys((".kml", ".gml", ".osm"), in_markup)
    change = {".geojson": in_json, ".cxf": in_column, **markup}
    for shift in range(COPIES):
        yield change.get(kind, in_lines)(whole, shift)


@pytest.mark.parametrize("name", [*TEXTUAL, *WRITTEN])
def test_values_of_a_file_stay_values(fed: Register, name: str, tmp_path: Path) -> None:
    encoding = "latin1" if name.startswith(("R99", "Z999")) else "utf-8"
    whole = WRITTEN.get(name) or (SAMPLES / name).read_text(encoding=encoding)
    good = tmp_path / name
    good.write_text(whole, encoding=encoding)
    fed.load(good)
    for number, each in enumerate(copies(name, whole)):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / name
        path.write_bytes(each.encode(encoding, "replace"))
        result = fed.load(path)
        assert result.outcome is not ImportOutcome.FAILED, result.message
    assert fed.rows("select is_alive from canary") == [(True,)]


@pytest.mark.parametrize("name", list(TEMPLATES))
def test_cells_of_a_workbook_stay_values(fed: Register, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(workbook_of(TEMPLATES[name]))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row, value in enumerate(HOSTILE, start=2):
        for cell in range(1, len(sheet[1]) + 1):
            sheet.cell(row, cell).value = value.translate({0: None, 1: None})
            sheet.cell(row, cell).data_type = "s"
    book.save(path)
    result = fed.load(path)

    assert result.outcome is not ImportOutcome.FAILED, result.message
    assert fed.rows("select is_alive from canary") == [(True,)]


def test_some_came_in_and_stand_as_they_were_written(fed: Register, tmp_path: Path) -> None:
    for name in ("STRAD_borgo_esempio_20240901.csv", "QI_20241_ZONE_borgo_esempio.csv"):
        whole = (SAMPLES / name).read_text(encoding="utf-8")
        for number, each in enumerate(copies(name, whole)):
            path = tmp_path / f"{number}" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(each, encoding="utf-8")
            fed.load(path)
    found = set()
    with fed.engine.connect() as connection:
        for table, column in marked_columns():
            rows = connection.execute(
                text(f"select {column.name} from {table.name} where {column.name} like :like"),
                {"like": f"%{TOKEN}%"},
            )
            found |= {(table.name, str(value)) for value in rows.scalars()}

    assert {name for name, _ in found} >= {"import_refusal"}
    assert any(HOSTILE[0].casefold() in value.casefold() for _, value in found)
