"""The index of the cadastral plans (SC.DAT) and the areas measured on them (DM.DAT)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from buildings.cadastre.states import RoomKind
from data.sources.cadastral_census_fields import amount, count, date, iso
from data.sources.cadastral_census_lines import Line, Part, part_of, part_of_text, read_lines
from data.sources.cadastral_census_parameters import delivery_of
from data.sources.declaration import Column, Source
from data.sources.facts import Fact
from data.sources.head import Head, read_head
from data.sources.rows import (
    Asked,
    FileRefusedError,
    Item,
    Note,
    Reading,
    Row,
    RowRefusedError,
    Scope,
)
from gis.codes import Text
from gis.columns import Reliability

_WIDTHS = {Part.PLANS: frozenset({9}), Part.ROOMS: frozenset({8})}


def read(path: Path, _asked: Asked) -> Reading:
    """The sheets or the polygons of one file."""
    part = part_of_text(_text(read_head(path)))
    if part not in _WIDTHS:
        raise FileRefusedError(_UNKNOWN)
    base = path.with_name(path.name[: -len("SC.DAT")] + path.suffix)
    delivery = delivery_of(base)
    kind = "cadastral_plan" if part is Part.PLANS else "cadastral_plan_room"
    return Reading(delivery.as_of, _items(path, part), delivery.municipality, Scope((kind,)))


def _items(path: Path, part: Part) -> Iterator[Item]:
    for item in read_lines(path, lambda _: _WIDTHS[part], _keys):
        if not isinstance(item, Line):
            yield item
            continue
        if part_of(item.cells) is not part:
            yield item.refusal(RowRefusedError("", "", _OTHER_PART), *_keys(item))
            continue
        try:
            yield from list(_plan(item) if part is Part.PLANS else _room(item))
        except RowRefusedError as error:
            yield item.refusal(error, *_keys(item))


def _plan(line: Line) -> Iterator[Item]:
    protocol = line.text(4)
    if protocol is None:
        raise RowRefusedError("protocollo", "", _NO_PROTOCOL)
    facts = {
        **_common(line),
        "protocol": protocol,
        "filed_on": iso(date("data", line.text(5))),
        "file_name": line.text(6),
        "sheet_number": line.text(7),
        "sheet_format": line.text(8),
        "scale": line.text(9),
    }
    yield Row(
        line.number, line.raw, Fact("cadastral_plan", _keys(line)[0], facts), line.municipality
    )


def _room(line: Line) -> Iterator[Item]:
    number, area = count("poligono", line.text(4), below=10_000), amount("superficie", line.text(5))
    if number is None:
        raise RowRefusedError("poligono", "", _NO_POLYGON)
    if not area or area >= 10**7:
        raise RowRefusedError("superficie", str(area), _NO_AREA)
    code = (line.text(6) or "").upper()
    kind = next((each for each in RoomKind if each.value == code), None)
    if kind is None:
        yield Note(line.number, "ambiente", code, _NO_ROOM_KIND)
    facts = {
        **_common(line),
        "polygon_number": number,
        "area_m2": area,
        "kind_code": code or "-",
        "room_kind": kind,
        "height_m": amount("altezza", line.text(7), below=1000),
        "max_height_m": amount("altezza massima", line.text(8), below=1000),
    }
    yield Row(
        line.number, line.raw, Fact("cadastral_plan_room", _keys(line)[0], facts), line.municipality
    )


def _keys(line: Line) -> tuple[str, ...]:
    """What tells a sheet (protocol and sheet) or a polygon (its number) of a unit."""
    if line.is_subject or len(line.cells) not in frozenset.union(*_WIDTHS.values()):
        return ()
    place = f"{line.section or '-'}/{line.text(3)}/{(line.text(4) or '').lstrip('0')}"
    is_plan = len(line.cells) in _WIDTHS[Part.PLANS]
    return (f"{place}/{line.text(7) or ''}" if is_plan else place,)


def _common(line: Line) -> dict[str, Any]:
    return {
        "cadastral_section": line.section,
        "immobile_id": line.cells[2].strip(),
    }


def _text(head: Head) -> str:
    return head.start.decode("latin-1").removeprefix("\u00ef\u00bb\u00bf")


def _recognises(head: Head) -> bool:
    return part_of_text(_text(head)) in _WIDTHS


_UNKNOWN = Text(
    it="Nessuna riga è dell'indice delle planimetrie (SC.DAT) o dei poligoni (DM.DAT).",
    en="No row is of the index of plans (SC.DAT) or of their polygons (DM.DAT).",
)
_OTHER_PART = Text(
    it="La riga è dell'altro file delle planimetrie o di nessuno.",
    en="The row is of the other file of the plans or of none.",
)
_NO_PROTOCOL = Text(it="Manca il protocollo.", en="The protocol is missing.")
_NO_POLYGON = Text(it="Manca il numero del poligono.", en="The polygon's number is missing.")
_NO_AREA = Text(
    it="La superficie manca, è zero o è troppo grande.",
    en="The area is missing, zero or too large.",
)
_NO_ROOM_KIND = Text(
    it="Tipo di ambiente non noto: tenuto com'è scritto.",
    en="Unknown kind of room: kept as it is written.",
)

SOURCE = Source(
    id="cadastral_plans",
    title=Text(it="Catasto: indice delle planimetrie (SC, DM)", en="Cadastre: index of the plans"),
    publisher="Agenzia delle Entrate",
    url="https://www.agenziaentrate.gov.it/portale/schede/fabbricatiterreni/portale-per-i-comuni",
    licence="Uso d'ufficio",
    how_to_get=Text(
        it="Con la fornitura delle planimetrie del portale dei Comuni: i file …SC.DAT (indice) e"
        " …DM.DAT (poligoni). I disegni restano fuori dal registro.",
        en="With the plans' delivery of the municipalities' portal: …SC.DAT (index) and …DM.DAT"
        " (polygons). The drawings stay outside the register.",
    ),
    crs=None,
    key=("id immobile", "protocollo o poligono"),
    columns=(
        Column("id immobile", "code", Text(it="Unità", en="Unit"), required=True),
        Column("protocollo", "text", Text(it="Protocollo (SC)", en="Protocol (SC)")),
        Column("data", "date", Text(it="Data di deposito (SC)", en="Day of filing (SC)")),
        Column("file", "text", Text(it="Nome del disegno (SC)", en="Drawing's name (SC)")),
        Column("poligono", "integer", Text(it="Numero del poligono (DM)", en="Polygon (DM)")),
        Column("superficie", "decimal", Text(it="Superficie (DM)", en="Area (DM)"), unit="m²"),
        Column("ambiente", "code", Text(it="Tipo di ambiente (DM)", en="Kind of room (DM)")),
        Column("altezza", "decimal", Text(it="Altezza (DM)", en="Height (DM)"), unit="m"),
    ),
    least_count=1,
    row_word=Text(it="riga", en="line"),
    fills=("cadastral_plan", "cadastral_plan_room"),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
)
