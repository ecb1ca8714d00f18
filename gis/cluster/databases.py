"""The app's role, database and extensions in the private cluster."""

from contextlib import closing

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from gis.cluster.address import APP_DATABASE, admin_dsn
from gis.cluster.binaries import EXTENSIONS
from gis.cluster.making import APP_ROLE, read_passwords
from gis.cluster.places import Place
from gis.codes import Text
from gis.report import Report

PREPARING = Text(it="Preparo il database e PostGIS", en="Preparing the database and PostGIS")


def ensure_database(place: Place, report: Report) -> None:
    """Make what is missing of role, database and extensions; quick where nothing is."""
    if is_prepared(place):
        return
    with report.step(PREPARING):
        with closing(psycopg2.connect(admin_dsn(place, "postgres"))) as server:
            server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
            _make_role(server, APP_ROLE, read_passwords(place)[APP_ROLE])
            make_database(server, APP_DATABASE)
        make_extensions(admin_dsn(place, APP_DATABASE))


def is_prepared(place: Place) -> bool:
    """Whether database and extensions are there, and the app's role may make readers' roles."""
    try:
        database = psycopg2.connect(admin_dsn(place, APP_DATABASE))
    except psycopg2.OperationalError:
        return False
    with closing(database), database.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        has_extensions = {name for (name,) in cursor.fetchall()}.issuperset(EXTENSIONS)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolcreaterole", (APP_ROLE,))
        return has_extensions and cursor.fetchone() is not None


def make_database(server: connection, name: str) -> None:
    """Make database `name`, owned by the app's role, unless there is one."""
    with server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        if cursor.fetchone() is None:
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(APP_ROLE)
                )
            )


def make_extensions(dsn: str) -> None:
    """Install every extension we need into the database of `dsn`, all or none."""
    with closing(psycopg2.connect(dsn)) as database, database, database.cursor() as cursor:
        for extension in EXTENSIONS:
            cursor.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA public").format(
                    sql.Identifier(extension)
                )
            )


def _make_role(server: connection, name: str, password: str) -> None:
    with server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,))
        if cursor.fetchone() is None:
            cursor.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD %s").format(sql.Identifier(name)),
                (password,),
            )
        else:
            cursor.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(sql.Identifier(name)))
