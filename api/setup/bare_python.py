"""A virtual environment with pip, also from Debian's Python, which comes without `ensurepip`."""

import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

from gis.cluster.apt import install_packages
from gis.cluster.logged import output_of, run_logged
from gis.codes import Text
from gis.errors import UnavailableError

MAKING = Text(it="Creo l'ambiente degli strumenti", en="Making the tool environment")
WHEELS = Path("usr/share/python-wheels")
ROOT_WHEELS = "/" / WHEELS


def make_environment(folder: Path, python: Path, log: Path) -> list[str | Path]:
    """Make a fresh environment at `folder`; returns the words that run its pip.

    Raises `UnavailableError` saying what to install where Python has no pip to give.
    """
    shutil.rmtree(folder, ignore_errors=True)
    if importlib.util.find_spec("ensurepip") is None and os.geteuid() == 0:
        _install_venv(log)
    if _has_ensurepip(python):
        run_logged([python, "-m", "venv", folder], log, MAKING)
        return [folder / "bin" / "python", "-m", "pip"]
    wheel = _pip_wheel(folder.parent, log)
    run_logged([python, "-m", "venv", "--without-pip", folder], log, MAKING)
    return [folder / "bin" / "python", wheel / "pip"]


def _has_ensurepip(python: Path) -> bool:
    """Asked of a new process: this one does not see what was installed meanwhile."""
    return output_of([python, "-c", "import ensurepip, venv; print('yes')"]).strip() == "yes"


def _install_venv(log: Path) -> None:
    """Install Debian's package with `ensurepip`, as root."""
    if shutil.which("apt-get"):
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        install_packages([f"{version}-venv"], log, MAKING)


def _pip_wheel(home: Path, log: Path) -> Path:
    """The wheel of pip, which Python runs as it is; Debian has it in a package."""
    found = sorted(ROOT_WHEELS.glob("pip-*.whl"))
    if found:
        return found[-1]
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        raise _no_pip()
    kept = home / "pip"
    with tempfile.TemporaryDirectory(dir=home) as name:
        folder = Path(name)
        command = ["apt-get", "-o", "Debug::NoLocking=1", "download", "python3-pip-whl"]
        try:
            run_logged(command, log, MAKING, cwd=folder)
        except UnavailableError as error:
            raise _no_pip() from error
        for deb in folder.glob("*.deb"):
            run_logged(["dpkg", "-x", deb, folder], log, MAKING)
        wheels = sorted((folder / WHEELS).glob("pip-*.whl"))
        if not wheels:
            raise _no_pip()
        kept.mkdir(exist_ok=True)
        return Path(shutil.copy(wheels[-1], kept))


def _no_pip() -> UnavailableError:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return UnavailableError(
        Text(
            it=(
                f"A questo Python {version} mancano venv e pip. Installarli da amministratore, "
                f"per esempio: apt-get install python{version}-venv"
            ),
            en=(
                f"This Python {version} lacks venv and pip. Install them as an administrator, "
                f"for example: apt-get install python{version}-venv"
            ),
        )
    )
