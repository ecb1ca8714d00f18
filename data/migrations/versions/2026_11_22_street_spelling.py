"""street spelling.

Revision: 202611220010
After: 202611220801
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611220010"
down_revision: str | None = "202611220801"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SPELLINGS = """
insert into street_spelling (municipality_code, street_name, plain)
select distinct municipality_code, street_name, lower(unaccent(street_name)) from address;

create function spell_streets() returns trigger language plpgsql
set search_path = public, pg_temp as $$
begin
    insert into street_spelling (municipality_code, street_name, plain)
    select distinct w.municipality_code, w.street_name, lower(unaccent(w.street_name))
    from written w
    where not exists (
        select from street_spelling s
        where s.municipality_code = w.municipality_code and s.street_name = w.street_name
    )
    on conflict do nothing;
    return null;
end
$$;
create trigger spell_streets_inserted after insert on address
referencing new table as written for each statement execute function spell_streets();
create trigger spell_streets_updated after update on address
referencing new table as written for each statement execute function spell_streets();
"""


def upgrade() -> None:
    op.create_table(
        "street_spelling",
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("street_name", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_street_spelling_municipality_code"),
        ),
        sa.PrimaryKeyConstraint(
            "municipality_code", "street_name", name=op.f("pk_street_spelling")
        ),
    )
    op.create_index(
        "ix_street_spelling_plain_trgm",
        "street_spelling",
        ["plain"],
        postgresql_using="gist",
        postgresql_ops={"plain": "gist_trgm_ops"},
    )
    op.create_index(
        "ix_condominium_name_trgm",
        "condominium",
        ["name"],
        postgresql_using="gin",
        postgresql_ops={"name": "gin_trgm_ops"},
    )
    op.execute(SPELLINGS)


def downgrade() -> None:
    op.execute("drop trigger spell_streets_inserted on address")
    op.execute("drop trigger spell_streets_updated on address")
    op.execute("drop function spell_streets()")
    op.drop_index("ix_condominium_name_trgm", table_name="condominium")
    op.drop_table("street_spelling")
