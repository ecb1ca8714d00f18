"""Functions with the owner's rights are not led astray, and stand only in named schemas."""

from sqlalchemy import text

from tests.access.conftest import Guarded

SCHEMAS = {"access", "audit", "history", "retention"}
"""Where such functions stand; each of them says itself who may go on."""


def definers(guarded: Guarded) -> list[tuple[str, str, list[str]]]:
    with guarded.owner.connect() as connection:
        rows = connection.execute(
            text(
                "select n.nspname, p.proname, coalesce(p.proconfig, '{}') from pg_proc p "
                "join pg_namespace n on n.oid = p.pronamespace where p.prosecdef "
                "and not exists (select from pg_depend d where d.objid = p.oid "
                "and d.classid = 'pg_proc'::regclass and d.deptype = 'e')"
            )
        )
        return [(row[0], row[1], list(row[2])) for row in rows]


def test_each_has_a_search_path_of_its_own_with_temporary_things_last(guarded: Guarded) -> None:
    found = definers(guarded)

    assert len(found) > 10
    for schema, name, settings in found:
        paths = [each for each in settings if each.startswith("search_path=")]
        assert paths, f"{schema}.{name}"
        assert paths[0].endswith("pg_temp"), f"{schema}.{name}: {paths[0]}"


def test_they_stand_only_where_they_are_looked_for(guarded: Guarded) -> None:
    assert {schema for schema, _, _ in definers(guarded)} <= SCHEMAS


def test_no_view_lends_its_owners_eyes(guarded: Guarded) -> None:
    with guarded.owner.connect() as connection:
        lending = connection.execute(
            text(
                "select c.oid::regclass::text from pg_class c "
                "join pg_namespace n on n.oid = c.relnamespace "
                "where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', "
                "'information_schema') "
                "and not coalesce('security_invoker=true' = any(c.reloptions), false) "
                "and not exists (select from pg_depend d where d.objid = c.oid "
                "and d.classid = 'pg_class'::regclass and d.deptype = 'e')"
            )
        ).scalars()

        assert list(lending) == []


def test_nobody_makes_things_in_the_schema_that_functions_trust(guarded: Guarded) -> None:
    with guarded.owner.connect() as connection:
        makers = connection.execute(
            text(
                "select r.rolname from pg_roles r where r.rolname like "
                "(select prefix from access.installation) || '\\_%' "
                "and has_schema_privilege(r.oid, 'public', 'create')"
            )
        ).scalars()

        assert list(makers) == []
