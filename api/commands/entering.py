"""How a command reads as somebody, who is never the register itself."""

import uuid
from collections.abc import Callable

from sqlalchemy import Connection

from gis.codes import Text
from gis.errors import NotFoundError
from gis.reader import Reader, enter_account


def as_account(email: str) -> Callable[[Connection], Reader]:
    """How the command line enters as an account: with its role, and no longer than it is open."""
    request = uuid.uuid4()

    def entering(connection: Connection) -> Reader:
        found = enter_account(connection, email, request)
        if found is None:
            raise NotFoundError(
                Text(
                    it=f"Nessun utente attivo con l'indirizzo {email[:80]}.",
                    en=f"No active account has the address {email[:80]}.",
                )
            )
        return found

    return entering
