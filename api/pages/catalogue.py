"""The catalogue of layers, and the page of the API."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import OnDate, SessionDep
from api.pages.templates import render
from buildings.layers import CATALOGUE
from buildings.privacy.queries import readable
from buildings.registry import queries as registry
from buildings.releases import queries as releases

router = APIRouter(include_in_schema=False)


@router.get("/data")
def data(request: Request, session: SessionDep, on_date: OnDate) -> Response:
    """The published layers with the addresses of their features and tiles."""
    return render(
        request,
        "data.html",
        layers=readable(session, CATALOGUE.values()),
        root=str(request.base_url).rstrip("/"),
        is_synthetic=registry.holds_synthetic(session),
        releases=releases.all_published(session),
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
