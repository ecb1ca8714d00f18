"""What only a person does, who has signed in by browser: no program with a token."""

from fastapi import Request

from api.access.programs import is_program
from api.deps import reader_of
from gis.codes import Text
from gis.errors import ForbiddenError, SignInError
from gis.reader import Reader


def require_person(request: Request, refusal: Text) -> Reader:
    """Who asks in person, once the request's session has entered.

    Raises ForbiddenError with `refusal` for a program, SignInError where nobody has signed in.
    """
    if is_program(request.headers):
        raise ForbiddenError(refusal)
    reader = reader_of(request)
    if reader is None or reader.actor is None:
        raise SignInError(
            Text(it="Serve un accesso personale: accedere con il proprio utente.",
                 en="This takes a personal account: sign in with your own.")
        )  # fmt: skip
    return reader
