"""address indexes.

Revision: 202611220011
After: 202611220202
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611220011"
down_revision: str | None = "202611220202"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

THINGS = ("unit_id", "building_id", "parcel_id", "address_id", "street_id")


def upgrade() -> None:
    # Streets are searched in their own list, and an identifier is of one thing alone: four of
    # five entries of its indexes said only that it is none of the others.
    op.drop_index("ix_address_street_name_trgm", table_name="address")
    for column in THINGS:
        name = op.f(f"ix_external_identifier_{column}")
        op.drop_index(name, table_name="external_identifier")
        op.create_index(
            name,
            "external_identifier",
            [column],
            postgresql_where=sa.text(f"{column} is not null"),
        )


def downgrade() -> None:
    for column in THINGS:
        name = op.f(f"ix_external_identifier_{column}")
        op.drop_index(name, table_name="external_identifier")
        op.create_index(name, "external_identifier", [column])
    op.create_index(
        "ix_address_street_name_trgm",
        "address",
        ["street_name"],
        postgresql_using="gin",
        postgresql_ops={"street_name": "gin_trgm_ops"},
    )
