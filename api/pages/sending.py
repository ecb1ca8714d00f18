"""Files as answers: made whole in the request's transaction, sent after it."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from api.deps import credential_of, reader_of
from api.pages.templates import NOT_STORED
from buildings.exports.states import ExportForm
from data.exports.making import Wanted, make
from gis.reader import Reader, enter

CHUNK = 1 << 16
MEDIA_TYPES = {
    ExportForm.CSV: "text/csv; charset=utf-8",
    ExportForm.GEOJSON: "application/geo+json",
    ExportForm.GPKG: "application/geopackage+sqlite3",
}


def sent(request: Request, session: Session, wanted: Wanted) -> Response:
    """The file, which lies nowhere once it is sent: its name is gone before its first byte goes."""
    reader = reader_of(request)
    credential = credential_of(request)
    if reader is not None:
        credential = replace(credential, request=reader.request)

    def entering(connection: Connection) -> Reader:
        return enter(connection, credential)

    with tempfile.TemporaryDirectory(prefix="satellite-export-") as folder:
        made = make(session.connection(), wanted, Path(folder) / wanted.file_name, entering)
        size = made.path.stat().st_size
        file = made.path.open("rb")
    return StreamingResponse(
        _chunks(file),
        media_type=MEDIA_TYPES[wanted.form],
        headers=NOT_STORED
        | {
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{wanted.file_name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
