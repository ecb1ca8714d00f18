"""Readers for the tests: tokens of any role, committed by the database's owner."""

import secrets
import uuid

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from buildings.privacy.states import Role
from gis.reader import digest_of, enter_as


def token(
    owner: Engine,
    role: Role = Role.HOUSING_MANAGER,
    *,
    account: uuid.UUID | None = None,
    organisation: uuid.UUID | None = None,
) -> str:
    """A token of a role, good for an hour."""
    secret = f"sat_{secrets.token_urlsafe(32)}"
    with owner.begin() as connection:
        connection.execute(
            text(
                "insert into api_token (name, role, account_id, organisation_id, token_sha256, "
                "expires_at) values ('a test', :role, :account, :organisation, :digest, "
                "clock_timestamp() + interval '1 hour')"
            ),
            {
                "role": role.value,
                "account": account,
                "organisation": organisation,
                "digest": digest_of(secret),
            },
        )
    return secret


def bearer(
    owner: Engine,
    role: Role = Role.HOUSING_MANAGER,
    *,
    account: uuid.UUID | None = None,
    organisation: uuid.UUID | None = None,
) -> dict[str, str]:
    """The headers of a request by a reader of a role; by default who sees everything."""
    if role is Role.PUBLIC:
        return {}
    shown = token(owner, role, account=account, organisation=organisation)
    return {"Authorization": f"Bearer {shown}"}


class _Joined(Session):
    """A request's session inside a test's own transaction, afterwards the owner's again."""

    def close(self) -> None:
        """End as usual, and give the connection its role back."""
        connection = self.get_bind()
        super().close()
        if isinstance(connection, Connection) and not connection.closed:
            connection.execute(text(AS_BEFORE))


AS_BEFORE = (
    "select set_config('role', 'none', true), set_config('satellite.role', '', true), "
    "set_config('satellite.actor', '', true), set_config('satellite.organisation', '', true), "
    "set_config('satellite.name', '', true), set_config('satellite.request', '', true), "
    "set_config('satellite.emergency', '', true), set_config('satellite.purpose', '', true)"
)


def joined(connection: Connection) -> sessionmaker[Session]:
    """Sessions for requests that see, and roll back with, what a test wrote on `connection`."""
    factory: sessionmaker[Session] = sessionmaker(
        connection, class_=_Joined, join_transaction_mode="create_savepoint"
    )
    event.listen(factory, "after_begin", _without_temporary)
    enter_as(factory)
    return factory


def _without_temporary(
    _session: Session, transaction: SessionTransaction, connection: Connection
) -> None:
    """A request has temporary tables of its own, not those that the test's own steps left."""
    if not transaction.nested:
        connection.exec_driver_sql("discard temp")
