"""Whether staged rows are the municipality's own: by the code they carry, or by where they lie."""

from dataclasses import dataclass

from sqlalchemy import Connection

from data.ingest.ground import Ground
from data.ingest.reading import ReadCounts
from data.ingest.staging import PACKAGE
from data.sources.declaration import Source
from data.sources.rows import FileRefusedError
from gis.codes import Text
from gis.sqlfiles import statement


@dataclass(frozen=True, slots=True)
class Claim:
    """The municipality that a file is taken for; `was_said` when `--municipality` named it."""

    code: str
    istat_code: str | None
    ground: Ground | None
    was_said: bool


def check_belonging(connection: Connection, source: Source, claim: Claim, read: ReadCounts) -> None:
    """Mark the rows of other municipalities; raises FileRefusedError when none is left.

    A file without codes that cannot be placed either is refused unless the municipality was
    said: nothing would tell a neighbour's file from ours.
    """
    if source.carries_municipality:
        _check_codes(connection, claim, read)
    elif claim.ground is None and not claim.was_said:
        raise FileRefusedError(
            Text(
                it=f"Il file non dice il comune e il registro non sa dove sia {claim.code}:"
                f" importare prima il confine (boundary) o dire --municipality {claim.code}.",
                en=f"The file does not say its municipality and the register does not know where"
                f" {claim.code} lies: import the boundary first or say"
                f" --municipality {claim.code}.",
            )
        )
    if claim.ground is not None:
        _check_places(connection, claim, claim.ground)


def _check_codes(connection: Connection, claim: Claim, read: ReadCounts) -> None:
    """Rows whose code, cadastral or statistical, is another's."""
    ours = [claim.code, _istat_code(connection, claim) or claim.code]
    connection.execute(statement(PACKAGE, "foreign_code"), {"ours": ours})
    row = connection.execute(statement(PACKAGE, "foreign_count")).one()
    if row.ours + read.skipped == 0 and row.foreign + read.foreign > 0:
        raise other_municipality(row.codes or ", ".join(sorted(read.foreign_codes)), claim.code)


def other_municipality(codes: str, code: str) -> FileRefusedError:
    """The refusal of a file whose codes are all another municipality's."""
    return FileRefusedError(
        Text(
            it=f"Il file è di un altro comune: {codes}, non {code}. Per caricarlo lo stesso:"
            " --municipality CODICE.",
            en=f"The file is another municipality's: {codes}, not {code}. To load it all the"
            " same: --municipality CODE.",
        )
    )


def _istat_code(connection: Connection, claim: Claim) -> str | None:
    """The known statistical code; of a municipality that was said, the one of most rows."""
    if claim.istat_code or not claim.was_said:
        return claim.istat_code
    code = connection.scalar(statement(PACKAGE, "most_frequent_code"))
    if not isinstance(code, str) or not code.isdecimal():
        return None
    connection.execute(
        statement(PACKAGE, "adopt_istat_code"), {"code": claim.code, "istat_code": code}
    )
    return code


def _check_places(connection: Connection, claim: Claim, ground: Ground) -> None:
    values = {"ground": ground.ewkb, "margin_m": ground.margin_m}
    connection.execute(statement(PACKAGE, "far_points"), values)
    connection.execute(statement(PACKAGE, "far_away"), values)
    row = connection.execute(statement(PACKAGE, "far_count")).one()
    if row.near == 0 and row.far > 0:
        raise FileRefusedError(
            Text(
                it=f"Il file è di un altro comune: tutto è oltre {ground.margin_m / 1000:g} km da"
                f" {claim.code}, il più vicino a {row.km} km. Per caricarlo lo stesso:"
                " --municipality CODICE.",
                en=f"The file is another municipality's: everything is beyond"
                f" {ground.margin_m / 1000:g} km from {claim.code}, the nearest at {row.km} km."
                " To load it all the same: --municipality CODE.",
            )
        )
