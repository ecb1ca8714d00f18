"""The application as a process of its own: `python -m tests.clients.server DATABASE_URL HOME`.

Not a thread, since GDAL holds Python's lock while it waits for an answer. Prints its address.
"""

import socket
import sys
from pathlib import Path

import uvicorn

from api.app import create_app
from gis.db import make_engine
from gis.settings import Settings


def main(url: str, home: str) -> None:
    """Serve the database's register on a free port until ended."""
    settings = Settings(_env_file=None, home=Path(home))
    app = create_app(settings, make_engine(url))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
