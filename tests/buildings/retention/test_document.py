"""The rules that the document prints are those that a new register has."""

import datetime as dt
from pathlib import Path

from sqlalchemy.orm import Session

from buildings.retention.clocks import CLOCKS
from buildings.retention.queries import rules
from tests.architecture.tree import read

BEGIN = "<!-- rules: printed by tests/buildings/retention/test_document.py -->\n"
END = "<!-- end of rules -->"


def printed(session: Session) -> str:
    """The rules in force as a table."""
    rows = [
        f"| {rule.kind.label.en}{' (nothing yet)' if CLOCKS[rule.kind].is_awaited else ''} "
        f"| {CLOCKS[rule.kind].anchor.label.en} "
        f"| {'-' if rule.period_months is None else rule.period_months} "
        f"| {rule.action.label.en} | {rule.legal_basis} |"
        for rule in rules(session, dt.date(2026, 1, 1))
    ]
    head = ["| data | from | months | then | legal basis |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def test_the_document_prints_the_rules_as_they_are(session: Session) -> None:
    _, _, rest = read(Path("docs/retention.md")).partition(BEGIN)
    written, end, _ = rest.partition(END)

    assert end
    assert written == printed(session)
