"""Make one file: on which ground, read as whom, and what is noted of it."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection

from buildings.exports import service
from buildings.exports.service import Ground, notes
from buildings.exports.states import EXPORT_SRIDS, TABLE_FORMS, ExportForm, ExportMode
from data.exports.datasets import Dataset
from data.exports.files import WRITERS
from data.exports.rows import Asked, rows
from data.exports.sheets import Sheet
from gis.codes import Text
from gis.crs import LONLAT_SRID
from gis.dates import today
from gis.errors import ForbiddenError, InputError, SignInError
from gis.reader import Reader

CHUNK = 1 << 20
Entering = Callable[[Connection], Reader]
"""Makes a connection's transaction its reader's, as whoever asks may enter at that moment."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file as it was asked for; `equals` narrows it to a code or an id of a thing."""

    source: Dataset
    form: ExportForm
    ground: Ground = field(default_factory=Ground)
    srid: int = LONLAT_SRID
    on_date: dt.date = field(default_factory=today)
    equals: Mapping[str, str] = field(default_factory=dict)

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return f"satellite-{self.source.id}-{self.on_date}.{self.form}"

    @property
    def asked(self) -> dict[str, object]:
        """What a second person is asked for, in codes."""
        return {
            "class": self.source.access_class,
            "layer": self.source.id,
            "form": self.form.value,
            "srid": self.srid,
            "day": self.on_date.isoformat(),
            **({"equals": dict(self.equals)} if self.equals else {}),
        }


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file: how many rows, and its SHA-256."""

    path: Path
    count: int
    digest: bytes


def make(connection: Connection, wanted: Wanted, path: Path, entering: Entering) -> Made:
    """Write the file to `path`, which is whole or not there, and note it in this transaction.

    `entering` begins it and is asked again once the rows are read: whose session ended or whose
    role changed meanwhile gets no file. Rows are those of one snapshot, that of the beginning.
    """
    require_form(wanted)
    reader = entering(connection)
    require_ground(connection, wanted, reader)
    carried = service.begin(connection, wanted.source.access_class, wanted.ground)
    try:
        count = _write(connection, wanted, path, reader, carried)
        come_back(connection, entering, reader)
        digest = _digest(path)
        service.record(
            connection,
            wanted.source.id,
            wanted.source.data_class,
            wanted.form,
            wanted.ground,
            count=count,
            digest=digest,
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Made(path, count, digest)


def require_form(wanted: Wanted) -> None:
    """Raise InputError for what no file of that form can be."""
    if wanted.srid not in EXPORT_SRIDS:
        named = ", ".join(map(str, EXPORT_SRIDS))
        raise InputError(
            Text(
                it=f"EPSG:{wanted.srid} non è tra i sistemi di coordinate dei file: {named}.",
                en=f"EPSG:{wanted.srid} is not among the coordinate systems of files: {named}.",
            )
        )
    if wanted.form not in TABLE_FORMS:
        raise InputError(
            Text(
                it=f"I file sono {', '.join(TABLE_FORMS)}, non {wanted.form}.",
                en=f"Files are {', '.join(TABLE_FORMS)}, not {wanted.form}.",
            )
        )
    if wanted.form is ExportForm.GEOJSON and wanted.srid != LONLAT_SRID:
        raise InputError(
            Text(
                it="Il GeoJSON è sempre in longitudine e latitudine (EPSG:4326): per EPSG:7791 "
                "scegliere GeoPackage o CSV.",
                en="GeoJSON is always in longitude and latitude (EPSG:4326): for EPSG:7791 choose "
                "GeoPackage or CSV.",
            )
        )
    if wanted.form is ExportForm.GEOJSON and not wanted.source.has_geometry:
        raise InputError(
            Text(
                it=f"«{wanted.source.title.it}» non ha geometrie: scegliere CSV o GeoPackage.",
                en=f"“{wanted.source.title.en}” has no geometry: choose CSV or GeoPackage.",
            )
        )


def require_ground(connection: Connection, wanted: Wanted, reader: Reader) -> None:
    """Raise, in words, what the database would refuse."""
    of_class = wanted.source.access_class
    if wanted.ground.mode is ExportMode.OPEN:
        if of_class in service.open_classes(reader):
            return
        _refuse_open(connection, wanted.source, reader)
    if service.modes(connection, [of_class])[of_class] is not wanted.ground.mode:
        _refuse(wanted.source, reader)


def _refuse_open(connection: Connection, source: Dataset, reader: Reader) -> NoReturn:
    mode = service.modes(connection, [source.access_class])[source.access_class]
    if mode is None:
        _refuse(source, reader)
    if mode is ExportMode.STATED:
        raise InputError(
            Text(
                it=f"«{source.title.it}» esce solo con destinatario e finalità: indicarli.",
                en=f"“{source.title.en}” leaves only with recipient and purpose: say them.",
            )
        )
    raise ForbiddenError(
        Text(
            it=f"«{source.title.it}» esce solo con l'approvazione di una seconda persona: "
            "chiederla alla pagina «Esporta».",
            en=f"“{source.title.en}” leaves only with a second person's approval: ask for it on "
            "the page “Export”.",
        )
    )


def _refuse(source: Dataset, reader: Reader) -> NoReturn:
    if reader.actor is None:
        raise SignInError(
            Text(
                it=f"Per esportare «{source.title.it}» serve entrare con il proprio account.",
                en=f"To export “{source.title.en}” you need to sign in.",
            )
        )
    raise ForbiddenError(
        Text(
            it=f"Il ruolo con cui si è entrati non può esportare «{source.title.it}».",
            en=f"The role that reads may not export “{source.title.en}”.",
        )
    )


def _write(
    connection: Connection, wanted: Wanted, path: Path, reader: Reader, carried: frozenset[str]
) -> int:
    source, fields = wanted.source, wanted.source.carried(carried)
    shape, write = WRITERS[wanted.form]
    sheet = Sheet(source.id, fields, wanted.srid, source.has_geometry, _notes(wanted, reader))
    asked = Asked(wanted.on_date, wanted.srid, wanted.equals)
    found = rows(connection, source, fields, asked, shape)
    path.touch(mode=0o600)
    count = write(path, sheet, found)
    # GDAL makes the file anew, for everybody to read.
    path.chmod(0o600)
    return count


def _notes(wanted: Wanted, reader: Reader) -> dict[str, str]:
    """What is printed on the file: nothing on what everybody may see."""
    said = wanted.ground.stated
    return {} if said is None else notes(said, wanted.source.title, wanted.on_date, reader)


def come_back(connection: Connection, entering: Entering, before: Reader) -> None:
    """Be the reader again, if they may still enter as who they were."""
    after = entering(connection)
    if (after.actor, after.role) != (before.actor, before.role):
        raise SignInError(
            Text(
                it="L'accesso è finito mentre il file si preparava: il file non è stato fatto.",
                en="The session ended while the file was being made: there is no file.",
            )
        )


def _digest(path: Path) -> bytes:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            made.update(chunk)
    return made.digest()
