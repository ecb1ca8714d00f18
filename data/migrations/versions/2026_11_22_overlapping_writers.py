"""overlapping writers.

Revision: 202611221401
After: 202611220013
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611221401"
down_revision: str | None = "202611220013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Two transactions that each wrote half of a contradiction saw only their own half at the commit.
# Each rule now locks the thing that it is about before its first look: who comes second waits for
# the first and then sees what it committed. Foreign keys do not wait for a lock of this kind.
LOCKS = {
    "check_unit_status()": "unit u where u.id = mine.unit_id",
    "check_confiscated(uuid)": "unit u where u.id = of_unit",
    "check_transferred(uuid)": "unit u where u.id = of_unit",
    "check_millesimal_sum(uuid)": "millesimal_table t where t.id = of_table",
    "check_dwelling_crowding()": "dwelling d where d.id = case tg_table_name "
    "when 'dwelling' then (to_jsonb(new) ->> 'id')::uuid "
    "else (to_jsonb(new) ->> 'dwelling_id')::uuid end",
}
FIRST_LOOK = {"check_unit_status()": "    if mine.dimension = 'crowding' and"}

# A source that is new to the statistics looked rarer than a unit: each row was checked through the
# index on sources, against all rows of its file (9 ms a row at 20,000). This form of equality uses
# no index, which leaves the unit's.
SAME_SOURCE = {
    "check_unit_status()": "o.source_id {} mine.source_id",
    "check_confiscated(uuid)": "s.source_id {} e.source_id",
    "check_transferred(uuid)": "e.source_id {} s.source_id",
}
PLAIN, UNINDEXED = "=", "is not distinct from"


def upgrade() -> None:
    for function, thing in LOCKS.items():
        look = FIRST_LOOK.get(function, "    if exists (")
        _rewrite(function, look, f"{_lock(thing)}{look}")
    for function, same in SAME_SOURCE.items():
        _rewrite(function, same.format(PLAIN), same.format(UNINDEXED))


def downgrade() -> None:
    for function, same in SAME_SOURCE.items():
        _rewrite(function, same.format(UNINDEXED), same.format(PLAIN))
    for function, thing in LOCKS.items():
        _rewrite(function, _lock(thing), "")


def _lock(thing: str) -> str:
    return f"    perform from {thing} for no key update;\n"


def _rewrite(function: str, old: str, new: str) -> None:
    """The function as it stands, with the first `old` in its text replaced."""
    text = (
        op.get_bind()
        .execute(
            sa.text("select pg_get_functiondef(cast(:name as regprocedure))"), {"name": function}
        )
        .scalar_one()
    )
    before, found, after = text.partition(old)
    if not found:
        raise RuntimeError(f"{function} is not as revision 202611220803 made it.")
    op.get_bind().exec_driver_sql(f"{before}{new}{after}".replace("%", "%%"))
