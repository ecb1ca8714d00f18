"""Node.js as the set-up leaves it: the machine's own, or the one of the tool environment."""

import json
import shutil
import subprocess
from pathlib import Path

from gis.settings import ROOT
from maps.vendor import NODE_MODULES

HERE = Path(__file__).resolve().parent


def node() -> str:
    """The command; a run without it fails and says so."""
    brought = sorted((ROOT / ".satellite").glob("*/bin/node"))
    found = shutil.which("node") or next(map(str, brought), None)
    assert found, "Node.js is missing: ./satellite up brings it"
    assert NODE_MODULES.is_dir(), "maps/web/node_modules is missing: npm ci in maps/web"
    return found


def run(*arguments: object, given: object = None) -> str:
    """What a script prints for `given` as JSON on its standard input; its failure is ours."""
    done = subprocess.run(
        [node(), *map(str, arguments)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
