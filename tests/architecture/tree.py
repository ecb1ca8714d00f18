"""The checkout as these tests read it: the project's own files, nothing installed or made."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("gis", "buildings", "data", "maps", "api")
PACKAGES = (*SHIPPED, "tests")
NOT_OURS = {"node_modules", "__pycache__", "dist", "test-results"}


@cache
def own_files() -> tuple[Path, ...]:
    """Every file of the project relative to `ROOT`; of the hidden folders only `.ci`."""
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [
            name
            for name in below
            if name not in NOT_OURS and (name == ".ci" or not name.startswith("."))
        ]
        found += [(Path(folder) / name).relative_to(ROOT) for name in names]
    return tuple(sorted(found))


def files_ending(*suffixes: str) -> list[Path]:
    """The project's files with one of `suffixes`, relative to `ROOT`."""
    return [path for path in own_files() if path.suffix in suffixes]


def shipped_modules() -> list[Path]:
    """The modules of the five shipped packages, relative to `ROOT`."""
    return [path for path in files_ending(".py") if path.parts[0] in SHIPPED]


def read(path: Path) -> str:
    """The text of a file given relative to `ROOT`."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module given relative to `ROOT`."""
    return ast.parse(read(path), filename=str(path))


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call written in a module."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))


def within(path: Path, places: tuple[str, ...]) -> bool:
    """Whether `path` is one of `places` or lies under one that ends with a slash."""
    name = path.as_posix()
    return name in places or any(place.endswith("/") and name.startswith(place) for place in places)
