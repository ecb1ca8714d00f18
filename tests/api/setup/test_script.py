"""The script `satellite` in the hands of a newcomer: any folder, any name, an old Python, none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gis.settings import ROOT

NEEDED = ("cat", "cksum", "dirname", "readlink", "sh")
RECORDER = """#!/bin/sh
case "$*" in
*version_info*) exit {old} ;;
-V) echo "Python {version}" ;;
*) for word in "$@"; do echo "$word"; done ;;
esac
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A search path with nothing but what the script needs."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return folder


@pytest.fixture(params=["checkout", "my check out", "città"])
def checkout(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The script and the files it looks at, in folders of several names."""
    folder = tmp_path / str(request.param)
    (folder / "maps/web").mkdir(parents=True)
    shutil.copy(ROOT / "satellite", folder / "satellite")
    for name in ("uv.lock", "pyproject.toml", "maps/web/package-lock.json"):
        (folder / name).write_text(name)
    return folder


def program(folder: Path, name: str, content: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content)
    (folder / name).chmod(0o755)


def call(
    script: Path | str, programs: Path, *words: str, cwd: Path | None = None
) -> tuple[int, str]:
    """Run the script; its status and all it printed."""
    done = subprocess.run(
        [str(script), *words],
        env={"PATH": str(programs), "PYTHONPATH": "/elsewhere", "PYTHONHOME": "/elsewhere"},
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def set_up(checkout: Path, programs: Path) -> str:
    """Stand-ins for a finished set-up; the stamp that the script wants for it."""
    program(programs, "python3", RECORDER.format(old=0, version="3.12.1"))
    _, said = call(checkout / "satellite", programs)
    stamp = said.splitlines()[-1]
    program(checkout / ".venv/bin", "python", "#!/bin/sh\nexit 0\n")
    program(
        checkout / ".venv/bin",
        "satellite",
        '#!/bin/sh\necho run "$@"\necho "${PYTHONPATH-no path}"\n',
    )
    (checkout / "maps/web/node_modules").mkdir(exist_ok=True)
    (checkout / ".satellite").mkdir(exist_ok=True)
    (checkout / ".satellite/stamp").write_text(stamp)
    return stamp


def test_an_old_python_is_told_in_both_languages(checkout: Path, programs: Path) -> None:
    program(programs, "python3", RECORDER.format(old=1, version="3.9.2"))

    status, said = call(checkout / "satellite", programs, "up")

    assert status == 1
    assert "Errore: Serve Python 3.11 o successivo (qui: Python 3.9.2)" in said
    assert "Error: Python 3.11 or newer is needed (here: Python 3.9.2)" in said
    assert not (checkout / ".satellite").exists()


def test_no_python_at_all(checkout: Path, programs: Path) -> None:
    status, said = call(checkout / "satellite", programs, "up")

    assert status == 1
    assert "Python 3.11 or newer is needed" in said


def test_a_newer_python_beside_an_old_one_is_taken(checkout: Path, programs: Path) -> None:
    program(programs, "python3", RECORDER.format(old=1, version="3.9.2"))
    program(programs, "python3.12", RECORDER.format(old=0, version="3.12.1"))

    status, said = call(checkout / "satellite", programs, "up", "--port", "8001")

    assert status == 0
    words = said.splitlines()
    assert words[0] == "-P"
    assert words[3] == str(checkout)
    assert words[-3:] == ["up", "--port", "8001"]


def test_a_finished_set_up_is_not_done_again(checkout: Path, programs: Path) -> None:
    set_up(checkout, programs)
    (programs / "python3").unlink()

    status, said = call(checkout / "satellite", programs, "up", "two words", "")

    assert status == 0
    assert said.splitlines()[0] == "run up two words "
    assert said.splitlines()[1] == "no path"


def test_it_is_found_from_any_folder_and_through_links(checkout: Path, programs: Path) -> None:
    set_up(checkout, programs)
    (checkout.parent / "second").symlink_to(checkout / "satellite")
    (checkout.parent / "deep").mkdir()
    (checkout.parent / "deep/first").symlink_to("../second")
    (programs / "satellite").symlink_to(checkout.parent / "deep/first")

    for script, cwd in (
        (checkout / "satellite", Path("/")),
        ("./satellite", checkout),
        (checkout.parent / "deep/first", Path("/")),
        ("../second", checkout),
        (programs / "satellite", Path("/")),
    ):
        status, said = call(script, programs, "up", cwd=cwd)
        assert (status, said.splitlines()[0]) == (0, "run up")


@pytest.mark.parametrize(
    "name", ["uv.lock", "pyproject.toml", "maps/web/package-lock.json", "api/setup/tools.py"]
)
def test_a_changed_file_means_a_new_set_up(checkout: Path, programs: Path, name: str) -> None:
    stamp = set_up(checkout, programs)
    (checkout / name).parent.mkdir(parents=True, exist_ok=True)
    (checkout / name).write_text("changed")

    _, said = call(checkout / "satellite", programs)

    assert said.splitlines()[3] == str(checkout)
    assert said.splitlines()[4] != stamp


def test_a_moved_checkout_is_set_up_again(checkout: Path, programs: Path) -> None:
    stamp = set_up(checkout, programs)
    moved = checkout.rename(checkout.parent / "moved")

    _, said = call(moved / "satellite", programs)

    assert said.splitlines()[3] == str(moved)
    assert said.splitlines()[4] != stamp


@pytest.mark.parametrize("lost", [".venv/bin/python", "maps/web/node_modules", ".satellite/stamp"])
def test_a_lost_part_means_a_new_set_up(checkout: Path, programs: Path, lost: str) -> None:
    set_up(checkout, programs)
    path = checkout / lost
    path.rmdir() if path.is_dir() else path.unlink()

    _, said = call(checkout / "satellite", programs, "up")

    assert said.splitlines()[3] == str(checkout)


def test_the_set_up_needs_the_standard_library_only() -> None:
    begin = "import sys; sys.path.insert(0, sys.argv[1]); import api.setup.main"
    bare = (
        Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    )
    done = subprocess.run(
        [bare, "-I", "-S", "-c", begin, str(ROOT)],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
