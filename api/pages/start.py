"""The start page and the search results, whole or as the part that htmx puts under the box."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import OnDate, SessionDep, SettingsDep
from api.pages.templates import NOT_STORED, day_query, is_fragment, render
from api.search import search
from buildings.discrepancies import queries as discrepancies
from buildings.registry import queries as registry

EXAMPLES = ("via Cimarosa 1 scala L", "via Cimarosa 901 scala A int. 3", "Venere", "900/12/34")
MOST_ON_A_PAGE = 500
MOST_WHILE_TYPING = 40

router = APIRouter(include_in_schema=False)


@router.get("/")
def start(request: Request, session: SessionDep) -> Response:
    """The search box and the doors to the rest."""
    return render(
        request,
        "start.html",
        examples=EXAMPLES,
        is_synthetic=registry.holds_synthetic(session),
        open_discrepancies=sum(discrepancies.counts(session).values()),
    )


@router.get("/units")
def units(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    on_date: OnDate,
    q: Annotated[str, Query()] = "",
) -> Response:
    """What the text may mean; the page of the only thing found, when asked for with Enter."""
    is_part = is_fragment(request)
    hits = search(
        session,
        q,
        on_date,
        municipality_code=settings.municipality,
        most_flats=MOST_WHILE_TYPING if is_part else MOST_ON_A_PAGE,
    )
    if hits.only and not is_part:
        return RedirectResponse(hits.only + day_query(on_date), status_code=303, headers=NOT_STORED)
    return render(
        request,
        "hits.html" if is_part else "units.html",
        headers=NOT_STORED,
        text=q.strip(),
        hits=hits,
        on_date=on_date,
        is_fragment=is_part,
    )
