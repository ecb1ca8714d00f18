"""What senders of spreadsheets taught, kept for their next file."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from data.ingest.models import SheetAnswer, SheetMapping
from data.sources.rows import Asked, Learned


def remembered(connection: Connection, source: str, asked: Asked) -> Asked:
    """What was asked, with the mappings and answers that its sender gave before."""
    sender = asked.sender or ""
    mappings = connection.execute(
        select(SheetMapping.fingerprint, SheetMapping.columns).where(
            SheetMapping.source == source, SheetMapping.sender == sender
        )
    )
    answers = connection.execute(
        select(SheetAnswer.question, SheetAnswer.answer).where(
            SheetAnswer.source == source, SheetAnswer.sender == sender
        )
    )
    return Asked(
        asked.crs,
        asked.extent,
        sender=asked.sender,
        sheet=asked.sheet,
        columns=asked.columns,
        said=asked.said,
        remembered={row.question: row.answer for row in answers},
        mappings={row.fingerprint: row.columns for row in mappings},
    )


def remember(connection: Connection, source: str, asked: Asked, learned: Iterable[Learned]) -> None:
    """Keep how the file was understood and what was answered; what is said later wins."""
    sender = asked.sender or ""
    for each in learned:
        row = insert(SheetMapping).values(
            source=source,
            sender=sender,
            fingerprint=each.fingerprint,
            sheet=each.sheet,
            columns=dict(each.columns),
        )
        connection.execute(
            row.on_conflict_do_update(
                index_elements=["source", "sender", "fingerprint"],
                set_={
                    "columns": row.excluded.columns,
                    "sheet": row.excluded.sheet,
                    "confirmed_at": func.clock_timestamp(),
                },
                where=SheetMapping.columns != row.excluded.columns,
            )
        )
    _keep_answers(connection, source, sender, asked.said)


def _keep_answers(
    connection: Connection, source: str, sender: str, answers: Mapping[str, str]
) -> None:
    for question, answer in answers.items():
        row = insert(SheetAnswer).values(
            source=source, sender=sender, question=question, answer=answer
        )
        connection.execute(
            row.on_conflict_do_update(
                index_elements=["source", "sender", "question"],
                set_={"answer": row.excluded.answer, "answered_at": func.clock_timestamp()},
                where=SheetAnswer.answer != row.excluded.answer,
            )
        )
