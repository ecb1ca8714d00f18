"""Databases for the tests: made on the cluster that `SATELLITE_TEST_ADMIN_URL` names."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import URL, create_engine, make_url, text

EXTENSIONS = ("postgis", "btree_gist", "pg_trgm", "unaccent")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A superuser's address, and the ordinary role that owns this worker's databases."""

    admin: URL
    role: str
    password: str

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Run administrative statements outside any transaction."""
        engine = create_engine(self.admin.set(database=database), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def roles(self) -> list[str]:
        """The ordinary role and those that its databases made for their readers."""
        engine = create_engine(self.admin, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            found = connection.execute(
                text("select rolname from pg_roles where starts_with(rolname, :role)"),
                {"role": self.role},
            )
            names = list(found.scalars())
        engine.dispose()
        return names

    def url(self, database: str) -> str:
        """The address of one database for the ordinary role."""
        ours = self.admin.set(
            drivername="postgresql", username=self.role, password=self.password, database=database
        )
        return ours.render_as_string(hide_password=False)

    @contextmanager
    def database(self, suffix: str, *, template: str | None = None) -> Iterator[str]:
        """A database with the extensions, dropped at the end; yields its address."""
        name = f"{self.role}_{suffix}"
        if template is None:
            self.execute(f'create database "{name}" owner "{self.role}" template template0')
            self.execute(*[f"create extension {each}" for each in EXTENSIONS], database=name)
        else:
            # Copying files is several times faster than logging every page of a small template.
            clone = f'create database "{name}" owner "{self.role}" template "{template}"'
            self.execute(f"{clone} strategy file_copy")
        try:
            yield self.url(name)
        finally:
            self.execute(f'drop database if exists "{name}" with (force)')


@contextmanager
def cluster() -> Iterator[Cluster]:
    """The tests' cluster with a role of this worker's own, dropped at the end."""
    admin = make_url(os.environ["SATELLITE_TEST_ADMIN_URL"]).set(drivername="postgresql+psycopg2")
    ours = Cluster(admin, f"satellite_test_{secrets.token_hex(4)}", secrets.token_hex(16))
    ours.execute(f"create role \"{ours.role}\" login createrole password '{ours.password}'")
    try:
        yield ours
    finally:
        ours.execute(*[f'drop role if exists "{each}"' for each in ours.roles()])


def name_of(url: str) -> str:
    """The database's name in its address."""
    return str(make_url(url).database)
