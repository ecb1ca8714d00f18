"""Photos go two years after what they show is closed, papers with their case, seals stay shut."""

import datetime as dt
import uuid
from hashlib import sha256

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from buildings.documents.models import (
    TABLES,
    CaseDocument,
    EpisodeDocument,
    IssueDocument,
    UnitDocument,
)
from buildings.documents.states import DocumentKind, MediaType, Subject
from buildings.issues.models import CondominiumIssue, CondominiumIssueState
from buildings.issues.states import IssueState, IssueType, Severity
from buildings.retention.archive import opened
from buildings.retention.service import Outside
from buildings.retention.states import RetentionKind
from data.retention.running import find, run
from tests import make
from tests.buildings.documents import files
from tests.buildings.retention import rows

DAY = dt.date(2026, 3, 1)
K = RetentionKind


def attach(
    session: Session,
    subject: Subject,
    subject_id: uuid.UUID,
    on: dt.date,
    kind: DocumentKind = DocumentKind.PHOTO,
) -> str:
    """A document taken in at noon of a day."""
    table = TABLES[subject]
    content = files.pdf(body=uuid.uuid4().bytes.hex().encode())
    made = table(
        id=uuid.uuid4(),
        kind=kind,
        title="Prova",
        media_type=MediaType.PDF,
        sha256=sha256(content).digest(),
        byte_count=len(content),
        content=content,
        uploaded_at=dt.datetime(on.year, on.month, on.day, 12, tzinfo=dt.UTC),
        **{table.subject_column: subject_id},
    )
    session.add(made)
    session.flush()
    return str(made.id)


def issue(session: Session, state: IssueState, since: dt.date) -> uuid.UUID:
    made = CondominiumIssue(
        id=uuid.uuid4(),
        building_id=make.building(session).id,
        issue_type=IssueType.LIFT,
        severity=Severity.HIGH,
        title_it="Ascensore fermo",
        title_en="Lift out of order",
        reported_on=rows.OPENED,
        **make.PROVENANCE,
    )
    session.add(made)
    session.flush()
    session.add(
        CondominiumIssueState(issue_id=made.id, state=state, valid_from=since, **make.PROVENANCE)
    )
    session.flush()
    return made.id


def due_ids(register: Engine, kind: RetentionKind) -> set[str]:
    (found,) = [each for each in find(register, DAY) if each.rule.kind is kind]
    return {thing.entity_id for thing in found.things}


OLD, CLOSED, LATE = dt.date(2012, 1, 1), dt.date(2024, 3, 1), dt.date(2024, 3, 2)


def test_a_photo_is_due_two_years_after_the_close(register: Engine) -> None:
    with Session(register) as session, session.begin():
        unit = make.unit(session).id
        due = {
            attach(session, Subject.UNIT, unit, CLOSED),
            attach(session, Subject.CASE, rows.case(session, CLOSED), OLD),
            attach(session, Subject.ISSUE, issue(session, IssueState.CLOSED, CLOSED), OLD),
            attach(session, Subject.EPISODE, rows.episode(session, CLOSED), OLD),
        }
        attach(session, Subject.UNIT, unit, LATE)
        attach(session, Subject.UNIT, unit, CLOSED, DocumentKind.PLAN)
        attach(session, Subject.CASE, rows.case(session, LATE), OLD)
        attach(session, Subject.CASE, rows.case(session, None), OLD)
        attach(session, Subject.CASE, rows.case(session, OLD), LATE)
        attach(session, Subject.ISSUE, issue(session, IssueState.IN_PROGRESS, OLD), OLD)
        attach(session, Subject.EPISODE, rows.episode(session, None), OLD)

    assert due_ids(register, K.INSPECTION_PHOTOS) == due


def test_other_papers_of_a_unit_or_an_issue_stay_ten_years(register: Engine) -> None:
    with Session(register) as session, session.begin():
        unit = make.unit(session).id
        lift = issue(session, IssueState.CLOSED, OLD)
        due = {
            attach(session, Subject.UNIT, unit, OLD, DocumentKind.CONTRACT),
            attach(session, Subject.ISSUE, lift, OLD, DocumentKind.REPORT),
        }
        attach(session, Subject.UNIT, unit, CLOSED, DocumentKind.CONTRACT)
        attach(session, Subject.CASE, rows.case(session, LATE), OLD, DocumentKind.LETTER)

    assert due_ids(register, K.UNIT_DOCUMENTS) == due


def test_papers_go_with_their_case_and_into_the_archive_with_their_episode(
    register: Engine, outside: Outside
) -> None:
    with Session(register) as session, session.begin():
        attach(session, Subject.CASE, rows.case(session, OLD), CLOSED, DocumentKind.LETTER)
        closed = rows.episode(session, OLD)
        act = attach(session, Subject.EPISODE, closed, CLOSED, DocumentKind.ACT)

    done = {each.rule.kind: each.count for each in run(register, DAY, outside) if each.count}

    assert done == {K.SUPPORT_CASES: 1, K.EPISODES_WITH_ACT: 1}
    with Session(register) as session:
        left = [
            session.scalar(select(func.count()).select_from(table))
            for table in (CaseDocument, EpisodeDocument, UnitDocument, IssueDocument)
        ]
        content = opened(session.connection(), closed, outside.keys)
    assert left == [0, 0, 0, 0]
    (kept,) = [row["row"] for row in content if row["table"] == "episode_document"]
    assert kept["id"] == act
    assert bytes.fromhex(kept["content"].removeprefix("\\x")).startswith(b"%PDF-")


def test_what_is_due_is_erased_and_listed(register: Engine, outside: Outside) -> None:
    with Session(register) as session, session.begin():
        unit = make.unit(session).id
        photo = attach(session, Subject.UNIT, unit, OLD)
        paper = attach(session, Subject.UNIT, unit, OLD, DocumentKind.OTHER)

    done = {each.rule.kind: each.count for each in run(register, DAY, outside) if each.count}

    assert done == {K.INSPECTION_PHOTOS: 1, K.UNIT_DOCUMENTS: 1}
    assert {(line.entity, line.entity_id, line.kind) for line in outside.erasures.lines()} == {
        ("unit_document", photo, K.INSPECTION_PHOTOS.value),
        ("unit_document", paper, K.UNIT_DOCUMENTS.value),
    }
