"""The national cadastral reference, as the parcel services write it."""

import re
from dataclasses import dataclass

from data.sources.rows import RowRefusedError
from gis.codes import Text

_REFERENCE = re.compile(
    r"(?:IT\.AGE\.PLA\.)?"
    r"(?P<municipality>[A-Z]\d{3})(?P<section>[A-Z_])(?P<sheet>\d{4})"
    r"(?P<annex>[0-9A-Z])(?P<development>[0-9A-Z])\.(?P<number>[0-9A-Z]{1,10}(?:/\d{1,4})?)"
)
_NOT_A_PARCEL = re.compile(r"(?:STRADA|ACQUA)\d*")


@dataclass(frozen=True, slots=True)
class CadastralReference:
    """`CCCC Z FFFF A S . P` taken apart; `section` is None where the file writes `_`."""

    municipality: str
    section: str | None
    sheet: str
    annex: str
    development: str
    number: str

    @property
    def is_road_or_water(self) -> bool:
        """Whether it names a road or a stream, which the map draws but which are no parcels."""
        return _NOT_A_PARCEL.fullmatch(self.number) is not None

    @property
    def written(self) -> str:
        """The reference as the services write it: `G686_0012A0.345`."""
        place = f"{self.municipality}{self.section or '_'}{int(self.sheet):04d}"
        return f"{place}{self.annex}{self.development}.{self.number}"

    @property
    def register_value(self) -> str:
        """The reference as the register keeps it, without padding: `G686/-/12/345`."""
        return f"{self.municipality}/{self.section or '-'}/{self.sheet}/{self.number}"


def parse_reference(column: str, raw: str) -> CadastralReference:
    """The reference in `raw`, sheet unpadded; raises RowRefusedError when it is none."""
    found = _REFERENCE.fullmatch(raw.strip())
    if not found:
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{raw}» non è un riferimento catastale come G686_001200.345.",
                en=f'"{raw}" is no cadastral reference such as G686_001200.345.',
            ),
        )
    return CadastralReference(
        municipality=found["municipality"],
        section=None if found["section"] == "_" else found["section"],
        sheet=str(int(found["sheet"])),
        annex=found["annex"],
        development=found["development"],
        number=found["number"],
    )
