"""Maps that show more than everybody may see: for whom, why, and which never."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from api.commands import map_
from api.commands.map_ import app
from api.commands.opening import Database
from buildings.accounts import administering
from buildings.accounts.administering import NewAccount
from buildings.privacy.states import Role
from gis.dates import today
from gis.db import make_engine
from gis.errors import ForbiddenError, InputError, NotFoundError
from tests.databases import Cluster

RUNNER = CliRunner()
ELENA, ANNA = "elena.greco@comune.example", "anna.bianchi@comune.example"
WHO = ["--recipient", "Studio <b>{{ 7*7 }}</b>", "--purpose", "Assemblea del 12 dicembre"]


@pytest.fixture(scope="module")
def owner(cluster: Cluster, district_template: str) -> Iterator[Engine]:
    """The district, with a manager and an operator."""
    with cluster.database("maps", template=district_template) as url:
        engine = make_engine(url)
        with Session(engine) as session:
            for email, role in ((ELENA, Role.HOUSING_MANAGER), (ANNA, Role.HOUSING_OPERATOR)):
                administering.add_account(session, NewAccount(email, role), today())
            session.commit()
        yield engine
        engine.dispose()


@pytest.fixture
def folder(owner: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the command is called from, on that district."""
    url = owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    monkeypatch.setattr(
        map_, "opened_database", lambda *_: nullcontext(Database(url=url, cluster=None))
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return RUNNER.invoke(app, ["render", *words])


def test_a_map_for_a_recipient_names_them_and_is_logged(owner: Engine, folder: Path) -> None:
    made = run("condominiums", "--as", ELENA, *WHO)

    assert made.exit_code == 0, made.output
    page = (folder / "condominiums.html").read_text(encoding="utf-8")
    assert "Studio &lt;b&gt;{{ 7*7 }}&lt;/b&gt;" in page
    assert "Assemblea del 12 dicembre" in page
    with owner.connect() as connection:
        row = connection.execute(
            text("select f.entity, f.data_class, f.form, e.detail ->> 'by' from file_export f "
                 "join audit_entry e on e.entity_id = f.id and e.verb = 'export' "
                 "where f.entity = 'map.condominiums'")
        ).one()  # fmt: skip
    assert tuple(row) == ("map.condominiums", "P1", "html", "command_line")


def test_occupations_are_on_no_map_that_leaves(owner: Engine, folder: Path) -> None:
    made = run("overview", "--as", ELENA, *WHO)
    with owner.connect() as connection:
        episodes = connection.execute(
            text("select id::text from layer_occupation_episodes(current_date)")
        ).scalars()
        page = (folder / "overview.html").read_text(encoding="utf-8")
        assert made.exit_code == 0, made.output
        assert "Criticità" in page
        assert "Episodi di occupazione" not in page
        assert not [each for each in episodes if each in page]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["status", "--as", ELENA, *WHO], ForbiddenError),
        (["vacancy", "--as", ELENA, *WHO], ForbiddenError),
        (["occupations", "--as", ELENA, *WHO], ForbiddenError),
        (["condominiums", "--as", ANNA, *WHO], ForbiddenError),
        (["condominiums", *WHO], ForbiddenError),
        (["condominiums", "--as", ELENA], InputError),
        (["condominiums", "--as", "nobody@comune.example", *WHO], NotFoundError),
        (["nowhere", "--as", ELENA, *WHO], NotFoundError),
    ],
)
def test_what_may_not_leave_leaves_no_map(
    folder: Path, words: list[str], error: type[Exception]
) -> None:
    assert isinstance(run(*words).exception, error)
    assert list(folder.iterdir()) == []
