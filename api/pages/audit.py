"""The auditor's pages: who read and wrote what, alerts, the monthly sample and its reviews."""

import datetime as dt
import uuid
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BeforeValidator, Field, StringConstraints
from sqlalchemy.orm import Session

from api.deps import SessionDep, requiring, writing
from api.pages.templates import NOT_STORED, render
from buildings.audit import alerting, queries, sampling
from buildings.audit.queries import MOST_LISTED, Wanted
from buildings.audit.service import note
from buildings.audit.states import ALERT_WORKFLOW, AlertState, Finding, Reviewer, Verb
from buildings.privacy.states import DataClass, Role
from buildings.privacy.states import Verb as Right
from buildings.purposes.states import Ground
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError

LONGEST_WORD = 120
LONGEST_NOTE = 2000
GROUNDS = {each.value: each for each in Ground}
CLASSES = (DataClass.P3, DataClass.P4, DataClass.P5, DataClass.P6)

router = APIRouter(include_in_schema=False)
AuditWritingDep = Annotated[Session, writing(DataClass.AUDIT, Right.UPDATE)]
_EMPTY = BeforeValidator(lambda said: said or None)
_ClassName = Annotated[str, StringConstraints(pattern="^P[0-6]$")]
_EntryNumber = Annotated[int, Field(ge=1, le=2**63 - 1)]


def _wanted(
    *,
    who: Annotated[str, Query(max_length=LONGEST_WORD)] = "",
    entity: Annotated[str, Query(max_length=LONGEST_WORD)] = "",
    thing: Annotated[uuid.UUID | None, _EMPTY, Query()] = None,
    verb: Annotated[Verb | None, _EMPTY, Query()] = None,
    fields_class: Annotated[_ClassName | None, _EMPTY, Query(alias="class")] = None,
    since: Annotated[dt.date | None, _EMPTY, Query(alias="from")] = None,
    until: Annotated[dt.date | None, _EMPTY, Query(alias="to")] = None,
    automatic: Annotated[bool, Query()] = False,
    before: Annotated[_EntryNumber | None, _EMPTY, Query()] = None,
) -> Wanted:
    actor = _as_id(who)
    return Wanted(
        actor=actor,
        actor_name=who.strip() or None if actor is None else None,
        entity=entity.strip() or None,
        entity_id=thing,
        verb=verb,
        fields_class=fields_class,
        since=since,
        until=until,
        with_automatic=automatic,
        before=before,
    )


WantedDep = Annotated[Wanted, Depends(_wanted)]


@router.get("/audit", dependencies=[requiring(DataClass.AUDIT)])
def audit(request: Request, session: SessionDep, wanted: WantedDep) -> Response:
    """Entries as they were asked for, newest first; that they were looked at is noted."""
    found = queries.entries(session, wanted)
    shown = found[:MOST_LISTED]
    asked = _asked(wanted)
    answer = render(
        request,
        "audit.html",
        headers=NOT_STORED,
        entries=shown,
        grounds=GROUNDS,
        wanted=wanted,
        who=str(wanted.actor) if wanted.actor else wanted.actor_name or "",
        verbs=sorted(Verb, key=lambda each: each.label.it),
        classes=CLASSES,
        roles={each.value: each for each in Role},
        older=_address(asked | {"before": str(shown[-1].id)}) if len(found) > len(shown) else None,
        first=_address(asked) if wanted.before else None,
        chain=queries.chain(session),
        open_alerts=queries.open_alert_count(session),
    )
    filters = sorted(asked)
    note(session, Verb.SEARCH, "audit_entry", result_count=len(shown), detail={"by": filters})
    return answer


@router.get("/audit/alerts", dependencies=[requiring(DataClass.AUDIT)])
def alerts(
    request: Request,
    session: SessionDep,
    state: Annotated[AlertState | None, _EMPTY, Query()] = AlertState.OPEN,
    *,
    every: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    """What somebody must look at, with what it may become."""
    found = queries.alerts(session, None if every else state)
    return render(
        request,
        "audit_alerts.html",
        headers=NOT_STORED,
        alerts=found,
        state=None if every else state,
        states=AlertState,
        steps=ALERT_WORKFLOW.steps,
        names=queries.names(session, [each.actor for each in found]),
        roles={each.value: each for each in Role},
    )


@router.post("/audit/alerts/{alert_id}")
def decide(
    alert_id: _EntryNumber,
    session: AuditWritingDep,
    state: Annotated[AlertState, Form()],
    reason: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
) -> Response:
    """Say what an alert turned out to be."""
    alerting.decide(session, alert_id, state, reason)
    return _to("/audit/alerts")


@router.get("/audit/sample")
def sample(
    request: Request, session: SessionDep, month: Annotated[str, Query(max_length=7)] = ""
) -> Response:
    """The sampled reads of a month with what both reviewers said; refused to anybody else."""
    day = _month(month) if month else _last_month()
    found = sampling.sampled(session, day)
    return render(
        request,
        "audit_sample.html",
        headers=NOT_STORED,
        month=day,
        grounds=GROUNDS,
        sampled=found,
        reviewers=Reviewer,
        findings=Finding,
        roles={each.value: each for each in Role},
    )


@router.post("/audit/sample")
def draw(session: AuditWritingDep, month: Annotated[str, Form(max_length=7)]) -> Response:
    """Draw the sample of a month that is over."""
    sampling.draw(session, _month(month))
    return _to(f"/audit/sample?month={month}")


@router.post("/audit/sample/{sample_id}")
def review(
    sample_id: _EntryNumber,
    session: SessionDep,
    finding: Annotated[Finding, Form()],
    month: Annotated[str, Form(max_length=7)],
    remark: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
) -> Response:
    """Say of one sampled read whether it is in order."""
    day = _month(month)
    sampling.review(session, sample_id, finding, remark)
    return _to(f"/audit/sample?month={day:%Y-%m}#s-{sample_id}")


def _as_id(who: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(who.strip())
    except ValueError:
        return None


def _asked(wanted: Wanted) -> dict[str, str]:
    """The filters of a list as its address has them, without the page."""
    asked = {
        "who": wanted.actor or wanted.actor_name,
        "entity": wanted.entity,
        "thing": wanted.entity_id,
        "verb": wanted.verb,
        "class": wanted.fields_class,
        "from": wanted.since,
        "to": wanted.until,
        "automatic": "true" if wanted.with_automatic else None,
    }
    return {key: str(value) for key, value in asked.items() if value is not None}


def _address(asked: dict[str, str]) -> str:
    return f"/audit?{urlencode(asked)}" if asked else "/audit"


def _month(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(f"{written}-01")
    except ValueError:
        raise InputError(
            Text(
                it=f"«{written}» non è un mese: scriverlo come 2026-11.",
                en=f"“{written}” is not a month: write it like 2026-11.",
            )
        ) from None


def _last_month() -> dt.date:
    return (today().replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def _to(address: str) -> Response:
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers=NOT_STORED)
