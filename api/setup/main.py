"""Make what this checkout lacks (tools, environment, front-end libraries), then become `satellite`.

Started by the script `satellite` with the root folder, the stamp of a finished set-up and the words
of the command line. Nothing is stamped before all of it is there, so an interrupted set-up is
simply done again.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from api.setup.environment import sync
from api.setup.frontend import install_libraries
from api.setup.tools import Tools, ensure_tools
from api.terminal.plain import PlainReport, show_failure
from gis.cluster.disk import DiskFullError, is_full, require_free
from gis.cluster.locks import locked
from gis.cluster.logged import output_of
from gis.codes import Text
from gis.errors import SatelliteError, UnavailableError

NEED_MIB = 1500
INTERRUPTED = 130


def main() -> NoReturn:
    """Set up and replace this process by the command; a failure is a sentence and status 1."""
    root, stamp, *words = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        set_up(Path(root), stamp)
    except SatelliteError as error:
        _fail(error)
    except OSError as error:
        _fail(DiskFullError(root) if is_full(error) else _denied(error))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    command = f"{root}/.venv/bin/satellite"
    os.execv(command, [command, *words])  # noqa: S606 - no shell is the point


def set_up(root: Path, stamp: str) -> None:
    """Make what is missing under `root` and stamp it; does nothing where another process just did.

    Raises `SatelliteError` or `OSError`.
    """
    home = root / ".satellite"
    with suppress(FileExistsError):
        home.mkdir()
        home.chmod(0o755)
    report = PlainReport()
    finished = home / "stamp"
    with locked(home / "setup.lock"):
        if _is_whole(root, stamp):
            return
        finished.unlink(missing_ok=True)
        if not (root / ".venv").exists():
            require_free(root, NEED_MIB)
        tools = Tools(home)
        ensure_tools(tools, report)
        sync(root, tools, report)
        install_libraries(root, tools, report)
        written = home / "stamp.new"
        written.write_text(stamp, encoding="utf-8")
        written.replace(finished)


def _is_whole(root: Path, stamp: str) -> bool:
    """Whether everything is there: what the script checks too, seen again under the lock."""
    finished = root / ".satellite" / "stamp"
    return (
        finished.exists()
        and finished.read_text(encoding="utf-8") == stamp
        and (root / "maps/web/node_modules").is_dir()
        and output_of([root / ".venv/bin/python", "-V"]) != ""
    )


def _denied(error: OSError) -> UnavailableError:
    return UnavailableError(
        Text(
            it=f"Non riesco a preparare l'ambiente: {error}. Serve il permesso di scrivere qui.",
            en=f"Cannot make the environment: {error}. Permission to write here is needed.",
        )
    )


def _fail(error: SatelliteError) -> NoReturn:
    if os.environ.get("SATELLITE_DEBUG", "0") not in ("", "0", "false"):
        raise error
    show_failure(error)
    sys.exit(1)
