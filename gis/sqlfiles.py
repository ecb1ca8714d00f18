"""Long SQL kept in files, loaded by name."""

from collections.abc import Mapping
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


def filled(package: str, name: str, names: Mapping[str, str]) -> TextClause:
    """The same with each `{word}` replaced by quoted names of the schema, never by values."""
    query = read_sql(package, name)
    for word, quoted in names.items():
        query = query.replace(f"{{{word}}}", quoted)
    return text(query)
