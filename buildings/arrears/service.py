"""Recording the agreements under which tables per unit may come in."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from buildings.arrears.models import DeliveryAgreement
from buildings.arrears.queries import has_rows_from, overlapping_agreement
from buildings.condominiums.models import Condominium
from gis.codes import Text
from gis.columns import Reliability
from gis.dates import today
from gis.errors import NotFoundError, RuleError
from gis.provenance import Source

OFFICE = "office_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What an agreement must say; it holds from `valid_from` until, not including, `valid_to`."""

    condominium_id: uuid.UUID
    sender: str
    parties: str
    legal_basis: str
    document_reference: str
    valid_from: dt.date
    valid_to: dt.date


def record_agreement(session: Session, told: Agreement) -> DeliveryAgreement:
    """Record an agreement of the office; flushes.

    Raises RuleError where something of it is missing or another one holds at the same time,
    NotFoundError for an unknown condominium.
    """
    if session.get(Condominium, told.condominium_id) is None:
        raise NotFoundError(
            Text(it="Nessun condominio con questo identificativo.",
                 en="No condominium has this id.")
        )  # fmt: skip
    _check(told)
    sender = " ".join(told.sender.split())
    other = overlapping_agreement(
        session, told.condominium_id, sender, told.valid_from, told.valid_to
    )
    if other is not None:
        raise RuleError(
            Text(
                it=f"In quel periodo vale già {other.document_reference}: farne finire uno prima.",
                en=f"{other.document_reference} already holds then: let one of them end before.",
            )
        )
    _declare_office(session)
    made = DeliveryAgreement(
        condominium_id=told.condominium_id,
        sender=sender,
        parties=told.parties.strip(),
        legal_basis=told.legal_basis.strip(),
        document_reference=told.document_reference.strip(),
        valid_from=told.valid_from,
        valid_to=told.valid_to,
        source_id=OFFICE,
        as_of=today(),
        reliability=Reliability.OFFICIAL,
    )
    session.add(made)
    session.flush()
    return made


def end_agreement(session: Session, agreement_id: uuid.UUID, on: dt.date) -> DeliveryAgreement:
    """Let an agreement end on a day after the last one on which rows came in; flushes.

    Raises NotFoundError for none, RuleError for a day that it cannot end on.
    """
    found = session.get(DeliveryAgreement, agreement_id)
    if found is None:
        raise NotFoundError(Text(it="Nessun accordo con questo identificativo.",
                                 en="No agreement has this id."))  # fmt: skip
    if not found.valid_from < on <= (found.valid_to or dt.date.max):
        raise RuleError(
            Text(
                it="Un accordo finisce dopo il suo inizio e non oltre la sua fine.",
                en="An agreement ends after its beginning and not beyond its end.",
            )
        )
    if has_rows_from(session, agreement_id, on):
        raise RuleError(
            Text(
                it=f"Il {on:%d/%m/%Y} o dopo sono entrate righe con questo accordo: può finire solo"
                " più tardi.",
                en=f"Rows came in under this agreement on {on} or later: it can only end later.",
            )
        )
    found.valid_to = on
    session.flush()
    return found


def _check(told: Agreement) -> None:
    missing = [
        label
        for label, text in (
            (Text(it="mittente", en="sender"), told.sender),
            (Text(it="parti", en="parties"), told.parties),
            (Text(it="base giuridica", en="legal basis"), told.legal_basis),
            (Text(it="riferimento del documento", en="document reference"),
             told.document_reference),
        )
        if not text.strip()
    ]  # fmt: skip
    if missing:
        raise RuleError(
            Text(
                it=f"Manca: {', '.join(each.it for each in missing)}.",
                en=f"Missing: {', '.join(each.en for each in missing)}.",
            )
        )
    if told.valid_to <= told.valid_from:
        raise RuleError(
            Text(
                it="La fine dell'accordo deve venire dopo l'inizio.",
                en="The end of the agreement must come after its beginning.",
            )
        )


def _declare_office(session: Session) -> None:
    if session.get(Source, OFFICE) is None:
        session.add(Source(id=OFFICE, title="Registrazioni dell'Ufficio Casa", publisher="Comune"))
        session.flush()
