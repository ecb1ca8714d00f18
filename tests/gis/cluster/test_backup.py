"""A register backed up at the office and restored at home: rows, places, roles; all or nothing."""

import itertools
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from psycopg2.extensions import make_dsn

from gis.cluster.archive import MANIFEST, ROLES, Manifest
from gis.cluster.backup import back_up, restore
from gis.cluster.clients import ClientError, Clients
from gis.cluster.databases import make_extensions
from gis.cluster.private import ClusterAddress, private_cluster
from gis.codes import Text
from gis.errors import InputError, RuleError, UnavailableError
from gis.report import Silence
from tests.gis.cluster.running import ask, execute, open_folder

REGISTER = (
    'CREATE ROLE "desk readers" NOLOGIN',
    "CREATE ROLE strangers NOLOGIN",
    'GRANT "desk readers" TO satellite',
    "SET ROLE satellite",
    "CREATE TYPE letter AS ENUM ('A', 'B')",
    "CREATE SCHEMA desk",
    "CREATE TABLE stair (letter letter PRIMARY KEY, place geometry(Point, 7791))",
    "INSERT INTO stair VALUES ('A', 'SRID=7791;POINT(526177 5037440)'), ('B', NULL)",
    "CREATE VIEW desk.stairs AS SELECT letter FROM stair",
    "CREATE FUNCTION stairs() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM stair'",
    'GRANT SELECT ON stair TO "desk readers"',
    "COMMENT ON SCHEMA desk IS 'what the desk sees'",
)
NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def office() -> Iterator[ClusterAddress]:
    """The server that is backed up."""
    with open_folder() as folder, private_cluster(folder / "home", is_durable=False) as cluster:
        execute(dsn(cluster, "satellite"), *REGISTER)
        yield cluster


@pytest.fixture(scope="module")
def home_server() -> Iterator[ClusterAddress]:
    """Another server, which knows none of the office's roles."""
    with open_folder() as folder, private_cluster(folder / "home", is_durable=False) as cluster:
        yield cluster


@pytest.fixture
def target(home_server: ClusterAddress) -> Iterator[Clients]:
    """An empty database at home, as its superuser; it goes with the roles that came to it."""
    name = f"target_{next(NUMBERS)}"
    execute(home_server.admin_url, f"CREATE DATABASE {name} OWNER satellite")
    make_extensions(dsn(home_server, name))
    yield Clients(dsn(home_server, name), home_server.binaries)
    execute(
        home_server.admin_url,
        f"DROP DATABASE {name} WITH (FORCE)",
        'DROP ROLE IF EXISTS "desk readers", register, anna',
    )


@pytest.fixture
def saved(office: ClusterAddress, tmp_path: Path) -> Path:
    """The office's backup."""
    file = tmp_path / "register.backup"
    clients = Clients(dsn(office, "satellite"), office.binaries)
    back_up(clients, "satellite", "2026_01", file, Silence())
    return file


def dsn(cluster: ClusterAddress, database: str) -> str:
    """The superuser's address of one database."""
    return str(make_dsn(cluster.admin_url, dbname=database))


def restored(
    clients: Clients,
    file: Path,
    *,
    owner: str = "satellite",
    replace: bool = False,
    keeps_owners: bool = True,
    check: Callable[[Manifest], None] = lambda _manifest: None,
) -> Manifest:
    return restore(
        clients,
        owner,
        file,
        work=file.parent,
        check=check,
        report=Silence(),
        replace=replace,
        keeps_owners=keeps_owners,
    )


def is_empty(clients: Clients) -> bool:
    return ask(clients.url, "SELECT to_regclass('stair') IS NULL") == [(True,)]


def test_the_file_says_what_it_is_and_is_for_its_owner_only(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        manifest = Manifest(**json.loads(archive.read(MANIFEST)))
        roles = archive.read(ROLES).decode()

    assert saved.stat().st_mode & 0o077 == 0
    assert (manifest.revision, manifest.owner) == ("2026_01", "satellite")
    assert manifest.roles == ["desk readers", "satellite"]
    assert "PASSWORD" not in roles
    assert list(saved.parent.iterdir()) == [saved]


def test_everything_is_there_again_with_its_owner_and_rights(saved: Path, target: Clients) -> None:
    manifest = restored(target, saved)

    assert manifest.revision == "2026_01"
    assert ask(target.url, "SELECT letter::text, ST_AsText(place) FROM stair ORDER BY 1") == [
        ("A", "POINT(526177 5037440)"),
        ("B", None),
    ]
    assert ask(target.url, "SELECT stairs(), count(*) FROM desk.stairs") == [(2, 2)]
    assert ask(target.url, "SELECT tableowner FROM pg_tables WHERE tablename = 'stair'") == [
        ("satellite",)
    ]
    assert ask(target.url, "SELECT obj_description('desk'::regnamespace)") == [
        ("what the desk sees",)
    ]
    assert ask(
        target.url,
        "SELECT has_table_privilege('desk readers', 'stair', 'SELECT'), "
        "pg_has_role('satellite', 'desk readers', 'MEMBER')",
    ) == [(True, True)]
    assert ask(target.url, "SELECT 1 FROM pg_roles WHERE rolname = 'strangers'") == []


def test_a_database_that_holds_something_is_refused_and_kept(saved: Path, target: Clients) -> None:
    execute(target.url, "CREATE TABLE other (note text)", "INSERT INTO other VALUES ('kept')")

    with pytest.raises(RuleError, match="--force"):
        restored(target, saved)
    assert ask(target.url, "SELECT note FROM other") == [("kept",)]
    assert is_empty(target)


def test_with_force_nothing_of_before_is_left(saved: Path, target: Clients) -> None:
    restored(target, saved)
    execute(
        target.url,
        "INSERT INTO stair SELECT 'A', NULL WHERE false",
        "DELETE FROM stair WHERE letter = 'B'",
        "CREATE TABLE other (note text, id serial)",
        "CREATE DOMAIN floor AS smallint",
        "CREATE SCHEMA elsewhere",
        "CREATE TABLE elsewhere.other (note text)",
    )

    restored(target, saved, replace=True)

    assert ask(target.url, "SELECT count(*) FROM stair") == [(2,)]
    assert ask(
        target.url,
        "SELECT to_regclass('other'), to_regtype('floor'), to_regnamespace('elsewhere'), "
        "to_regclass('other_id_seq')",
    ) == [(None, None, None, None)]
    assert ask(target.url, "SELECT count(*) > 8000 FROM spatial_ref_sys") == [(True,)]


def test_a_restore_that_fails_midway_changes_nothing(saved: Path, target: Clients) -> None:
    execute(target.url, "CREATE TABLE other (note text)")
    broken = saved.with_name("broken.backup")
    with zipfile.ZipFile(saved) as whole, zipfile.ZipFile(broken, "w") as part:
        manifest = json.loads(whole.read(MANIFEST)) | {"roles": ["satellite", "late"]}
        part.writestr(MANIFEST, json.dumps(manifest))
        part.writestr(ROLES, "CREATE ROLE late;\nALTER ROLE late WITH NONSENSE;\n")
        part.writestr("database.dump", whole.read("database.dump"))

    with pytest.raises(ClientError) as failed:
        restored(target, broken, replace=True)
    assert 'role option "nonsense"' in failed.value.detail
    assert ask(target.url, "SELECT to_regclass('other')::text") == [("other",)]
    assert ask(target.url, "SELECT 1 FROM pg_roles WHERE rolname = 'late'") == []


def test_an_ordinary_role_restores_into_its_own_database(saved: Path, target: Clients) -> None:
    name = ask(target.url, "SELECT current_database()")[0][0]
    execute(
        target.url,
        "CREATE ROLE anna LOGIN PASSWORD 'garden'",
        'CREATE ROLE "desk readers"',
        f"ALTER DATABASE {name} OWNER TO anna",
        "ALTER SCHEMA public OWNER TO anna",
    )
    address = make_dsn(target.url, user="anna", password="garden")  # noqa: S106 - made up
    anna = Clients(str(address), target.binaries)

    restored(anna, saved, owner="anna", keeps_owners=False)

    assert ask(anna.url, "SELECT stairs()") == [(2,)]
    assert ask(anna.url, "SELECT tableowner FROM pg_tables WHERE tablename = 'stair'") == [
        ("anna",)
    ]


def test_what_another_role_owned_becomes_the_apps(
    office: ClusterAddress, target: Clients, tmp_path: Path
) -> None:
    execute(office.admin_url, "CREATE ROLE register", "CREATE DATABASE leased OWNER register")
    execute(dsn(office, "leased"), "SET ROLE register", "CREATE TABLE lease (unit text)")
    file = tmp_path / "leased.backup"
    back_up(Clients(dsn(office, "leased"), office.binaries), "register", None, file, Silence())

    restored(target, file)

    assert ask(target.url, "SELECT tableowner FROM pg_tables WHERE tablename = 'lease'") == [
        ("satellite",)
    ]


def test_a_refused_manifest_touches_nothing(saved: Path, target: Clients) -> None:
    def refuse(manifest: Manifest) -> None:
        raise RuleError(Text(it=f"{manifest.revision}", en=f"no {manifest.revision}"))

    with pytest.raises(RuleError, match="no 2026_01"):
        restored(target, saved, check=refuse)
    assert is_empty(target)


@pytest.mark.parametrize("damage", ["absent", "text", "truncated", "format", "strange"])
def test_what_is_no_whole_backup_is_refused(saved: Path, target: Clients, damage: str) -> None:
    file = saved.with_name("damaged.backup")
    if damage == "text":
        file.write_text("CREATE TABLE nothing ();")
    if damage == "truncated":
        file.write_bytes(saved.read_bytes()[:-500])
    if damage in ("format", "strange"):
        manifest = {"format": 99} if damage == "strange" else None
        with zipfile.ZipFile(saved) as whole, zipfile.ZipFile(file, "w") as part:
            content = manifest or json.loads(whole.read(MANIFEST)) | {"format": 2}
            part.writestr(MANIFEST, json.dumps(content))

    with pytest.raises(InputError, match=r"whole backup|does not exist"):
        restored(target, file)
    assert is_empty(target)


def test_a_missing_program_is_named(
    saved: Path, target: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clients, "_candidates", lambda *_: [])

    with pytest.raises(UnavailableError, match="pg_dump is missing"):
        back_up(target, "satellite", None, saved.with_name("never"), Silence())
    assert not saved.with_name("never").exists()


def test_the_password_is_not_among_the_words_of_the_command(office: ClusterAddress) -> None:
    clients = Clients(office.app_url, office.binaries)
    password = clients.environment()["PGPASSWORD"]

    assert password not in " ".join(clients.command("psql", []))
    assert password in office.app_url
