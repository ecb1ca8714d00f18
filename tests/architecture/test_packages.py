"""The six plain package names are ours wherever Python looks for them."""

import importlib
import sys
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.tree import NOT_OURS, PACKAGES, ROOT, own_files, shipped_modules, within

ROOT_MODULES = {f"{name}/__init__.py" for name in PACKAGES}
LOADED_BY_PATH = ("data/migrations/versions/",)
"""Alembic loads revisions by their path; a package would let code import one."""


@pytest.mark.parametrize("name", PACKAGES)
def test_package_is_the_one_under_the_root(name: str) -> None:
    module = importlib.import_module(name)

    assert module.__file__ is not None, f"{name}/ has no __init__.py"
    assert Path(module.__file__) == ROOT / name / "__init__.py"


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_claims_the_name(name: str) -> None:
    claimed = set(packages_distributions().get(name, []))

    assert claimed <= {"satellite-gis"}


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in own_files() if path.suffix == ".py"}
    bare = [
        folder.as_posix()
        for folder in folders
        if not within(folder / "x", LOADED_BY_PATH) and not (ROOT / folder / "__init__.py").exists()
    ]

    assert bare == []


def test_every_folder_under_tests_is_a_package() -> None:
    folders = [path for path in (ROOT / "tests").rglob("*/") if not NOT_OURS & set(path.parts)]
    bare = [str(folder) for folder in folders if not (folder / "__init__.py").exists()]

    assert folders
    assert bare == []


def test_nothing_but_the_packages_holds_modules() -> None:
    tops = Counter(path.parts[0] for path in own_files() if path.suffix == ".py")

    assert set(tops) == set(PACKAGES)


def test_no_module_is_named_like_the_standard_library_or_a_root() -> None:
    taken = sys.stdlib_module_names | set(PACKAGES)
    names = {
        path: path.parent.name if path.name == "__init__.py" else path.stem
        for path in shipped_modules()
        if path.as_posix() not in ROOT_MODULES
    }
    shadows = [path.as_posix() for path, name in names.items() if name in taken]

    assert names
    assert shadows == []
