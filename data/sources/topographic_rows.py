"""Buildings and street numbers of a topographic delivery, put together from its classes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from data.sources.rows import RowRefusedError
from data.sources.shapefiles import ShapeRow, text_of
from gis.codes import Text

MOST_HEIGHT_M = 200
_ID_COLUMNS = ("CLASSID", "CLASSREF", "ID", "OBJECTID", "FID_1", "IDEDIF")
_BUILDING_OF_VOLUME = ("CEDIUV", "CR_EDF_UUI", "CR_EDF")
_GROUND = ("01", "0101", "1", "")
"""Codes of volumes that stand on the ground; porches and loggias begin with 03."""


@dataclass(slots=True)
class BuildingRecord:
    """One building: its attributes, its uses, and the volumes that stand on the ground."""

    number: int
    key: str
    cells: dict[str, Any]
    uses: list[str] = field(default_factory=list)
    heights_m: list[Decimal] = field(default_factory=list)
    has_footprint: bool = False

    @property
    def closed_on(self) -> str:
        """DATA_FIN as written, '' for a building that stands."""
        return text_of(self.cells, "DATA_FIN")

    @property
    def height_m(self) -> Decimal | None:
        """The highest known ground volume; 0 means that nobody measured it."""
        known = [height for height in self.heights_m if 0 < height <= MOST_HEIGHT_M]
        return max(known, default=None)


class Buildings:
    """Buildings by their number, which is unique only inside one survey (`COD_CONS`)."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str], BuildingRecord] = {}
        self.by_number: dict[str, list[BuildingRecord]] = defaultdict(list)

    def add(self, row: ShapeRow, number_column: str = "") -> BuildingRecord:
        """One more building; raises RowRefusedError for a number given twice in one survey."""
        number = text_of(row.attributes, number_column) or own_number(row.attributes)
        survey = text_of(row.attributes, "COD_CONS")
        if not number:
            raise RowRefusedError(
                "CLASSID", "", Text(it="Manca il numero.", en="The number is missing.")
            )
        if (survey, number) in self.by_key:
            raise RowRefusedError(
                "CLASSID",
                number,
                Text(
                    it=f"«{number}» è già di un altro edificio dello stesso rilievo.",
                    en=f'"{number}" is another building\'s of the same survey already.',
                ),
            )
        record = BuildingRecord(row.number, f"{survey}/{number}", row.attributes)
        self.by_key[survey, number] = record
        self.by_number[number].append(record)
        return record

    def named(self, column: str, cells: dict[str, Any], number: str) -> BuildingRecord:
        """The building that a child names; raises RowRefusedError for none or for several."""
        survey = text_of(cells, "COD_CONS")
        if found := self.by_key.get((survey, number)):
            return found
        candidates = self.by_number.get(number, [])
        if len(candidates) == 1 and not survey:
            return candidates[0]
        raise RowRefusedError(column, number, _SEVERAL if candidates else _ORPHAN)

    def add_volume(self, row: ShapeRow, ground: "Ground | None") -> None:
        """The height of one volume goes to its building; raises RowRefusedError for an orphan."""
        named = next((c for c in _BUILDING_OF_VOLUME if text_of(row.attributes, c)), None)
        if named is not None:
            record = self.named(named, row.attributes, text_of(row.attributes, named))
        elif ground is not None and (below := ground.below(row.geometry)):
            record = below
        else:
            raise RowRefusedError("CEDIUV", own_number(row.attributes), _ORPHAN)
        if text_of(row.attributes, "UN_VOL_POR") in _GROUND:
            record.heights_m.append(decimal_of(row.attributes, "UN_VOL_AV"))


class Ground:
    """Footprints by place, for older deliveries whose volumes do not name their building."""

    def __init__(self, pairs: Iterable[tuple[BaseGeometry, BuildingRecord]]) -> None:
        found = list(pairs)
        self.records = [record for _, record in found]
        self.tree = STRtree([geometry for geometry, _ in found])

    def below(self, geometry: BaseGeometry | None) -> BuildingRecord | None:
        """The building on whose footprint a volume stands."""
        if geometry is None or geometry.is_empty:
            return None
        hits = self.tree.query(geometry.representative_point(), predicate="within")
        return self.records[int(hits[0])] if len(hits) else None


def own_number(cells: dict[str, Any]) -> str:
    """The number of a record in its own class, whatever the column is called."""
    return next((value for name in _ID_COLUMNS if (value := text_of(cells, name))), "")


def decimal_of(cells: dict[str, Any], column: str) -> Decimal:
    """A height in metres to the decimetre; what is no number counts as not measured."""
    try:
        return round(Decimal(text_of(cells, column).replace(",", ".") or 0), 1)
    except InvalidOperation:
        return Decimal(0)


def street_names(rows: Iterator[ShapeRow]) -> dict[str, str]:
    """The whole names of streets (`VIA DEGLI ESEMPI`) by their number."""
    names = {}
    for row in rows:
        parts = (text_of(row.attributes, column) for column in ("TP_STR_DUG", "TP_STR_NOM"))
        names[own_number(row.attributes)] = " ".join(filter(None, parts))
    return names


_ORPHAN = Text(
    it="Rimanda a un edificio che non è nella fornitura.",
    en="It refers to a building that is not in the delivery.",
)
_SEVERAL = Text(
    it="Il numero è di più edifici di rilievi diversi (COD_CONS) e la riga non dice di quale.",
    en="The number is that of several buildings of different surveys (COD_CONS) and the row does"
    " not say which.",
)
