"""Requests that a route takes: an id of every kind from the register, a value for every field."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import Engine, text

from buildings.privacy.states import Role
from gis.layers import Layer
from tests.access.test_interfaces import readable
from tests.attacks.routes import Attacked

NOBODY = "00000000-0000-4000-8000-000000000000"
LAYER = "buildings"

IDS: dict[str, tuple[str, ...]] = {
    "unit_id": ("unit",),
    "building_id": ("building",),
    "condominium_id": ("condominium",),
    "discrepancy_id": ("discrepancy",),
    "reference_id": ("unit_reference",),
    "decision_id": ("reference_decision",),
    "run_id": ("import_run",),
    "link_id": ("delivery_link",),
    "agreement_id": ("delivery_agreement",),
    "session_id": ("account_session",),
    "token_id": ("api_token",),
    "account_id": ("account",),
    "approval_id": ("approval",),
    "assignment_id": ("assignment",),
    "purpose_id": ("stated_purpose",),
    "share_id": ("data_share",),
    "alert_id": ("audit_alert",),
    "sample_id": ("audit_sample",),
    "document_id": ("unit_document", "case_document", "issue_document", "episode_document"),
    "feature_id": ("building",),
}
"""The tables whose ids a name in an address may be."""

WORDS = {
    "collection_id": LAYER,
    "grid_id": "WebMercatorQuad",
    "matrix": "15",
    "row": "11730",
    "column": "17229",
    "name": "satellite.css",
    "slug": "overview",
    "quarter": "2026-Q3",
    "indicator": "dwellings",
    "token": "x" * 43,
    "link": "x" * 43,
    "form": "csv",
}
"""Other names in addresses, with something that may stand there."""

FIELDS = {
    "approval": NOBODY, "crs": "4326", "form": "csv", "layer": "units", "outcome": "granted",
    "recipient": "Tribunale di prova",
    "minutes": "15", "unit": "via Cimarosa 901 scala A int 3",
    "action": "say", "again": "quattro gatti al mercato", "answer.1": "A", "answer.condominium": "",
    "basis": "art. 11 DL 14/2017", "case": NOBODY, "case_id": NOBODY, "classes": "P2",
    "holder": NOBODY, "holder_id": NOBODY, "last": "2099-01-01", "organisation_id": NOBODY,
    "purpose": NOBODY, "subject_id": NOBODY, "until": "2099-01-01",
    "back": "state=review", "by": "Persona inventata", "code": "123456", "days": "30",
    "decided_by": "Persona inventata", "decision": "first_is_right",
    "document_reference": "prot. 1",
    "door.1": "3", "email": "nessuno@prova.example", "expires": "", "field.1": "arrears",
    "file": "", "finding": "ok", "floor.1": "1", "label.1": "Debito", "kind": "photo",
    "last_day": "2026-12-31", "legal_basis": "art. 63 disp. att. c.c.", "month": "2026-10",
    "name": "Prova", "next": "/", "note": "nota", "old": "sbagliata del tutto", "on": "false",
    "organisation": "", "other": "via Cimarosa 901", "parties": "Comune e studio",
    "password": "quattro gatti al mercato", "reason": "motivo", "remark": "osservazione",
    "role": "council", "sender": "Studio di prova", "sheet": "", "staircase.1": "A",
    "state": "explained", "subject": "chi-sa", "subunit.1": "12", "title": "Titolo",
    "valid_from": "2026-01-01",
}  # fmt: skip
"""For every field of a form something that it may hold."""


LISTS = {"classes"}


@dataclass(slots=True)
class Values:
    """Ids of rows that there are, and of none."""

    owner: Engine
    _known: dict[str, str] = field(default_factory=dict)

    def names(self, names: tuple[str, ...]) -> dict[str, str]:
        """A value for each name of an address; KeyError for a name that nobody wrote down here."""
        return {name: self.of(name) for name in names}

    def of(self, name: str) -> str:
        """The first id, or the word, for one name."""
        if name not in self._known:
            self._known[name] = WORDS[name] if name in WORDS else self.ids(IDS[name][0])[0]
        return self._known[name]

    def ids(self, table: str, most: int = 1) -> list[str]:
        """Some ids of a table."""
        with self.owner.connect() as owner:
            rows = owner.execute(text(f"select id from {table} order by id limit {most}"))
            return [str(each) for each in rows.scalars()]

    def nobodys(self, name: str) -> str:
        """An id of the same kind that no row has."""
        return NOBODY if _is_uuid(self.of(name)) else "999999999"

    def fields(self, route: Attacked) -> dict[str, str]:
        """A form, or a body, that the route takes."""
        found = {}
        for name in route.fields:
            part = name.partition(".")[0]
            known = FIELDS.get(name, FIELDS.get(f"{part}.1"))
            found[name] = self.of(name) if name in IDS else known or ""
        if route.path == "/deliveries/links":
            found["kind"] = "totals"
        if route.path == "/api/assignments":
            found["kind"] = "unit"
        if route.path.endswith("/purpose"):
            found |= {"kind": "telephone", "reason": ""}
        return found


def _is_uuid(written: str) -> bool:
    try:
        uuid.UUID(written)
    except ValueError:
        return False
    return True


def as_json(fields: dict[str, str]) -> dict[str, object]:
    """The same as a body, where some fields are lists."""
    return {name: [value] if name in LISTS else value for name, value in fields.items()}


def reader_of(layer: Layer) -> Role:
    """A role that a collection is open to."""
    several = (Role.HOUSING_MANAGER, Role.RESEARCHER, Role.COUNCIL)
    return next(role for role in several if layer.id in readable(role))


def opened_to(path: str) -> Role:
    """A role that may enter a route, so that what it sends gets beyond the door."""
    if path.startswith("/audit"):
        return Role.AUDITOR
    if path.startswith(("/access/accounts", "/access/emergency")):
        return Role.SYSTEM_ADMIN
    return Role.HOUSING_MANAGER
