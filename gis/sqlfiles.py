"""Long SQL kept in files, loaded by name."""

from functools import cache
from importlib.resources import files

from sqlalchemy import TextClause, text


@cache
def read_sql(package: str, name: str) -> str:
    """The text of `name`.sql in `package`."""
    return files(package).joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def statement(package: str, name: str) -> TextClause:
    """The query of `name`.sql in `package`, with `:parameters` to bind."""
    return text(read_sql(package, name))
