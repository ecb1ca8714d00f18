"""A server on the reference district and a Chromium that reaches nothing but it."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from api.app import create_app
from gis.db import make_engine
from gis.settings import Settings
from tests.readers import bearer

WIDTH, HEIGHT = 1366, 768


@pytest.fixture(scope="session")
def served(district_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the reference district."""
    engine = make_engine(district_url)
    settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("home"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(create_app(settings, engine), log_level="warning", lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
    engine.dispose()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The distribution's Chromium, with WebGL drawn by software."""
    named = os.environ.get("SATELLITE_CHROMIUM") or shutil.which("chromium")
    found = {"executable_path": named} if named else {}
    return found | {"args": ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader"]}


@pytest.fixture(scope="session")
def browser_context_args(district_url: str) -> dict[str, Any]:
    """An Italian office PC, of who sees everything."""
    engine = make_engine(district_url)
    headers = bearer(engine)
    engine.dispose()
    return {
        "viewport": {"width": WIDTH, "height": HEIGHT},
        "locale": "it-IT",
        "extra_http_headers": headers,
    }


@pytest.fixture
def pictures() -> Path:
    """Where screenshots go: a folder that git ignores and no runner empties."""
    folder = Path(".satellite/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
