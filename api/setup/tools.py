"""The tool environment `.satellite/tools`: uv, at one version, installed by pip."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from api.setup.bare_python import make_environment
from gis.cluster.logged import output_of, run_logged
from gis.codes import Text
from gis.report import Report

UV_VERSION = "0.13.9"
MAKING = Text(it="Installo lo strumento uv", en="Installing the tool uv")


@dataclass(frozen=True, slots=True)
class Tools:
    """The tool environment of one checkout; `home` is its `.satellite`."""

    home: Path

    @property
    def folder(self) -> Path:
        """The environment."""
        return self.home / "tools"

    @property
    def uv(self) -> Path:
        """The program uv."""
        return self.folder / "bin" / "uv"

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.folder / "bin" / "python"

    def log(self, name: str) -> Path:
        """Where the output of a tool goes."""
        return self.home / "log" / f"{name}.log"

    def environment(self) -> dict[str, str]:
        """Settings for the tools: nobody's but this checkout's, and caches that can be written."""
        settings = {"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
        if not os.access(Path.home(), os.W_OK):
            cache = self.home / "cache"
            settings |= {
                "UV_CACHE_DIR": str(cache / "uv"),
                "PIP_CACHE_DIR": str(cache / "pip"),
                "npm_config_cache": str(cache / "npm"),
            }
        return settings


def ensure_tools(tools: Tools, report: Report) -> None:
    """Make the environment with uv unless it is there at the right version."""
    if _version(tools.uv) == UV_VERSION:
        return
    with report.step(MAKING):
        pip = make_environment(tools.folder, Path(sys.executable), tools.log("tools"))
        command = [*pip, "install", "--quiet", f"uv=={UV_VERSION}"]
        run_logged(command, tools.log("tools"), MAKING, env=tools.environment())


def _version(uv: Path) -> str:
    words = output_of([uv, "--version"]).split()
    return words[1] if len(words) > 1 else ""
