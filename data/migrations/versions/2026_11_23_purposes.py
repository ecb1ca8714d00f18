"""purposes: one open at a time, no longer than its kind; assignments and shares end at once.

Revision: 202611230111
After: 202611230152
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611230111"
down_revision: str | None = "202611230152"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

LONGEST = "case kind when 'case' then interval '720 hours' when 'telephone' then interval '12 hours' when 'reveal' then interval '1 hours' end"
SHARED = "(given_at at time zone 'Europe/Rome')::date + 365"

# What was stated before holds no longer than it may from now on, and of several the last one.
SHORTEN = f"""
update stated_purpose set expires_at = opened_at + {LONGEST}
where expires_at > opened_at + {LONGEST};
update stated_purpose p set closed_at = clock_timestamp()
where p.closed_at is null and exists (
    select from stated_purpose q
    where q.account_id = p.account_id and q.unit_id = p.unit_id and q.closed_at is null
        and (q.opened_at, q.id) > (p.opened_at, p.id)
);
update stated_purpose set reason = 'motivo non scritto' where kind = 'reveal' and reason is null;
update data_share set until = {SHARED} where until > {SHARED};
"""  # noqa: S608 - constants above


def upgrade() -> None:
    op.execute(SHORTEN)
    op.add_column("assignment", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("assignment", sa.Column("ended_by", sa.Uuid(), nullable=True))
    op.add_column("data_share", sa.Column("revoked_by", sa.Uuid(), nullable=True))
    # A null reason made the old condition null, which a constraint lets through.
    op.drop_constraint(op.f("ck_stated_purpose_reveal_has_reason"), "stated_purpose")
    op.create_check_constraint(op.f("ck_stated_purpose_reveal_has_reason"), "stated_purpose", "kind <> 'reveal' or coalesce(length(reason), 0) >= 10")
    op.create_check_constraint(op.f("ck_data_share_ends_within_a_year"), "data_share", f"until <= {SHARED}")
    op.create_check_constraint(op.f("ck_stated_purpose_no_longer_than_its_kind"), "stated_purpose", f"expires_at <= opened_at + {LONGEST}")
    op.drop_index("ix_stated_purpose_open", table_name="stated_purpose", postgresql_where=sa.text("closed_at is null"))
    op.create_index("uq_stated_purpose_open", "stated_purpose", ["account_id", "unit_id"], unique=True, postgresql_where=sa.text("closed_at is null"))


def downgrade() -> None:
    op.drop_index("uq_stated_purpose_open", table_name="stated_purpose", postgresql_where=sa.text("closed_at is null"))
    op.create_index("ix_stated_purpose_open", "stated_purpose", ["account_id", "unit_id"], unique=False, postgresql_where=sa.text("closed_at is null"))
    op.drop_constraint(op.f("ck_stated_purpose_reveal_has_reason"), "stated_purpose")
    op.create_check_constraint(op.f("ck_stated_purpose_reveal_has_reason"), "stated_purpose", "kind <> 'reveal' or length(reason) >= 10")
    op.drop_constraint(op.f("ck_stated_purpose_no_longer_than_its_kind"), "stated_purpose")
    op.drop_constraint(op.f("ck_data_share_ends_within_a_year"), "data_share")
    op.drop_column("data_share", "revoked_by")
    op.drop_column("assignment", "ended_by")
    op.drop_column("assignment", "ended_at")
