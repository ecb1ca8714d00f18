"""The page behind a one-time link: an administrator uploads, sees what we see, and confirms."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData, UploadFile

from api.deps import RegisterSessionDep, SettingsDep
from api.pages.on_screen import on_screen
from api.pages.templates import NOT_STORED, render
from buildings.arrears import queries as arrears
from buildings.arrears.deadlines import RULES, buyer_years, deadlines
from buildings.arrears.states import LegalStep, SupplierKind
from buildings.condominiums.models import Condominium
from buildings.status.states import ArrearsBand
from data.deliveries import files, links
from data.deliveries.models import DeliveryLink
from data.deliveries.preview import Preview, order_of, preview
from data.ingest.importing import import_file
from data.ingest.outcome import ImportResult
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError
from gis.report import Silence
from gis.settings import Settings

SHOWN_ROWS = 500
MOST_FIELDS = 600
_ROOM_FOR_FORM = 64 * 1024
PRIVATE = NOT_STORED | {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
"""Headers of every answer behind a link: its address is a secret."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request behind a link."""

    request: Request
    session: Session
    settings: Settings
    link: DeliveryLink

    @property
    def path(self) -> Path | None:
        """The file that waits, if there is one."""
        key = self.link.file_key
        return files.path_of(self.settings.home, key) if key else None

    def again(self) -> Response:
        """Back to the page, so that a reload sends nothing twice."""
        return RedirectResponse(
            self.request.url.path, status_code=HTTPStatus.SEE_OTHER, headers=PRIVATE
        )

    def page(self, name: str, *, status: int = HTTPStatus.OK, **more: Any) -> Response:  # noqa: ANN401 - whatever the template shows
        """A page about the link's condominium."""
        condominium = self.session.get_one(Condominium, self.link.condominium_id)
        return render(
            self.request,
            name,
            status=status,
            headers=PRIVATE,
            link=self.link,
            condominium=condominium,
            on_date=today(),
            **more,
        )


@router.get("/consegna/{token}")
def delivery(
    request: Request, token: str, session: RegisterSessionDep, settings: SettingsDep
) -> Response:
    """The upload form, or the preview of what was uploaded."""
    link = _opened(request, session, settings, token)
    if link is None:
        return _closed(request)
    return _shown(_Visit(request, session, settings, link))


@router.post("/consegna/{token}")
async def deliver(
    request: Request, token: str, session: RegisterSessionDep, settings: SettingsDep
) -> Response:
    """Take a file, an answer about it, its confirmation, or the wish to start again."""
    link = await run_in_threadpool(_opened, request, session, settings, token, for_writing=True)
    if link is None:
        return _closed(request)
    visit = _Visit(request, session, settings, link)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > files.MAX_BYTES + _ROOM_FOR_FORM:
        return await run_in_threadpool(_shown, visit, _too_large())
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        return await run_in_threadpool(_act, visit, form)


def _opened(
    request: Request,
    session: Session,
    settings: Settings,
    token: str,
    *,
    for_writing: bool = False,
) -> DeliveryLink | None:
    """The link, if it may be used; tries with other tokens are counted, and too many blocked."""
    links.sweep(session, settings.home)
    address = request.client.host if request.client else ""
    if links.is_limited(session, address):
        return None
    link = links.find_link(session, token, for_writing=for_writing)
    if link is None:
        links.note_try(session, address)
    return link


def _closed(request: Request) -> Response:
    """The one answer for a wrong, expired, revoked or used link, and for too many tries."""
    return render(request, "consegna_closed.html", status=HTTPStatus.NOT_FOUND, headers=PRIVATE)


def _act(visit: _Visit, form: FormData) -> Response:
    action = form.get("action")
    if action == "upload":
        return _upload(visit, form.get("file"))
    if action == "discard":
        links.drop_file(visit.link, visit.settings.home)
        return visit.again()
    if action == "say":
        visit.link.answers = _said(form)
        return visit.again()
    if action == "confirm":
        return _confirm(visit)
    return visit.again()


def _upload(visit: _Visit, file: UploadFile | str | None) -> Response:
    link = visit.link
    if not isinstance(file, UploadFile) or not file.filename:
        return _shown(visit, Text(it="Scegliere un file.", en="Choose a file."))
    if link.upload_count >= links.MOST_UPLOADS:
        return _shown(
            visit,
            Text(it="Troppi file con questo collegamento: chiederne un altro all'Ufficio Casa.",
                 en="Too many files with this link: ask the office for another one."),
        )  # fmt: skip
    links.drop_file(link, visit.settings.home)
    link.upload_count += 1
    try:
        key, path = files.keep(visit.settings.home, link.id, file.file)
    except InputError as error:
        return _shown(visit, error.text)
    link.file_key, link.file_name = key, path.name
    return visit.again()


def _said(form: FormData) -> dict[str, Any]:
    """What the form says of the columns and of the questions; blank answers are left out."""
    texts = {key: value.strip() for key, value in form.multi_items() if isinstance(value, str)}
    columns = {
        texts[key]: texts.get(key.replace("label", "field"), "")
        for key in texts
        if key.startswith("label.")
    }
    answers = {
        key.removeprefix("answer."): value
        for key, value in texts.items()
        if key.startswith("answer.") and value
    }
    said: dict[str, Any] = {"columns": {k: v for k, v in columns.items() if v}, "answers": answers}
    return said | ({"sheet": texts["sheet"]} if texts.get("sheet") else {})


def _shown(visit: _Visit, problem: Text | None = None) -> Response:
    path = visit.path
    seen: Preview | None = None
    if path is not None:
        with visit.session.begin_nested():
            seen = preview(
                visit.session.connection(), visit.link, path, visit.settings.municipality
            )
    return visit.page(
        "consegna.html",
        status=HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK,
        seen=seen,
        problem=problem,
        on_screen=on_screen,
        said=visit.link.answers.get("answers", {}),
        sheet=visit.link.answers.get("sheet", ""),
        bands=ArrearsBand,
        steps=LegalStep,
        suppliers=SupplierKind,
        most_rows=SHOWN_ROWS,
        most_mb=files.MAX_BYTES // 1024**2,
    )


def _confirm(visit: _Visit) -> Response:
    """Import the file through the common path; a refused one leaves the link as it was."""
    path, engine = visit.path, visit.request.app.state.register_engine
    if path is None:
        return visit.again()
    order = order_of(visit.link, visit.settings.municipality)
    result = import_file(engine, visit.settings.home / "imports", path, order, Silence())
    if result.message is not None:
        return _shown(visit, result.message)
    links.use_up(visit.link, result.run_id, visit.settings.home)
    visit.session.flush()
    return _thanks(visit, result)


def _thanks(visit: _Visit, result: ImportResult) -> Response:
    """What was taken, and what the register can give back: terms of the law, auctions to come."""
    session, condominium_id, day = visit.session, visit.link.condominium_id, today()
    sales = arrears.announced_sales(session, condominium_id, day)
    return visit.page(
        "consegna_thanks.html",
        result=result,
        rules=RULES,
        deadlines=deadlines(
            arrears.closed_years(session, condominium_id, day),
            has_arrears=arrears.has_arrears(session, condominium_id, day),
        ),
        sales=[(each, buyer_years(each.sale_on)) for each in sales],
        missing=arrears.codes(session, condominium_id, only_asked=True),
    )


def _too_large() -> Text:
    most = files.MAX_BYTES // 1024**2
    return Text(
        it=f"Il file supera {most} MB: mandare solo la tabella.",
        en=f"The file is above {most} MB: send only the table.",
    )
