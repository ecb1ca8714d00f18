"""The declarative base, and how engines and sessions are made."""

from typing import Any

from sqlalchemy import Engine, ExceptionContext, MetaData, create_engine, event
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from gis.codes import Text
from gis.errors import InputError

NAMING_CONVENTION: dict[Any, str] = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    ExcludeConstraint: "ex_%(table_name)s_%(constraint_name)s",
}


class Base(DeclarativeBase):
    """Base of every table; constraints get names by `NAMING_CONVENTION`."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


SessionFactory = sessionmaker[Session]


def make_engine(
    url: str, *, pool_size: int = 5, role: str | None = None, query_seconds: int | None = None
) -> Engine:
    """An engine on PostGIS through psycopg2; a lost connection is replaced when next used.

    Its errors say what failed and where, never with which values: those may be persons'. Every
    connection acts as `role`, a name of the schema, where one is given, and waits no longer for
    an answer than `query_seconds`.
    """
    options = "-c timezone=Europe/Rome" + (f" -c role={role}" if role else "")
    if query_seconds:
        options += f" -c statement_timeout={query_seconds}s"
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg2://", 1),
        pool_size=pool_size,
        max_overflow=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"application_name": "satellite", "options": options},
    )
    event.listen(engine, "handle_error", _without_values)
    event.listen(engine, "handle_error", _not_a_text)
    return engine


def _not_a_text(failed: ExceptionContext) -> None:
    """What the driver cannot send at all, the sender is told of: a NUL, half of a character."""
    original = failed.original_exception
    if isinstance(original, UnicodeEncodeError) or (
        isinstance(original, ValueError) and "NUL (0x00)" in str(original)
    ):
        raise InputError(
            Text(
                it="Un testo contiene un carattere che non si può scrivere (NUL o metà di un "
                "carattere): toglierlo e riprovare.",
                en="A text holds a character that cannot be written (NUL, or half of a "
                "character): take it out and try again.",
            )
        ) from None


def _without_values(failed: ExceptionContext) -> None:
    """PostgreSQL adds the failing row or line to its message, from where it would go to a log."""
    original = failed.original_exception
    whole = str(original)
    if failed.sqlalchemy_exception is None or not hide_values(original):
        return
    message = str(original)
    failed.sqlalchemy_exception.args = tuple(
        part.replace(whole, message) for part in failed.sqlalchemy_exception.args
    )


def hide_values(error: BaseException) -> bool:
    """Leave of an error of the driver what failed, not the row or line; False of any other."""
    message = getattr(getattr(error, "diag", None), "message_primary", None)
    if not message:
        return False
    error.args = (message,)
    return True


def make_session_factory(engine: Engine) -> SessionFactory:
    """Sessions that keep their objects readable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)
