"""`satellite audit`: an auditor seals, proves, and is told when something was touched."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from api.commands import audit
from api.commands.audit import app
from api.commands.opening import Database
from gis.errors import RuleError
from gis.settings import Settings
from tests.buildings.audit.conftest import ADA, Office
from tests.buildings.audit.conftest import office as office  # noqa: PLC0414 - a fixture
from tests.buildings.audit.test_alerts import TUESDAY, happens

RUNNER = CliRunner()


@pytest.fixture
def desk(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office's register, opened by the command."""

    @contextmanager
    def opened(*_: object) -> Iterator[Database]:
        yield Database(url=office.engine.url.render_as_string(hide_password=False), cluster=None)

    monkeypatch.setattr(audit, "opened_database", opened)
    settings = Settings(_env_file=None, home=office.folder.parent, anchors=office.folder)
    monkeypatch.setattr(audit, "read_settings", lambda: settings)
    return office


def said(*words: str, status: int = 0, typed: str | None = None) -> list[str]:
    found = RUNNER.invoke(app, words, input=typed)
    assert found.exit_code == status, found.output
    return [line.strip() for line in found.stdout.splitlines()]


def test_it_seals_anchors_and_proves(desk: Office) -> None:
    desk.read(ADA, times=2)
    first = said("seal")
    assert first[0].startswith("sigillo 1: 3 registrazioni, 3 in tutto")
    assert first[1].endswith("audit-anchors.txt")
    assert said("seal") == ["niente da sigillare · nothing to seal"]

    assert said("verify") == [
        "la catena è intatta · the chain is whole",
        "1 sigilli, 3 registrazioni, 1 ancore · 1 seals, 3 entries, 1 anchors",
        "tutto è sigillato · everything is sealed",
    ]


def test_the_tail_is_told_with_its_age(desk: Office) -> None:
    desk.read(times=2)
    lines = said("verify")
    assert lines[0].startswith("la catena è intatta")
    assert re.match(r"non ancora sigillate: 3, la più vecchia da \d+:\d\d:\d\d ", lines[2])
    assert lines[3].startswith("nessuna ancora in ")


def test_something_touched_ends_with_status_one(desk: Office) -> None:
    desk.read(times=2)
    said("seal")
    desk.tamper("update audit_entry set actor_name = 'Somebody Else' where verb = 'read'")

    lines = said("verify", status=1)
    assert lines[0] == "la catena NON è intatta · the chain is NOT whole"
    assert lines[1].startswith("1: registrazioni cambiate, tolte o aggiunte")


def test_nothing_expires_before_its_term(desk: Office) -> None:
    desk.read()
    said("seal")
    assert said("expire") == ["nessuna registrazione è scaduta · no entry's term is over"]


def test_a_sample_is_drawn_once(desk: Office) -> None:
    happens(desk, TUESDAY, ADA)
    said("seal")
    assert said("sample", "2026-03") == [
        "1 letture di 2026-03 da verificare · 1 reads of 2026-03 to review"
    ]
    with pytest.raises(RuleError, match="drawn already"):
        RUNNER.invoke(app, ["sample", "2026-03"], catch_exceptions=False)
    assert RUNNER.invoke(app, ["sample", "marzo"]).exit_code == 2
