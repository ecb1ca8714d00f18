"""What is written where a value is expected; `TOKEN` tells it apart from the register's own SQL."""

from urllib.parse import quote

TOKEN = "zq9"  # noqa: S105 - it stands in every hostile text
CANARY = "update canary set is_alive = false"

TEXTS = (
    f"{TOKEN}'",
    f'{TOKEN}"',
    f"{TOKEN}' or '1'='1",
    f"{TOKEN}') or 1=1 --",
    f"{TOKEN}'; {CANARY}; --",
    f"{TOKEN}'); {CANARY}; commit; --",
    f"${TOKEN}$; {CANARY}; select pg_sleep(9); ${TOKEN}$",
    f"{TOKEN}/**/or/**/1=1#\n;{CANARY}",
    f"{TOKEN}\\' or 1=1 --",
    f"%{TOKEN}%s%(q)s%%:q ::uuid {{q}}",
    f"{TOKEN}\0",
    f"{TOKEN}ʼ or １=１ --",  # noqa: RUF001 - letters that some layers turn into a quote and a digit
    f"{TOKEN}＇ or 1=1 --",  # noqa: RUF001 - a wide quote
    f"\u202e{TOKEN}\ufeff\u0000\U0010ffff",
    f"{TOKEN}\ud800",
    TOKEN + "a" * 6000,
)
"""Quotes, comments, stacked statements, marks of drivers, look-alikes, halves of characters."""

MISTAKEN = (
    "", " ", "-1", "0", "1e309", "NaN", "-Infinity", "99999999999999999999", "9223372036854775807",
    "9223372036854775808", "2147483648", "1" * 5000, "null", "[]", "{}", "true", "0x10", "١٢",
    "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026-13", "9999-12", "0000-01",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "00000000-0000-0000-0000-000000000000",
    "../../etc/passwd", "P6", "public",
)  # fmt: skip
"""Values of other kinds than the one that is expected, and the ends of what a kind can hold."""

TOLD_BY_A_DATABASE = (
    "psycopg", "sqlalchemy", "syntax error at", "pg_catalog", "unterminated quoted", "traceback",
    "does not exist\nline", "numericvalueoutofrange", "invalid input syntax", "[sql:",
    "string literal cannot contain", "current transaction is aborted", "permission denied for",
)  # fmt: skip
"""Words that would tell somebody that a query was reached, or how it is written."""


def in_path(value: str) -> str:
    """A value as a part of an address, its halves of characters as bytes."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    """A query or a form with such values."""
    return "&".join(f"{in_path(name)}={in_path(value)}" for name, value in pairs).encode()


def told(answer: str) -> list[str]:
    """What an answer says of the database or of the program."""
    found = answer.lower()
    return [words for words in TOLD_BY_A_DATABASE if words in found]
