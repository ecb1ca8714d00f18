"""House rules of the source text: length, who commits, where SQL stands, nothing from a CDN."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import calls, files_ending, parsed, read, shipped_modules, within

LONGEST_FILE = 400
COUNTED = (".py", ".js", ".mjs", ".css", ".sql", ".html")

MAY_COMMIT = {
    "api/deps.py": "the one commit of a request, before its answer leaves",
    "data/": "migrations, imports, the reference district and the generator end their own work",
}
MAY_HOLD_TEXT_SQL = {
    "gis/sqlfiles.py": "loads the .sql files",
    "gis/features.py": "one statement for every declared layer, composed from its record",
    "gis/frames.py": "the same, as a frame",
    "gis/tiles.py": "the same, as a tile",
    "api/health.py": "asks for the schema's revision, which belongs to no feature",
    "data/access/": "asks and changes PostgreSQL's own roles, grants and policies",
    "data/views.py": "asks PostgreSQL's own catalogue which functions it has",
    "data/migrations/": "revisions are written for one schema, once",
}
SCHEMA_KEYWORDS = {"server_default", "sqltext", "postgresql_where", "where"}
"""Arguments that take a constant of the schema, not a query."""

HOMES = {
    "fastapi": ("api/",),
    "starlette": ("api/",),
    "folium": ("maps/",),
    "branca": ("maps/",),
    "geopandas": ("gis/frames.py", "maps/", "data/"),
}
FOREIGN_HOSTS = re.compile(
    r"cdn\.jsdelivr|unpkg\.com|cdnjs\.|googleapis\.com|gstatic\.com|code\.jquery"
    r"|bootstrapcdn|use\.fontawesome|esm\.sh|skypack\.dev|tile\.openstreetmap|cartocdn",
    re.IGNORECASE,
)
FETCHED = re.compile(
    r"""(?:src|href)\s*=\s*["']?(?:https?:)?//[^"'\s>]+\.(?:m?js|css|woff2?|pbf)\b"""
    r"""|@import\s+(?:url\()?["']?(?:https?:)?//|\bimport\b[^;\n]*["']https?://""",
    re.IGNORECASE,
)


def test_no_file_is_too_long_to_read() -> None:
    lengths = {path.as_posix(): len(read(path).splitlines()) for path in files_ending(*COUNTED)}

    assert lengths
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_only_named_places_commit() -> None:
    commits = [
        f"{path}:{call.lineno}"
        for path in shipped_modules()
        if not within(path, tuple(MAY_COMMIT))
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    ]

    assert commits == []


def test_written_sql_stands_in_sql_files() -> None:
    queries = [
        f"{path}:{call.lineno}"
        for path in shipped_modules()
        if not within(path, tuple(MAY_HOLD_TEXT_SQL))
        for call in text_queries(path)
    ]

    assert queries == []


@pytest.mark.parametrize("library", HOMES)
def test_library_stays_in_its_home(library: str) -> None:
    strays = [
        path.as_posix()
        for path in shipped_modules()
        if library in imported(path) and not within(path, HOMES[library])
    ]

    assert strays == []


def test_nothing_is_fetched_from_another_host() -> None:
    sources = [
        path
        for path in files_ending(*COUNTED, ".json", ".toml", ".jinja", ".svg")
        if path.parts[0] != "tests" and path.name != "package-lock.json"
    ]
    fetched = [
        f"{path}:{number}"
        for path in sources
        for number, line in enumerate(read(path).splitlines(), start=1)
        if FOREIGN_HOSTS.search(line) or FETCHED.search(line)
    ]

    assert sources
    assert fetched == []


def text_queries(path: Path) -> Iterator[ast.Call]:
    """Calls of SQLAlchemy's `text` but those that give a constant to the schema."""
    schema = {
        keyword.value
        for call in calls(path)
        for keyword in call.keywords
        if keyword.arg in SCHEMA_KEYWORDS
    }
    names = {
        alias.asname or alias.name
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name == "text"
    }
    for call in calls(path):
        named = isinstance(call.func, ast.Name) and call.func.id in names
        dotted = ast.unparse(call.func) in {"sa.text", "sqlalchemy.text"}
        if (named or dotted) and call not in schema:
            yield call


def imported(path: Path) -> set[str]:
    """Top-level names that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found
