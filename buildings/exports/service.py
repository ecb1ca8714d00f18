"""What a file may carry: who may pass what on, for whom, and the entry that each file leaves."""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row
from sqlalchemy.orm import Session

from buildings.audit.service import note
from buildings.audit.states import Verb
from buildings.exports.states import ExportForm, ExportMode
from buildings.privacy.states import DataClass, Role
from gis.codes import Text
from gis.errors import InputError
from gis.reader import Reader
from gis.sqlfiles import statement

PACKAGE = "buildings.exports"
SHORTEST_RECIPIENT, LONGEST_RECIPIENT = 3, 120
SHORTEST_PURPOSE, LONGEST_PURPOSE = 10, 300
OPEN_CLASSES = frozenset({DataClass.P0, DataClass.RELEASED})
"""Classes that the council may see, and everybody with it."""

OPEN_TO_COUNCIL = OPEN_CLASSES | {DataClass.RELEASED_RESTRICTED}
"""Classes that the council may see; others get of them what was released to them, in no file."""


@dataclass(frozen=True, slots=True)
class Stated:
    """For whom a file is and why; printed on the file and kept in its log."""

    recipient: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Ground:
    """On which ground a file is made; an approval is used up by it."""

    mode: ExportMode = ExportMode.OPEN
    stated: Stated | None = None
    approval_id: uuid.UUID | None = None
    asked: Mapping[str, object] | None = None


def stated(recipient: str, purpose: str) -> Stated:
    """Recipient and purpose as people typed them; raises InputError where one is missing."""
    who, why = _clean(recipient), _clean(purpose)
    if not SHORTEST_RECIPIENT <= len(who) <= LONGEST_RECIPIENT or set(who) & set("«»"):
        raise InputError(
            Text(
                it="Indicare il destinatario del file: l'ufficio o l'ente, "
                f"da {SHORTEST_RECIPIENT} a {LONGEST_RECIPIENT} caratteri.",
                en="Say who receives the file: the office or body, "
                f"{SHORTEST_RECIPIENT} to {LONGEST_RECIPIENT} characters.",
            )
        )
    if not SHORTEST_PURPOSE <= len(why) <= LONGEST_PURPOSE:
        raise InputError(
            Text(
                it="Indicare la finalità del file, "
                f"da {SHORTEST_PURPOSE} a {LONGEST_PURPOSE} caratteri.",
                en=f"Say what the file is for, {SHORTEST_PURPOSE} to {LONGEST_PURPOSE} characters.",
            )
        )
    return Stated(who, why)


def reason_of(said: Stated) -> str:
    """Recipient and purpose in one sentence, as a second person reads them."""
    return f"Per «{said.recipient}»: {said.purpose}"


def stated_in(reason: str) -> Stated:
    """The recipient and purpose of an approval's reason."""
    recipient, _, purpose = reason.removeprefix("Per «").partition("»: ")
    return stated(recipient, purpose)


def notes(said: Stated, title: Text, on_date: dt.date, reader: Reader) -> dict[str, str]:
    """What is printed on a file, in Italian as it goes to Italian offices."""
    return {
        "Registro": "Satellite, Pioltello",
        "Dati": f"{title.it} al {on_date}",
        "Destinatario": said.recipient,
        "Finalità": said.purpose,
        "Esportato da": reader.name,
        "Avvertenza": "solo per il destinatario e la finalità indicati; non diffondere",
    }


def open_classes(reader: Reader | None) -> frozenset[DataClass]:
    """The classes that leave without a recipient, for this reader."""
    is_council = reader is not None and reader.role == Role.COUNCIL
    return OPEN_TO_COUNCIL if is_council else OPEN_CLASSES


def modes(session: Session | Connection, classes: Iterable[str]) -> dict[str, ExportMode | None]:
    """On which ground the reader may pass each class on, beyond what everybody may see."""
    rows = session.execute(statement(PACKAGE, "modes"), {"classes": sorted(set(classes))})
    return {row[0]: ExportMode.of(row.mode) if row.mode else None for row in rows}


def begin(connection: Connection, of_class: str, ground: Ground) -> frozenset[str]:
    """Make the transaction's reads those of a file; the classes that it may carry.

    The database refuses what the role may not pass on, and what no second person granted.
    """
    row: Row[tuple[str, str]] = connection.execute(
        statement(PACKAGE, "begin"),
        {
            "of_class": of_class,
            "mode": ground.mode.value,
            "approval_id": ground.approval_id,
            "asked": None if ground.asked is None else json.dumps(dict(ground.asked)),
        },
    ).one()
    return frozenset(row.carries.split())


def record(
    connection: Connection,
    entity: str,
    data_class: str,
    form: ExportForm,
    ground: Ground,
    *,
    count: int,
    digest: bytes,
) -> uuid.UUID | None:
    """The file in its log and in the audit, by the reader who made it; its id in the log.

    What everybody may see has only an entry in the audit, and none where nobody has signed in.
    """
    if ground.stated is None:
        if not _is_public(connection):
            detail = {"form": form.value, "file": digest.hex()}
            note(
                connection, Verb.EXPORT, entity, fields_class="P0", result_count=count,
                detail=detail,
            )  # fmt: skip
        return None
    made: uuid.UUID = connection.execute(
        statement(PACKAGE, "record"),
        {
            "entity": entity,
            "data_class": data_class,
            "form": form.value,
            "recipient": ground.stated.recipient,
            "purpose": ground.stated.purpose,
            "row_count": count,
            "digest": digest,
            "approval_id": ground.approval_id,
        },
    ).scalar_one()
    return made


def _is_public(connection: Connection) -> bool:
    actor = connection.exec_driver_sql("select access.actor()").scalar_one()
    return actor is None


def _clean(words: str) -> str:
    """One line without control characters, which would break the first line of a CSV file."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
