"""How PostgreSQL would answer: the plans of the very statements that code sends."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

Asked = Callable[[Session], object]


def plans(session: Session, asked: Asked) -> list[str]:
    """The plan of every statement that a question sends, in their order."""
    sent: list[tuple[str, Any]] = []

    def note(
        _connection: object,
        _cursor: object,
        statement: str,
        parameters: Any,
        _context: object,
        _many: bool,
    ) -> None:
        sent.append((statement, parameters))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    asked(session)
    event.remove(connection, "before_cursor_execute", note)
    return [
        "\n".join(
            connection.exec_driver_sql(f"explain (costs off) {statement}", parameters).scalars()
        )
        for statement, parameters in sent
    ]
