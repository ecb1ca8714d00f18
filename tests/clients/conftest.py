"""The service as real clients see it; collected only when `SATELLITE_CLIENTS` is 1."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pyogrio
import pytest

from gis.db import make_engine
from tests.architecture.tree import ROOT
from tests.readers import bearer

collect_ignore_glob = [] if os.environ.get("SATELLITE_CLIENTS") == "1" else ["test_*.py"]


@pytest.fixture(scope="session")
def service(district_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the OGC API on the reference district, for GDAL with a manager's token."""
    engine = make_engine(district_url)
    shown = bearer(engine)["Authorization"]
    engine.dispose()
    home = str(tmp_path_factory.mktemp("home"))
    command = [sys.executable, "-m", "tests.clients.server", district_url, home]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, "the server did not start"
        with pytest.MonkeyPatch.context() as patch:
            # One GDAL is a program of its own, the other stands in this process.
            patch.setenv("GDAL_HTTP_HEADERS", f"Authorization: {shown}")
            pyogrio.set_gdal_config_options(
                {"GDAL_HTTP_AUTH": "BEARER", "GDAL_HTTP_BEARER": shown.removeprefix("Bearer ")}
            )
            yield f"{address}/ogc"
        pyogrio.set_gdal_config_options({"GDAL_HTTP_AUTH": None, "GDAL_HTTP_BEARER": None})
        process.terminate()
