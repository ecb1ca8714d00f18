"""What senders of spreadsheets taught, and the clean workbooks to fill in instead."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from api.deps import SessionDep, requiring
from api.pages.templates import NOT_STORED, render
from buildings.privacy.states import DataClass
from data.ingest.models import SheetAnswer, SheetMapping
from data.sources.office_templates import TEMPLATES, workbook_of
from data.sources.sheets.mapping import IGNORED
from gis.codes import Text
from gis.errors import NotFoundError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

router = APIRouter(include_in_schema=False, dependencies=[requiring(DataClass.IMPORTS)])


@router.get("/imports/mappings")
def mappings(request: Request, session: SessionDep) -> Response:
    """The columns and wordings that were confirmed, by source and sender."""
    order = (SheetMapping.source, SheetMapping.sender, SheetMapping.confirmed_at.desc())
    answers = select(SheetAnswer).order_by(
        SheetAnswer.source, SheetAnswer.sender, SheetAnswer.question
    )
    return render(
        request,
        "mappings.html",
        headers=NOT_STORED,
        mappings=list(session.scalars(select(SheetMapping).order_by(*order))),
        answers=list(session.scalars(answers)),
        templates=TEMPLATES.values(),
        ignored=IGNORED,
    )


@router.get("/imports/templates/{name}.xlsx")
def template(name: str) -> Response:
    """One of the clean workbooks."""
    found = TEMPLATES.get(name)
    if found is None:
        listed = ", ".join(TEMPLATES)
        raise NotFoundError(
            Text(
                it=f"Non c'è un modello «{name}». Ci sono: {listed}.",
                en=f'There is no template "{name}". There are: {listed}.',
            )
        )
    return Response(
        workbook_of(found),
        media_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )
