"""What an administrator may ask for in an emergency, and the one under way."""

import uuid

from sqlalchemy import column
from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, call, rows_of
from buildings.privacy.states import Role


def roles(session: Session) -> list[Role]:
    """The roles that an emergency may lend."""
    rows = rows_of(session, ACCESS.emergency_roles(), column("role"))
    return [Role.of(row["role"]) for row in rows]


def unit_under_way(session: Session) -> uuid.UUID | None:
    """The unit of the reader's emergency, None without one."""
    found: uuid.UUID | None = call(session, ACCESS.emergency_unit())
    return found
