"""Files to take away: what everybody may have, and what needs a recipient, a purpose, a second."""

import uuid
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from sqlalchemy.orm import Session

from api.approvals import in_person
from api.deps import OnDate, SessionDep, reader_of
from api.pages.sending import MEDIA_TYPES, sent
from api.pages.templates import NOT_STORED, render, wants_html
from buildings.approvals import service as approvals
from buildings.approvals.states import ApprovalKind
from buildings.exports import queries, service
from buildings.exports.service import Ground
from buildings.exports.states import EXPORT_SRIDS, TABLE_FORMS, ExportForm, ExportMode
from buildings.privacy.states import Role
from data.exports.datasets import dataset, exportable, narrowed
from data.exports.granted import granted
from data.exports.making import Wanted, require_form
from gis.codes import Text
from gis.crs import LONLAT_SRID
from gis.errors import InputError, NotFoundError

EXPORTS = "/exports"
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {each.partition(";")[0]: {} for each in MEDIA_TYPES.values()},
    }
}
router = APIRouter(tags=["exports"])


@router.get(EXPORTS, include_in_schema=False)
def exports(
    request: Request, session: SessionDep, layer: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """What may leave, in which form, and what it takes."""
    return _page(request, session, chosen={"layer": layer})


@router.get("/exports/{name}.{form}", response_class=StreamingResponse, responses=FILE)
def open_file(
    request: Request,
    session: SessionDep,
    *,
    name: str,
    form: ExportForm,
    on_date: OnDate,
    crs: Annotated[int, Query(description="EPSG code, 4326 or 7791")] = LONLAT_SRID,
) -> Response:
    """A layer as a file with what the council may see, for everybody and without a form."""
    source = dataset(name)
    equals = narrowed(source, request.query_params)
    wanted = Wanted(source, form, srid=crs, on_date=on_date, equals=equals)
    return sent(request, session, wanted)


@router.post(EXPORTS, include_in_schema=False)
def stated_file(
    request: Request,
    session: SessionDep,
    on_date: OnDate,
    *,
    layer: Annotated[str, Form(max_length=80)],
    form: Annotated[ExportForm, Form()],
    recipient: Annotated[str, Form(max_length=1000)] = "",
    purpose: Annotated[str, Form(max_length=1000)] = "",
    crs: Annotated[int, Form()] = LONLAT_SRID,
) -> Response:
    """A file for a recipient and a purpose; of persons' data, first the request to a second."""
    try:
        source = dataset(layer)
        equals = narrowed(source, request.query_params)
        if source.access_class in service.open_classes(reader_of(request)):
            wanted = Wanted(source, form, Ground(), crs, on_date, equals)
            return sent(request, session, wanted)
        said = service.stated(recipient, purpose)
        mode = service.modes(session, [source.access_class])[source.access_class]
        ground = Ground(mode or ExportMode.STATED, said)
        wanted = Wanted(source, form, ground, crs, on_date, equals)
        if mode is ExportMode.APPROVED:
            return _ask(request, session, wanted)
        return sent(request, session, wanted)
    except InputError as error:
        if isinstance(error, NotFoundError) or not wants_html(request):
            raise
        chosen = {"layer": layer, "form": form.value, "crs": crs,
                  "recipient": recipient, "purpose": purpose}  # fmt: skip
        return _page(request, session, problem=error.text, chosen=chosen)


@router.post("/exports/approved", include_in_schema=False)
def approved_file(
    request: Request, session: SessionDep, approval: Annotated[uuid.UUID, Form()]
) -> Response:
    """The file that a second person has granted, once."""
    in_person(request, session)
    return sent(request, session, granted(session, approval))


def _ask(request: Request, session: Session, wanted: Wanted) -> Response:
    in_person(request, session)
    require_form(wanted)
    said = wanted.ground.stated
    reason = "" if said is None else service.reason_of(said)
    approvals.ask(session, ApprovalKind.EXPORT, wanted.asked, reason)
    return RedirectResponse("/approvals", HTTPStatus.SEE_OTHER, headers=NOT_STORED)


def _page(
    request: Request,
    session: Session,
    *,
    problem: Text | None = None,
    chosen: dict[str, Any],
) -> Response:
    offered = list(exportable())
    modes = service.modes(session, [each.access_class for each in offered])
    opened = service.open_classes(reader_of(request))
    is_open = {each.id: each.access_class in opened for each in offered}
    return render(
        request,
        "exports.html",
        status=HTTPStatus.OK if problem is None else HTTPStatus.BAD_REQUEST,
        headers=NOT_STORED,
        free=[each for each in offered if is_open[each.id]],
        stated=[each for each in offered if not is_open[each.id] and modes[each.access_class]],
        modes=modes,
        forms=TABLE_FORMS,
        srids=EXPORT_SRIDS,
        problem=problem,
        chosen={"form": "", "crs": LONLAT_SRID, "recipient": "", "purpose": ""} | chosen,
        log=queries.logged(session),
        roles={each.value: each for each in Role},
    )
