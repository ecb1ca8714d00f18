"""Documents of a unit, a case, an issue or an episode: attached by a form, served as downloads."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api.deps import SessionDep, reader_of
from api.identity import ThingId
from api.pages.templates import NOT_STORED, render
from buildings.documents import queries, service
from buildings.documents.contents import MAX_BYTES, too_large
from buildings.documents.states import CLASSES, EXTENSIONS, IMAGES, MIME, DocumentKind, Subject
from buildings.privacy.queries import become_register, may
from buildings.privacy.states import Verb
from gis.codes import Text
from gis.errors import InputError, NotFoundError

SEALED_OFF = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""A stored file can do nothing, is nobody else's, and is not kept by the browser."""

VERBS = {
    Subject.UNIT: Verb.UPDATE,
    Subject.CASE: Verb.UPDATE,
    Subject.ISSUE: Verb.CREATE,
    Subject.EPISODE: Verb.UPDATE,
}
"""What who attaches a document must be allowed to do with the class of its subject."""

_ROOM_FOR_FORM = 16 * 1024
_FIELDS = 8
_KINDS = {member.value: member for member in DocumentKind}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class About:
    """Which thing a page or a form is about."""

    subject: Subject
    id: uuid.UUID

    @property
    def address(self) -> str:
        """The page of its documents."""
        return f"/documents/new?{self.subject.value}={self.id}"


def _about(
    unit: Annotated[str | None, Query()] = None,
    case: Annotated[str | None, Query()] = None,
    issue: Annotated[str | None, Query()] = None,
    episode: Annotated[str | None, Query()] = None,
) -> About:
    asked = {
        Subject.UNIT: unit,
        Subject.CASE: case,
        Subject.ISSUE: issue,
        Subject.EPISODE: episode,
    }
    named = [(subject, written) for subject, written in asked.items() if written]
    if len(named) == 1:
        subject, written = named[0]
        try:
            return About(subject, uuid.UUID(written))
        except ValueError:
            pass
    raise InputError(
        Text(
            it="L'indirizzo deve dire un'unità, una pratica, un problema o un episodio.",
            en="The address must name one unit, case, issue or episode.",
        )
    )


AboutDep = Annotated[About, Depends(_about)]


@router.get("/documents/new")
def new(request: Request, session: SessionDep, about: AboutDep) -> Response:
    """What is attached to a thing, and the form to attach more for who may."""
    service.require_subject(session, about.subject, about.id)
    return _page(request, session, about)


@router.post("/documents/new")
async def attach(request: Request, session: SessionDep, about: AboutDep) -> Response:
    """Attach a file; a refused one is told on the page of its subject."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > MAX_BYTES + _ROOM_FOR_FORM:
        raise too_large()
    async with request.form(max_files=1, max_fields=_FIELDS) as form:
        return await run_in_threadpool(_attach, request, session, about, form)


@router.get("/documents/{document_id}")
def download(session: SessionDep, document_id: ThingId) -> Response:
    """The stored bytes: a re-encoded image may be shown, everything else is only downloaded."""
    found = queries.find(session, document_id)
    if found is None:
        raise NotFoundError(Text(it="Questo documento non c'è.", en="There is no such document."))
    form = found.media_type
    shown = "inline" if form in IMAGES else "attachment"
    name = f"{found.kind.value}-{found.id.hex[:8]}.{EXTENSIONS[form][0]}"
    return Response(
        found.content,
        media_type=MIME[form],
        headers={**SEALED_OFF, "Content-Disposition": f'{shown}; filename="{name}"'},
    )


def _attach(request: Request, session: Session, about: About, form: FormData) -> Response:
    service.require_subject(session, about.subject, about.id)
    reader = reader_of(request)
    # What is wrong with the form is told first to who may attach at all.
    become_register(session, CLASSES[about.subject], VERBS[about.subject], is_row_seen=True)
    try:
        file, kind, title = _given(form)
        service.attach(
            session,
            about.subject,
            about.id,
            kind=kind,
            title=title,
            name=file.filename or "",
            content=file.file.read(MAX_BYTES + 1),
            by=reader.actor if reader else None,
        )
    except InputError as error:
        return _page(request, session, about, problem=error.text)
    return RedirectResponse(about.address, HTTPStatus.SEE_OTHER, headers=NOT_STORED)


def _given(form: FormData) -> tuple[UploadFile, DocumentKind, str]:
    file, kind, title = form.get("file"), form.get("kind"), form.get("title")
    if not isinstance(file, UploadFile) or not file.filename:
        raise InputError(Text(it="Scegliere un file.", en="Choose a file."))
    if not isinstance(kind, str) or kind not in _KINDS or not isinstance(title, str):
        raise InputError(
            Text(it="Scegliere che cosa è il documento.", en="Choose what the document is.")
        )
    return file, _KINDS[kind], title


def _page(
    request: Request, session: Session, about: About, problem: Text | None = None
) -> Response:
    return render(
        request,
        "documents.html",
        status=HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK,
        headers=NOT_STORED,
        about=about,
        documents=queries.of_subject(session, about.subject, about.id),
        may_attach=problem is not None
        or may(session, CLASSES[about.subject], VERBS[about.subject]),
        kinds=DocumentKind,
        accepted=[f".{each}" for endings in EXTENSIONS.values() for each in endings],
        most_mb=MAX_BYTES // 1024**2,
        problem=problem,
    )
