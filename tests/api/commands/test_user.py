"""`satellite user` and `satellite token`: accounts and tokens from the register's own machine."""

import re
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from api.commands import user
from api.commands.opening import Database
from api.commands.tokens import app as tokens
from api.commands.user import app as users
from api.listening import shown
from gis.db import make_engine
from gis.errors import InputError, NotFoundError, RuleError
from gis.settings import Settings

RUNNER = CliRunner()
BRUNO = "bruno.neri@studio.example"
PASSWORD = "quattro gatti al mercato"  # noqa: S105 - invented
EXTERNAL = ["--role", "condo_admin", "--organisation", "Studio Neri", "--expires", "2999-12-31"]


@pytest.fixture
def register(
    fresh_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    """A register of this test's own, which the commands open."""
    engine = make_engine(fresh_url)
    chosen = settings.model_copy(update={"database_url": fresh_url})
    monkeypatch.setattr(user, "read_settings", lambda: chosen)
    monkeypatch.setattr(user, "opened_database", _opened(fresh_url))
    yield engine
    engine.dispose()


def _opened(url: str) -> object:

    return lambda *_: nullcontext(Database(url=url, cluster=None))


def rows(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def test_an_account_is_added_with_a_link_listed_and_disabled(register: Engine) -> None:
    added = RUNNER.invoke(users, ["add", BRUNO, *EXTERNAL, "--name", "Bruno Neri"])
    assert added.exit_code == 0, added.output
    address = added.stdout.strip()
    assert re.fullmatch(
        re.escape(shown("127.0.0.1", 8000)) + r"/access/password/[\w-]{43}", address
    )
    assert address.rpartition("/")[2] not in str(rows(register, "select a::text from account a"))

    listed = RUNNER.invoke(users, ["list"]).stdout
    assert listed == f"{BRUNO}; condo_admin; Studio Neri; 2999-12-31; aperto · open\n"
    with register.begin() as connection:
        connection.execute(text("update account set awaits_confirmation = true"))
    assert "da confermare · to be confirmed" in RUNNER.invoke(users, ["list"]).stdout
    assert "confermato" in RUNNER.invoke(users, ["confirm", BRUNO]).stdout
    assert RUNNER.invoke(users, ["list"]).stdout == listed
    assert RUNNER.invoke(users, ["disable", BRUNO.upper()]).exit_code == 0
    assert "chiuso · closed" in RUNNER.invoke(users, ["list"]).stdout
    assert isinstance(RUNNER.invoke(users, ["link", BRUNO]).exception, RuleError)
    assert RUNNER.invoke(users, ["enable", BRUNO]).exit_code == 0
    assert "/access/password/" in RUNNER.invoke(users, ["link", BRUNO]).stdout


def test_a_password_may_be_typed_and_is_not_shown(register: Engine) -> None:
    words = ["add", "anna@comune.example", "--role", "housing_manager", "--password"]
    added = RUNNER.invoke(users, words, input=f"{PASSWORD}\n{PASSWORD}\n")

    assert added.exit_code == 0, added.output
    assert PASSWORD not in added.output
    kept = rows(register, "select password_hash, link_sha256 from account")
    assert str(kept[0][0]).startswith("$argon2id$")
    assert kept[0][1] is None
    weak = RUNNER.invoke(users, ["add", "b@comune.example", *words[2:]], input="corta\ncorta\n")
    assert isinstance(weak.exception, InputError)
    assert len(rows(register, "select 1 from account")) == 1


def test_what_cannot_be_is_refused(register: Engine) -> None:
    external = RUNNER.invoke(users, ["add", BRUNO, "--role", "mediator"])
    assert isinstance(external.exception, InputError)
    assert RUNNER.invoke(users, ["add", BRUNO, "--role", "root"]).exit_code == 2
    assert isinstance(RUNNER.invoke(users, ["disable", BRUNO]).exception, NotFoundError)
    assert RUNNER.invoke(users, ["add", BRUNO, *EXTERNAL]).exit_code == 0
    assert isinstance(RUNNER.invoke(users, ["add", BRUNO, *EXTERNAL]).exception, RuleError)
    assert len(rows(register, "select 1 from account")) == 1


def test_a_token_is_printed_once_listed_without_its_text_and_revoked(register: Engine) -> None:
    issued = RUNNER.invoke(tokens, ["issue", "--role", "planner", "--days", "7", "--name", "QGIS"])
    assert issued.exit_code == 0, issued.output
    token = issued.stdout.strip()
    assert re.fullmatch(r"sat_[\w-]{43}", token)
    assert token not in str(rows(register, "select t::text from api_token t"))

    listed = RUNNER.invoke(tokens, ["list"]).stdout
    identity, name, role, whose, _until = listed.strip().split("; ")
    assert (name, role, whose) == ("QGIS", "planner", "-")
    assert RUNNER.invoke(tokens, ["revoke", identity]).exit_code == 0
    assert "revocato" in RUNNER.invoke(tokens, ["list"]).stdout
    assert isinstance(RUNNER.invoke(tokens, ["revoke", identity]).exception, NotFoundError)
    assert RUNNER.invoke(tokens, ["issue", "--role", "planner", "--days", "366"]).exit_code == 2
    public = RUNNER.invoke(tokens, ["issue", "--role", "public"])
    assert isinstance(public.exception, InputError)
