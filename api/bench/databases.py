"""Databases of their own for the measures at scale, on a cluster kept for that."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT
from sqlalchemy import make_url

from gis.cluster.address import admin_dsn
from gis.cluster.databases import make_database, make_extensions
from gis.cluster.private import ClusterAddress

BENCH = "bench-cluster"
"""A cluster as durable as the office's, so that what is measured is what the office gets."""


@contextmanager
def database(cluster: ClusterAddress, name: str) -> Iterator[str]:
    """The address of an empty database with the extensions, dropped before and afterwards."""
    place = cluster.place
    with closing(psycopg2.connect(admin_dsn(place, "postgres"))) as server:
        server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        with server.cursor() as cursor:
            cursor.execute(drop)
        make_database(server, name)
        make_extensions(admin_dsn(place, name))
        try:
            url = make_url(cluster.app_url).set(database=name)
            yield url.render_as_string(hide_password=False)
        finally:
            with server.cursor() as cursor:
                cursor.execute(drop)
