"""one number.

Revision: 202611220013
After: 202611220012
"""

from collections.abc import Sequence

from alembic import op

revision: str = "202611220013"
down_revision: str | None = "202611220012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NUMBER = "(hashtextextended({}::text || ' ' || {}, 0)) with ="
KEYS = {
    "meter": (NUMBER.format("service", "serial"), "service with =, serial with ="),
    "external_identifier": (
        NUMBER.format("scheme", "value"),
        "(md5(scheme::text || ' ' || value)::uuid) with =",
    ),
}

# The distinct names first: of a million street numbers few name another street.
SPELL = """
create or replace function spell_streets() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    insert into street_spelling (municipality_code, street_name, plain)
    select w.municipality_code, w.street_name, lower(unaccent(w.street_name))
    from (select distinct municipality_code, street_name from written) w
    where not exists (
        select from street_spelling s
        where s.municipality_code = w.municipality_code and s.street_name = w.street_name
    )
    on conflict do nothing;
    return null;
end
$$
"""


def upgrade() -> None:
    _exclude(0)
    op.execute(SPELL)


def downgrade() -> None:
    """Leave the trigger function: it does what it did, sooner."""
    _exclude(1)


def _exclude(which: int) -> None:
    for table, keys in KEYS.items():
        constraint = f"ex_{table}_no_overlap"
        op.execute(f"alter table {table} drop constraint {constraint}")
        op.execute(
            f"alter table {table} add constraint {constraint} exclude using gist"
            f" ({keys[which]}, valid with &&) where (valid_from < valid_to)"
        )
