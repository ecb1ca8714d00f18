"""A file is one moment of the register, for one reader who may still have it at the end."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from api.keeping import seal_once
from buildings.exports.service import Ground, Stated
from buildings.exports.states import ExportForm, ExportMode
from buildings.privacy.states import Role
from data.exports.datasets import dataset
from data.exports.files import WRITERS, Rows, write_csv
from data.exports.making import Made, Wanted, make
from data.exports.sheets import Sheet
from gis.db import make_engine
from gis.errors import SignInError
from gis.reader import Credential, Reader, enter
from tests.buildings.audit.conftest import off, on
from tests.databases import Cluster
from tests.readers import token

TO_COURT = Ground(ExportMode.STATED, Stated("Tribunale di Milano", "Udienza del fascicolo 12"))
UNITS = Wanted(dataset("units"), ExportForm.CSV, TO_COURT)


@pytest.fixture(scope="module")
def owner(cluster: Cluster, district_template: str) -> Iterator[Engine]:
    """A district of this module's own: what is tried must really commit."""
    with cluster.database("snapshot", template=district_template) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def elena(owner: Engine) -> tuple[uuid.UUID, str]:
    """The manager with a token of hers."""
    with owner.begin() as connection:
        account = connection.execute(
            text("insert into account (email, name, role) values (:email, 'Elena', "
                 "'housing_manager') returning id"),
            {"email": f"{uuid.uuid4()}@comune.example"},
        ).scalar_one()  # fmt: skip
    return account, token(owner, Role.HOUSING_MANAGER, account=account)


def made(owner: Engine, secret: str, path: Path) -> Made:
    credential = Credential.of("token", secret)

    def entering(connection: Connection) -> Reader:
        return enter(connection, credential)

    with owner.connect() as connection, connection.begin():
        return make(connection, UNITS, path, entering)


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let something happen after the first row of many was read, before the others."""

    def write(path: Path, sheet: Sheet, rows: Rows) -> int:
        def interrupted() -> Iterator[tuple[object, ...]]:
            for number, row in enumerate(rows):
                if number == 1:
                    happens()
                yield row

        return write_csv(path, sheet, interrupted())

    monkeypatch.setitem(WRITERS, "csv", ("point", write))


def count(owner: Engine, query: str, **values: object) -> int:
    with owner.connect() as connection:
        return int(connection.execute(text(query), values).scalar_one())


def test_who_is_put_out_while_the_file_is_made_gets_none(
    owner: Engine, elena: tuple[uuid.UUID, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, secret = elena

    def put_out() -> None:
        with owner.begin() as other:
            other.execute(
                text("update account set disabled_at = now() where id = :id"), {"id": account}
            )

    meanwhile(monkeypatch, put_out)
    with pytest.raises(SignInError, match="ended while"):
        made(owner, secret, tmp_path / "a.csv")

    assert list(tmp_path.iterdir()) == []
    assert count(owner, "select count(*) from file_export where actor = :a", a=account) == 0


def test_all_pages_are_of_one_moment(
    owner: Engine, elena: tuple[uuid.UUID, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count(owner, "select count(*) from layer_units(current_date)")
    assert before > 1500, "more than one page of the cursor"

    def pull_down() -> None:
        with owner.begin() as other:
            other.execute(text("update building set ended_on = current_date - 1"))

    meanwhile(monkeypatch, pull_down)
    found = made(owner, elena[1], tmp_path / "a.csv")

    assert found.count == before
    assert count(owner, "select count(*) from layer_units(current_date)") == 0
    with owner.begin() as connection:
        connection.execute(text("update building set ended_on = null"))


def test_a_failed_file_leaves_no_entry(
    owner: Engine, elena: tuple[uuid.UUID, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full() -> None:
        raise OSError("no space left")

    meanwhile(monkeypatch, disk_full)
    with pytest.raises(OSError, match="no space"):
        made(owner, elena[1], tmp_path / "a.csv")

    assert list(tmp_path.iterdir()) == []
    assert count(owner, "select count(*) from file_export where actor = :a", a=elena[0]) == 0


@pytest.mark.parametrize(
    ("moment", "alerts"),
    [
        (dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC), 0),
        (dt.datetime(2026, 11, 20, 22, 0, tzinfo=dt.UTC), 1),
        (dt.datetime(2026, 11, 21, 10, 0, tzinfo=dt.UTC), 1),
    ],
)
def test_a_file_out_of_hours_is_told_to_the_auditor(
    owner: Engine, elena: tuple[uuid.UUID, str], tmp_path: Path, moment: dt.datetime, alerts: int
) -> None:
    made(owner, elena[1], tmp_path / "a.csv")
    with owner.begin() as connection:
        off(connection)
        connection.execute(
            text("update audit_entry set at = :moment where actor = :actor and verb = 'export'"),
            {"moment": moment, "actor": elena[0]},
        )
        on(connection)
    seal_once(owner)

    query = "select count(*) from audit_alert where kind = 'off_hours' and actor = :a"
    assert count(owner, query, a=elena[0]) == alerts
