"""Somebody else's database, named in SATELLITE_DATABASE_URL: wrong in every way, then right."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import make_url

from gis.cluster.binaries import EXTENSIONS
from gis.cluster.external import libpq_url, require_postgis, shown
from gis.errors import ConfigurationError, SatelliteError, UnavailableError
from tests.databases import Cluster
from tests.gis.cluster.running import ask, execute


@contextmanager
def bare_database(cluster: Cluster, *, owner: str = "postgres") -> Iterator[str]:
    """A database without extensions, as its ordinary role sees it."""
    name = f"{cluster.role}_bare"
    cluster.execute(f'create database "{name}" owner "{owner}" template template0')
    try:
        yield cluster.url(name)
    finally:
        cluster.execute(f'drop database "{name}" with (force)')


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://host:notaport/name",
        "postgresql://host/name?foo=1",
        "mysql://host/name",
        "host/name",
        "postgresql://user:password@host",
        "postgresql://user:pass%zzword@host/name",
        "",
    ],
)
def test_a_malformed_address_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        require_postgis(url)

    assert "postgresql://" in refused.value.text.it
    assert "not a valid address" in refused.value.text.en
    assert "pass%zz" not in str(refused.value.text)


@pytest.mark.parametrize(
    "scheme", ["postgres", "postgresql", "postgresql+psycopg2", "postgresql+psycopg"]
)
def test_every_usual_scheme_is_read(scheme: str) -> None:
    assert libpq_url(f"{scheme}://host/name") == "postgresql://host/name"


def test_the_password_is_never_shown() -> None:
    assert shown("postgresql://anna:secret@db.example:5433/gis") == "anna@db.example:5433/gis"
    assert shown("postgresql:///gis?host=/run/pg") == "/run/pg/gis"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://anna:secret@127.0.0.1:1/gis", "no server answers"),
        ("postgresql://anna:secret@/gis?host=/nonexistent", "no server answers"),
        ("postgresql://anna:secret@nowhere.invalid/gis", "no such host name"),
    ],
)
def test_nobody_there(url: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as refused:
        require_postgis(url)

    assert "secret" not in str(refused.value.text)


def test_wrong_password_wrong_role_wrong_database(cluster: Cluster) -> None:
    right = make_url(cluster.url("postgres"))
    cases = {
        "wrong user or password": right.set(password="secret"),  # noqa: S106 - made up
        "that database does not exist": right.set(database="nowhere"),
    }
    for said, url in cases.items():
        with pytest.raises(ConfigurationError, match=said) as refused:
            require_postgis(url.render_as_string(hide_password=False))
        assert "secret" not in str(refused.value.text)


def test_a_database_without_postgis_whose_role_may_not_install_it(cluster: Cluster) -> None:
    with bare_database(cluster, owner=cluster.role) as url:
        with pytest.raises(ConfigurationError, match="may not install") as refused:
            require_postgis(url)

        assert "CREATE EXTENSION postgis;" in refused.value.text.it
        assert "CREATE EXTENSION unaccent;" in refused.value.text.it
        assert ask(url, "SELECT extname FROM pg_extension") == [("plpgsql",)]


def test_a_role_that_may_install_postgis_gets_it(cluster: Cluster) -> None:
    with bare_database(cluster) as url:
        admin = cluster.admin.set(drivername="postgresql", database=make_url(url).database)
        require_postgis(admin.render_as_string(hide_password=False))

        installed = {name for (name,) in ask(url, "SELECT extname FROM pg_extension")}
        assert installed >= set(EXTENSIONS)
        require_postgis(url)


def test_a_server_without_postgis_is_told_apart(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gis.cluster.external.EXTENSIONS", ("postgis_of_next_century",))
    with bare_database(cluster) as url:
        admin = cluster.admin.set(drivername="postgresql", database=make_url(url).database)

        with pytest.raises(UnavailableError, match="does not have postgis_of_next_century"):
            require_postgis(admin.render_as_string(hide_password=False))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("LEAST_POSTGRESQL", 99, "version 99 or later"), ("LEAST_POSTGIS", (9, 0), "has PostGIS 3")],
)
def test_too_old(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, name: str, value: object, said: str
) -> None:
    monkeypatch.setattr(f"gis.cluster.external.{name}", value)

    with pytest.raises(ConfigurationError, match=said):
        require_postgis(empty_url)


def test_a_right_one_is_left_as_it_is(empty_url: str) -> None:
    before = ask(empty_url, "SELECT extname, extversion FROM pg_extension ORDER BY 1")

    require_postgis(empty_url)

    assert ask(empty_url, "SELECT extname, extversion FROM pg_extension ORDER BY 1") == before


def test_a_refusal_for_another_reason_is_passed_on(cluster: Cluster) -> None:
    with bare_database(cluster) as url:
        name = make_url(url).database
        execute(
            cluster.admin.set(drivername="postgresql").render_as_string(hide_password=False),
            f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false',
        )
        with pytest.raises(SatelliteError, match="the server refuses") as refused:
            require_postgis(url)
        assert "not currently accepting connections" in refused.value.text.it
