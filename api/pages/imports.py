"""The log of imports: the runs, what of them was refused, and what a dry run would change."""

import csv
import datetime as dt
import io
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.deps import SessionDep, SettingsDep, requiring
from api.pages.templates import NOT_STORED, render
from buildings.privacy.states import DataClass
from data.ingest.models import ImportChange, ImportRefusal, ImportRun
from data.ingest.refusals import HEADER, neutral
from gis.codes import Text
from gis.errors import NotFoundError

MOST_RUNS = 200
_CSV = "text/csv; charset=utf-8"

router = APIRouter(include_in_schema=False, dependencies=[requiring(DataClass.IMPORTS)])


@router.get("/imports")
def imports(request: Request, session: SessionDep) -> Response:
    """The newest runs of `satellite import` with what they read, loaded and refused."""
    runs = session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(MOST_RUNS))
    return render(request, "imports.html", headers=NOT_STORED, runs=list(runs))


@router.get("/imports/{run_id}/changes")
def changes(request: Request, run_id: int, session: SessionDep) -> Response:
    """What a dry run would change, its first rows in words."""
    run = _run(session, run_id)
    if run.more_changes_count is None:
        raise NotFoundError(
            Text(
                it=f"L'importazione numero {run_id} non è una prova riuscita: non ha un elenco di"
                " ciò che cambierebbe.",
                en=f"Import number {run_id} is no dry run that came to its end: it has no list of"
                " what would change.",
            )
        )
    query = select(ImportChange).where(ImportChange.run_id == run_id).order_by(ImportChange.id)
    return render(
        request,
        "import_changes.html",
        headers=NOT_STORED,
        run=run,
        changes=list(session.scalars(query)),
    )


@router.get("/imports/{run_id}/refusals.csv")
def refusals(run_id: int, session: SessionDep, settings: SettingsDep) -> Response:
    """The refusals of a run with the reasons in both languages.

    The file that the import wrote holds all of them, the database the first thousand.
    """
    run = _run(session, run_id)
    name = f"refusals-{run_id}.csv"
    written = settings.home / "imports" / f"{run_id}-refusals.csv"
    if _is_of(written, run):
        return FileResponse(written, media_type=_CSV, headers=NOT_STORED, filename=name)
    return Response(
        _kept(session, run).encode("utf-8-sig"),
        HTTPStatus.OK,
        media_type=_CSV,
        headers=NOT_STORED | {"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _run(session: Session, run_id: int) -> ImportRun:
    run = session.get(ImportRun, run_id)
    if run is None:
        raise NotFoundError(
            Text(
                it=f"Non c'è nessuna importazione numero {run_id}.",
                en=f"There is no import number {run_id}.",
            )
        )
    return run


def _is_of(written: Path, run: ImportRun) -> bool:
    """Whether the file was written during the run: another register's had the same number."""
    if run.finished_at is None or not written.is_file():
        return False
    moment = dt.datetime.fromtimestamp(written.stat().st_mtime, dt.UTC)
    return run.started_at <= moment <= run.finished_at


def _kept(session: Session, run: ImportRun) -> str:
    query = select(ImportRefusal).where(ImportRefusal.run_id == run.id).order_by(ImportRefusal.id)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for each in session.scalars(query):
        texts = (each.column_name, each.value, each.reason_it, each.reason_en, each.raw)
        writer.writerow([neutral(run.file_name), each.row_number, *map(neutral, texts)])
    return out.getvalue()
