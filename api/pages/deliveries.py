"""The office's side of deliveries: links, agreements, and the codes that nobody explained yet."""

import csv
import datetime as dt
import io
import uuid
from collections import defaultdict
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.access.addresses import root_of
from api.deps import ImportsWritingDep, SettingsDep
from api.pages.templates import NOT_STORED, render
from buildings.arrears import queries as arrears
from buildings.arrears.models import CondominiumBridge
from buildings.arrears.service import Agreement, end_agreement, record_agreement
from buildings.arrears.states import DeliveryKind
from buildings.condominiums import queries as condominiums
from data.deliveries import links
from data.ingest.importing import Order, import_file
from data.sources.administrator_bridge import ID as BRIDGE
from gis.codes import Text
from gis.dates import day_after, today
from gis.errors import InputError, NotFoundError
from gis.report import Silence
from gis.settings import Settings

_PARTS = {"staircase": "Scala", "floor": "Piano", "door": "Interno", "subunit": "Subalterno"}
_NO_CODE = Text(
    it="Uno dei codici non c'è più: ricaricare la pagina.",
    en="One of the codes is not there any more: load the page again.",
)
_PRIVATE = NOT_STORED | {"Referrer-Policy": "no-referrer"}

router = APIRouter(include_in_schema=False)


@router.get("/deliveries")
def deliveries(request: Request, session: ImportsWritingDep, settings: SettingsDep) -> Response:
    """Links with what became of them, agreements, codes to be explained."""
    links.sweep(session, settings.home)
    return _page(request, session)


@router.post("/deliveries/links")
def make_link(
    request: Request,
    session: ImportsWritingDep,
    *,
    condominium_id: Annotated[uuid.UUID, Form()],
    kind: Annotated[DeliveryKind, Form()],
    sender: Annotated[str, Form(max_length=200)],
    days: Annotated[int, Form()],
    by: Annotated[str, Form(max_length=200)],
) -> Response:
    """Make a link and show its address this once."""
    _, token = links.make_link(
        session, condominium_id=condominium_id, kind=kind, sender=sender, days=days, by=by
    )
    address = f"{root_of(request)}/consegna/{token}"
    return _page(request, session, address=address)


@router.post("/deliveries/links/{link_id}/revoke")
def revoke(link_id: int, session: ImportsWritingDep, settings: SettingsDep) -> Response:
    """Make a link useless."""
    links.revoke(session, link_id, settings.home)
    return _back()


@router.post("/deliveries/agreements")
def agree(
    session: ImportsWritingDep,
    *,
    condominium_id: Annotated[uuid.UUID, Form()],
    sender: Annotated[str, Form(max_length=200)],
    parties: Annotated[str, Form(max_length=1000)],
    legal_basis: Annotated[str, Form(max_length=1000)],
    document_reference: Annotated[str, Form(max_length=300)],
    valid_from: Annotated[dt.date, Form()],
    last_day: Annotated[dt.date, Form()],
) -> Response:
    """Record an agreement; the form's last day is the last on which it holds."""
    record_agreement(
        session,
        Agreement(
            condominium_id=condominium_id,
            sender=sender,
            parties=parties,
            legal_basis=legal_basis,
            document_reference=document_reference,
            valid_from=valid_from,
            valid_to=day_after(last_day),
        ),
    )
    return _back()


@router.post("/deliveries/agreements/{agreement_id}/end")
def end(agreement_id: uuid.UUID, session: ImportsWritingDep) -> Response:
    """Let an agreement end tomorrow: what came in today stays under it."""
    end_agreement(session, agreement_id, today() + dt.timedelta(days=1))
    return _back()


@router.post("/deliveries/codes")
async def answer(request: Request, session: ImportsWritingDep, settings: SettingsDep) -> Response:
    """What codes mean, through the same import as the bridge's file."""
    async with request.form(max_files=0, max_fields=4000) as form:
        texts = {key: value for key, value in form.multi_items() if isinstance(value, str)}
    _answer(session, request.app.state.register_engine, settings, texts)
    return _back()


def _answer(session: Session, engine: Engine, settings: Settings, texts: dict[str, str]) -> None:
    answers: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for key, value in texts.items():
        part, _, number = key.partition(".")
        if part in _PARTS and value.strip():
            answers[_code_id(number)][part] = value.strip()
    groups: dict[tuple[uuid.UUID, str], list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for code_id, parts in answers.items():
        asked = session.get(CondominiumBridge, code_id)
        if asked is None:
            raise NotFoundError(_NO_CODE)
        groups[asked.condominium_id, asked.sender].append((asked.code, parts))
    for (condominium_id, sender), rows in groups.items():
        with TemporaryDirectory(dir=settings.home) as folder:
            path = Path(folder) / "ponte.csv"
            path.write_text(_bridge_file(rows), encoding="utf-8-sig")
            order = Order(
                BRIDGE,
                settings.municipality,
                sender=sender,
                answers={"condominium": str(condominium_id)},
            )
            result = import_file(engine, settings.home / "imports", path, order, Silence())
        if result.message is not None:
            raise InputError(result.message)
        if result.first_refusals:
            raise InputError(result.first_refusals[0].reason)


def _code_id(written: str) -> uuid.UUID:
    try:
        return uuid.UUID(written)
    except ValueError:
        raise NotFoundError(_NO_CODE) from None


def _bridge_file(rows: list[tuple[str, dict[str, str]]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Codice unità", *_PARTS.values()])
    for code, parts in rows:
        writer.writerow([code, *(parts.get(part, "") for part in _PARTS)])
    return out.getvalue()


def _page(request: Request, session: Session, *, address: str | None = None) -> Response:
    day = today()
    return render(
        request,
        "deliveries.html",
        status=HTTPStatus.OK,
        headers=_PRIVATE,
        address=address,
        links=links.every_link(session),
        now=dt.datetime.now(dt.UTC),
        agreements=arrears.agreements(session),
        codes=arrears.codes(session),
        condominiums=condominiums.every(session, day),
        kinds=list(DeliveryKind),
        on_date=day,
    )


def _back() -> Response:
    return RedirectResponse("/deliveries", status_code=HTTPStatus.SEE_OTHER, headers=_PRIVATE)
