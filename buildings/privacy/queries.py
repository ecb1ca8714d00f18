"""What the transaction's reader may do, as the database answers it."""

from collections.abc import Iterable
from typing import NoReturn

from sqlalchemy import Connection, Row
from sqlalchemy.orm import Session

from buildings.privacy.states import DataClass, Role, Verb
from gis.codes import Text
from gis.errors import ForbiddenError, SignInError
from gis.layers import Layer
from gis.sqlfiles import statement


def may(session: Session, data_class: DataClass, verb: Verb) -> bool:
    """Whether the reader may do so with some rows of a class."""
    return bool(_right(session, data_class, verb).some)


def readable(session: Session | Connection, layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """Those layers that the reader may read, in their order."""
    asked = tuple(layers)
    classes = {name for each in asked for name in (each.access_class, *each.whole)}
    rows = session.execute(statement("buildings.privacy", "rights"), {"classes": list(classes)})
    found = {row[0]: (row.some, row.every) for row in rows}
    return tuple(
        each
        for each in asked
        if found[each.access_class][0] and all(found[name][1] for name in each.whole)
    )


def require_layer(session: Session, layer: Layer) -> None:
    """Raise SignInError or ForbiddenError where the reader may not read a layer."""
    if not readable(session, [layer]):
        _refuse(session, Verb.READ, layer.title)


def require_right(session: Session, data_class: DataClass, verb: Verb) -> None:
    """Raise SignInError or ForbiddenError where the matrix does not let the reader do so."""
    if may(session, data_class, verb):
        return
    _refuse(session, verb, data_class.label)


def become_register(
    session: Session, data_class: DataClass, verb: Verb, *, is_row_seen: bool = False
) -> None:
    """Let the rest of the transaction write as the register, on behalf of its reader.

    The register writes everywhere, so the reader must have the right to every row of the class;
    to own rows is enough where the caller has just read the very row as the reader
    (`is_row_seen`). Raises SignInError or ForbiddenError where the matrix does not let them.
    """
    right = _right(session, data_class, verb)
    if not (right.every or (is_row_seen and right.some)):
        _refuse(session, verb, data_class.label)
    asked = {"class": data_class.value, "verb": verb.value, "is_row_seen": is_row_seen}
    session.execute(statement("buildings.privacy", "become_register"), asked)


def _right(session: Session, data_class: DataClass, verb: Verb) -> Row[tuple[bool, bool]]:
    asked = {"class": data_class.value, "verb": verb.value}
    return session.execute(statement("buildings.privacy", "may"), asked).one()


def _refuse(session: Session, verb: Verb, what: Text) -> NoReturn:
    if session.execute(statement("buildings.privacy", "role")).scalar_one() == Role.PUBLIC:
        raise SignInError(
            Text(
                it=f"Per {verb.label.it} «{what.it}» serve entrare con il proprio account.",
                en=f"To {verb.label.en} “{what.en}” you need to sign in.",
            )
        )
    raise ForbiddenError(
        Text(
            it=f"Il ruolo con cui si è entrati non può {verb.label.it} «{what.it}».",
            en=f"The role that reads may not {verb.label.en} “{what.en}”.",
        )
    )
