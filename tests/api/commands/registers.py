"""Commands run in this process against a test's own register."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest

from api.commands.opening import Database
from gis.settings import Settings
from tests.data.administrators.conftest import Office
from tests.data.ingest.conftest import Register


def let_open(
    monkeypatch: pytest.MonkeyPatch, command: ModuleType, register: Register | Office
) -> None:
    """Let the command in `command` open the database of `register` instead of a cluster."""

    @contextmanager
    def opened(*_: object) -> Iterator[Database]:
        yield Database(url=register.engine.url.render_as_string(hide_password=False), cluster=None)

    monkeypatch.setattr(command, "opened_database", opened)
    settings = Settings(_env_file=None, home=register.folder)
    monkeypatch.setattr(command, "read_settings", lambda: settings)
