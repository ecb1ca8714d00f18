"""The monthly sample of reads, drawn so that anybody can draw it again, and its reviews."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from buildings.audit.sealing import PACKAGE
from buildings.audit.service import note
from buildings.audit.states import READS, Finding, Reviewer, Verb
from gis.codes import Text
from gis.errors import InputError, RuleError
from gis.sqlfiles import statement


@dataclass(frozen=True, slots=True)
class Review:
    """What one reviewer said last."""

    finding: Finding
    note: str
    reviewed_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """One sampled read, and what was said of it by whom."""

    id: int
    entry_id: int
    seed: str
    population: int
    at: dt.datetime
    actor: uuid.UUID
    actor_name: str | None
    role: str | None
    verb: Verb
    entity: str
    entity_id: uuid.UUID | None
    fields_class: str
    purpose_code: str | None
    case_id: uuid.UUID | None
    result_count: int | None
    reviews: dict[Reviewer, Review] = field(default_factory=dict)

    @property
    def finding(self) -> Finding | None:
        """To be explained where one says so, in order where both do; None while one is missing."""
        said = {review.finding for review in self.reviews.values()}
        if Finding.EXPLAIN in said:
            return Finding.EXPLAIN
        return Finding.OK if set(self.reviews) == set(Reviewer) else None


def draw(connection: Connection | Session, month: dt.date) -> int:
    """Draw the sample of a month that is over; how many reads.

    Raises RuleError for a month that is not over, not sealed or already drawn.
    """
    first = month.replace(day=1)
    row = connection.execute(statement(PACKAGE, "is_sealed"), {"month": first}).one()
    if row.is_drawn:
        raise RuleError(
            Text(it=f"Il campione di {first:%m/%Y} è già estratto.",
                 en=f"The sample of {first:%Y-%m} is drawn already.")
        )  # fmt: skip
    if not row.is_sealed:
        raise RuleError(
            Text(
                it=f"{first:%m/%Y} non è finito o non è ancora tutto sigillato: riprovare dopo.",
                en=f"{first:%Y-%m} is not over or not sealed yet: try again later.",
            )
        )
    reads = [verb.value for verb in READS]
    rows = connection.execute(statement(PACKAGE, "draw"), {"month": first, "reads": reads}).all()
    note(
        connection,
        Verb.CREATE,
        "audit_sample",
        result_count=len(rows),
        detail={"month": first.isoformat()},
    )
    return len(rows)


def sampled(session: Session, month: dt.date) -> list[Sampled]:
    """The sampled reads of a month; the database refuses who is no reviewer."""
    asked = {"month": month.replace(day=1)}
    found = {
        row["id"]: Sampled(**{**row, "verb": Verb.of(row["verb"])})
        for row in session.execute(statement(PACKAGE, "sampled"), asked).mappings()
    }
    for row in session.execute(statement(PACKAGE, "reviews"), asked):
        found[row.sample_id].reviews[Reviewer.of(row.reviewer)] = Review(
            Finding.of(row.finding), row.note, row.reviewed_at
        )
    return list(found.values())


def review(session: Session, sample_id: int, finding: Finding, remark: str) -> None:
    """Say of a sampled read whether it is in order, as the reader's own role.

    Raises InputError where an explanation is asked for without saying of what.
    """
    said = " ".join(remark.split())
    if finding is Finding.EXPLAIN and not said:
        raise InputError(
            Text(it="Scrivere che cosa deve essere spiegato.", en="Write what is to be explained.")
        )
    session.execute(
        statement(PACKAGE, "review"),
        {"sample_id": sample_id, "finding": finding.value, "note": said},
    )
