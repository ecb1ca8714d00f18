"""The map page's scripts: they parse, they fetch nothing foreign, and their own tests pass."""

import re

import pytest

from maps.vendor import STATIC, VENDOR
from tests.maps.node import HERE, run

SCRIPTS = sorted((STATIC / "map").glob("*.js"))
IMPORTED = re.compile(r'^(?:import|export)[^"]*"([^"]+)";', re.MULTILINE)
RENDERED = STATIC.parents[1] / "render" / "page.js"


@pytest.mark.parametrize("script", [*SCRIPTS, RENDERED], ids=lambda path: path.name)
def test_a_script_parses(script: object) -> None:
    run("--check", script)


def test_the_scripts_own_tests_pass() -> None:
    files = sorted(HERE.glob("*.test.js"))
    said = run("--test", "--test-reporter=tap", *files)

    assert len(files) == 3
    assert re.search(r"^# pass [1-9]\d*$", said, re.MULTILINE)
    assert "# fail 0" in said
    assert "# skipped 0" in said


def test_modules_are_ours_or_allowed_files_of_packages() -> None:
    for script in SCRIPTS:
        for name in IMPORTED.findall(script.read_text(encoding="utf-8")):
            if name.startswith("/vendor/"):
                assert name.removeprefix("/vendor/") in VENDOR
            else:
                assert (script.parent / name).is_file()


def test_foreign_text_never_becomes_html() -> None:
    """`innerHTML` is for our own legend drawings and the server's escaped plan, nothing else."""
    written = {
        path.name: path.read_text(encoding="utf-8").count("innerHTML")
        for path in [*SCRIPTS, RENDERED]
    }

    assert {name: count for name, count in written.items() if count} == {
        "dom.js": 1,
        "details.js": 1,
    }
