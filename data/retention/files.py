"""Files beside the database whose time has run: refused rows, and uploads never confirmed."""

import datetime as dt
import re
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from data.deliveries import links
from data.ingest.models import ImportRun
from gis.dates import ROME

_OF_RUN = re.compile(r"(\d+)-")


def refusal_files(engine: Engine, folder: Path, as_of: dt.date, months: int) -> list[Path]:
    """Files of import runs that ended `months` before `as_of`; a stranger's counts by its age."""
    if not folder.is_dir():
        return []
    with engine.connect() as connection:
        ended = {
            row.id: row.finished_at.astimezone(ROME).date()
            for row in connection.execute(
                select(ImportRun.id, ImportRun.finished_at).where(
                    ImportRun.finished_at.is_not(None)
                )
            )
        }
    due = []
    for path in sorted(folder.iterdir()):
        number = _OF_RUN.match(path.name)
        if number and path.is_file() and not path.is_symlink():
            written = dt.datetime.fromtimestamp(path.stat().st_mtime, ROME).date()
            if _later(ended.get(int(number[1]), written), months) <= as_of:
                due.append(path)
    return due


def sweep_uploads(engine: Engine, home: Path) -> int:
    """Delete the uploads of links that can no longer be used; how many."""
    with Session(engine) as session, session.begin():
        return links.sweep(session, home)


def _later(day: dt.date, months: int) -> dt.date:
    """A day some months later, the last of the month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return dt.date(year, month, last)
        except ValueError:
            continue
    return dt.date(year, month, day.day)
