"""The catalogue of layers, the page of the API, and the log of imports."""

import csv
import io
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from api.deps import OnDate, SessionDep
from api.pages.templates import NOT_STORED, render
from buildings.layers import CATALOGUE
from buildings.registry import queries as registry
from data.ingest.models import ImportRefusal, ImportRun
from gis.codes import Text
from gis.errors import NotFoundError

MOST_RUNS = 200
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

router = APIRouter(include_in_schema=False)


@router.get("/data")
def data(request: Request, session: SessionDep, on_date: OnDate) -> Response:
    """The published layers with the addresses of their features and tiles."""
    return render(
        request,
        "data.html",
        layers=CATALOGUE.values(),
        root=str(request.base_url).rstrip("/"),
        is_synthetic=registry.holds_synthetic(session),
        on_date=on_date,
    )


@router.get("/api/docs")
def api_docs(request: Request) -> Response:
    """What the JSON API answers, read from its own description."""
    return render(request, "api.html", operations=_operations(request.app.openapi()))


def _operations(description: dict[str, Any]) -> list[dict[str, Any]]:
    """Method, path, words and parameters of each operation, by path."""
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("description") or operation.get("summary", ""),
            "parameters": [
                {
                    "name": each["name"],
                    "where": each["in"],
                    "required": each.get("required", False),
                    "description": each.get("description", ""),
                }
                for each in operation.get("parameters", [])
            ],
        }
        for path, methods in sorted(description["paths"].items())
        for method, operation in methods.items()
    ]


@router.get("/imports")
def imports(request: Request, session: SessionDep) -> Response:
    """The newest runs of `satellite import` with what they read, loaded and refused."""
    runs = session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(MOST_RUNS))
    return render(request, "imports.html", headers=NOT_STORED, runs=list(runs))


@router.get("/imports/{run_id}/refusals.csv")
def refusals(run_id: int, session: SessionDep) -> Response:
    """The first refusals of a run, with the reasons in both languages."""
    if session.get(ImportRun, run_id) is None:
        raise NotFoundError(
            Text(
                it=f"Non c'è nessuna importazione numero {run_id}.",
                en=f"There is no import number {run_id}.",
            )
        )
    query = select(ImportRefusal).where(ImportRefusal.run_id == run_id).order_by(ImportRefusal.id)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["row", "column", "value", "motivo", "reason", "raw"])
    for each in session.scalars(query):
        texts = (each.column_name, each.value, each.reason_it, each.reason_en, each.raw)
        writer.writerow([each.row_number, *map(_harmless, texts)])
    return Response(
        out.getvalue().encode("utf-8-sig"),
        HTTPStatus.OK,
        media_type="text/csv; charset=utf-8",
        headers=NOT_STORED
        | {"Content-Disposition": f'attachment; filename="refusals-{run_id}.csv"'},
    )


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
