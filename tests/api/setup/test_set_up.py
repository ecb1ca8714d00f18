"""What the set-up makes, in which order, with which tools; and what an interruption leaves."""

import importlib.util
import os
import shutil
import signal
import sys
import tarfile
from pathlib import Path
from threading import Thread

import pytest

from api.setup import bare_python, main
from api.setup.bare_python import make_environment
from api.setup.environment import sync
from api.setup.frontend import NODE_WHEEL, install_libraries
from api.setup.main import set_up
from api.setup.tools import UV_VERSION, Tools, ensure_tools
from gis.cluster import disk
from gis.cluster.disk import DiskFullError
from gis.codes import Text
from gis.errors import UnavailableError
from gis.report import Silence

RECORDER = """#!/bin/sh
echo "${0##*/} $*" >> "$ASKED"
case "$*" in --version) echo "%s" ;; esac
exit 0
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "maps/web").mkdir(parents=True)
    return folder


@pytest.fixture
def done(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The three parts of the set-up replaced by stand-ins, and the order they were called in."""
    order: list[str] = []

    def libraries(*_: object) -> None:
        order.append("libraries")
        (checkout / "maps/web/node_modules").mkdir(exist_ok=True)

    def environment(*_: object) -> None:
        order.append("environment")
        program(checkout / ".venv/bin", "python", "#!/bin/sh\necho Python 3.12.1\n")

    monkeypatch.setattr(main, "ensure_tools", lambda *_: order.append("tools"))
    monkeypatch.setattr(main, "sync", environment)
    monkeypatch.setattr(main, "install_libraries", libraries)
    return order


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stand-ins for programs were asked, a line each."""
    monkeypatch.setenv("ASKED", str(tmp_path / "asked"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'programs'}:/usr/bin:/bin")
    return tmp_path / "asked"


def program(folder: Path, name: str, content: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content)
    (folder / name).chmod(0o755)


def test_tools_then_environment_then_libraries_then_the_stamp(
    checkout: Path, done: list[str]
) -> None:
    set_up(checkout, "today's stamp")

    assert done == ["tools", "environment", "libraries"]
    assert (checkout / ".satellite/stamp").read_text() == "today's stamp"


def test_the_second_of_two_that_begin_at_once_has_nothing_to_do(
    checkout: Path, done: list[str]
) -> None:
    threads = [Thread(target=set_up, args=(checkout, "stamp")) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert done == ["tools", "environment", "libraries"]


def test_a_failure_leaves_no_stamp_and_the_next_one_begins_again(
    checkout: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UnavailableError(Text(it="Rete assente.", en="No network."))

    with monkeypatch.context() as broken:
        broken.setattr(main, "install_libraries", fail)
        with pytest.raises(UnavailableError):
            set_up(checkout, "stamp")
    assert not (checkout / ".satellite/stamp").exists()

    set_up(checkout, "stamp")
    assert done == ["tools", "environment", "tools", "environment", "libraries"]


def test_an_old_stamp_goes_before_anything_is_touched(
    checkout: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(checkout, "old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(main, "sync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            set_up(checkout, "new")

    assert not (checkout / ".satellite/stamp").exists()
    assert done[-1] == "tools"


def test_a_full_disk_is_refused_before_anything_is_fetched(
    checkout: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "MEBIBYTE", 2**60)

    with pytest.raises(DiskFullError, match="at least 1500 MiB"):
        set_up(checkout, "stamp")
    assert done == []


@pytest.mark.parametrize("problem", ["denied", "full"])
def test_a_failure_is_a_sentence_and_status_1(
    checkout: Path,
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    number = {"denied": 13, "full": 28}[problem]

    def fail(*_: object) -> None:
        raise OSError(number, "system says no")

    monkeypatch.setattr(main, "set_up", fail)
    monkeypatch.setattr(sys, "argv", ["-c", str(checkout), "stamp", "up"])
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        main.main()

    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert {"denied": "Permission to write here", "full": "The disk is full"}[problem] in said
    assert "Errore: " in said


def test_a_right_uv_is_left_alone_and_another_replaced(tmp_path: Path, asked: Path) -> None:
    tools = Tools(tmp_path)
    program(tools.folder / "bin", "uv", RECORDER % f"uv {UV_VERSION} (x86_64)")
    ensure_tools(tools, Silence())
    assert asked.read_text() == "uv --version\n"


def test_uv_follows_the_lock_with_this_python_and_fetches_no_other(
    checkout: Path, asked: Path
) -> None:
    tools = Tools(checkout / ".satellite")
    program(tools.folder / "bin", "uv", RECORDER.replace("$*", "$* $UV_PYTHON_DOWNLOADS"))
    sync(checkout, tools, Silence())

    said = asked.read_text()
    assert said.startswith("uv sync --locked ")
    assert f"--python {sys.executable} never" in said


def test_the_machines_node_is_used_where_it_is_new_enough(
    checkout: Path, tmp_path: Path, asked: Path
) -> None:
    program(tmp_path / "programs", "node", RECORDER % "v20.1.0")
    program(tmp_path / "programs", "npm", RECORDER % "10.1.0")

    install_libraries(checkout, Tools(checkout / ".satellite"), Silence())

    assert asked.read_text().splitlines()[-1] == "npm ci --ignore-scripts --no-audit --no-fund"


def test_an_old_node_is_passed_over_for_one_from_a_wheel(
    checkout: Path, tmp_path: Path, asked: Path
) -> None:
    tools = Tools(checkout / ".satellite")
    npm = tools.folder / "bin/npm"
    bring = (
        f"#!/bin/sh\necho uv $* >> $ASKED\nprintf '#!/bin/sh\\necho wheel $* >> $ASKED' > '{npm}'\n"
    )
    program(tmp_path / "programs", "node", RECORDER % "v12.22.0")
    program(tmp_path / "programs", "npm", RECORDER % "6.1.0")
    program(tools.folder / "bin", "uv", f"{bring}chmod +x '{npm}'\n")

    install_libraries(checkout, tools, Silence())

    lines = asked.read_text().splitlines()
    assert f"uv pip install --python {tools.python} {NODE_WHEEL}" in lines
    assert lines[-1].startswith("wheel ci ")


def test_a_home_that_cannot_be_written_gets_its_caches_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")
    environment = Tools(tmp_path).environment()
    assert environment["UV_CACHE_DIR"] == str(tmp_path / "cache/uv")
    assert environment["npm_config_cache"] == str(tmp_path / "cache/npm")

    monkeypatch.setenv("HOME", str(tmp_path))
    assert "UV_CACHE_DIR" not in Tools(tmp_path).environment()


def test_a_whole_python_makes_an_environment_with_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[object] = []
    python = Path(sys.executable)
    monkeypatch.setattr(bare_python, "_has_ensurepip", lambda _python: True)
    monkeypatch.setattr(bare_python, "run_logged", lambda command, *_: commands.append(command))

    words = make_environment(tmp_path / "tools", python, tmp_path / "log")

    assert commands == [[python, "-m", "venv", tmp_path / "tools"]]
    assert words == [tmp_path / "tools/bin/python", "-m", "pip"]


def test_debians_python_runs_the_pip_of_a_downloaded_package(
    tmp_path: Path, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "usr/share/python-wheels/pip-23.0-py3-none-any.whl"
    wheel.parent.mkdir(parents=True)
    wheel.write_text("pip")
    with tarfile.open(tmp_path / "pip.deb", "w") as deb:
        deb.add(tmp_path / "usr", arcname="usr")
    program(tmp_path / "programs", "apt-get", f'#!/bin/sh\ncp "{tmp_path}/pip.deb" .\n')
    program(tmp_path / "programs", "dpkg", '#!/bin/sh\nexec tar -xf "$2" -C "$3"\n')
    monkeypatch.setattr(bare_python, "_has_ensurepip", lambda _python: False)
    monkeypatch.setattr(bare_python, "ROOT_WHEELS", tmp_path / "nothing")

    words = make_environment(tmp_path / "tools", Path(sys.executable), tmp_path / "log")

    assert words == [tmp_path / "tools/bin/python", tmp_path / f"pip/{wheel.name}/pip"]
    assert (tmp_path / "tools/bin/python").exists()
    assert not (tmp_path / "tools/bin/pip").exists()
    assert not asked.exists()


def test_root_gets_debians_package_for_it(
    tmp_path: Path, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "programs", "apt-get", RECORDER % "")
    monkeypatch.setattr(bare_python, "_has_ensurepip", lambda _python: False)
    monkeypatch.setattr(bare_python, "_pip_wheel", lambda *_: tmp_path / "pip.whl")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    make_environment(tmp_path / "tools", Path(sys.executable), tmp_path / "log")

    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert asked.read_text().splitlines()[0].endswith(f" {version}-venv")


def test_a_python_without_pip_and_no_debian_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bare_python, "_has_ensurepip", lambda _python: False)
    monkeypatch.setattr(bare_python, "ROOT_WHEELS", tmp_path / "nothing")
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(UnavailableError, match="lacks venv and pip"):
        make_environment(tmp_path / "tools", Path(sys.executable), tmp_path / "log")
