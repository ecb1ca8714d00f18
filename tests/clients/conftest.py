"""The service as real clients see it; collected only when `SATELLITE_CLIENTS` is 1."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT

collect_ignore_glob = [] if os.environ.get("SATELLITE_CLIENTS") == "1" else ["test_*.py"]


@pytest.fixture(scope="session")
def service(district_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the OGC API on the reference district."""
    home = str(tmp_path_factory.mktemp("home"))
    command = [sys.executable, "-m", "tests.clients.server", district_url, home]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, "the server did not start"
        yield f"{address}/ogc"
        process.terminate()
