"""Identities in addresses: one that is no UUID is of nothing we have, so 404 and not 400."""

import uuid
from typing import Annotated

from fastapi import Path
from pydantic import BeforeValidator

from gis.codes import Text
from gis.errors import NotFoundError


def _identity(written: object) -> uuid.UUID:
    """Not a ValueError, which would be told as a bad request."""
    try:
        return uuid.UUID(str(written))
    except ValueError:
        shown = str(written)[:60]
        raise NotFoundError(
            Text(
                it=f"«{shown}» non è un identificativo del registro: "
                "l'indirizzo della pagina è incompleto o sbagliato.",
                en=f"“{shown}” is not an id of the register: "
                "the address of the page is incomplete or wrong.",
            )
        ) from None


ThingId = Annotated[uuid.UUID, Path(description="UUID of the thing"), BeforeValidator(_identity)]
"""A path parameter that identifies something of the register."""
