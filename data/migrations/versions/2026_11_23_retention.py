"""retention.

Revision: 202611230140
After: 202611230120
"""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "202611230140"
down_revision: str | None = "202611230120"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

GROUND = (
    "clock", "subject_request", "authority_order",
)
OUTCOME = (
    "running", "done", "interrupted",
)
ANCHOR = (
    "case_ended", "report_judged", "episode_ended", "certificate_expired", "subject_closed",
    "fact_ended", "sale_ended", "last_right_ended", "request", "written", "run_finished",
    "link_expired", "account_closed", "none",
)
KIND = (
    "support_cases", "other_cases", "suitability_certificates", "reports_unfounded",
    "episodes_unconfirmed", "episodes_with_act", "reporter_identity", "inspection_photos",
    "unit_documents", "household_facts", "enforcement_sales", "past_holders",
    "persons_on_request", "read_audit", "import_refusals", "import_changes", "delivery_files",
    "delivery_attempts", "accounts", "physical", "configuration",
)
ACTION = (
    "erase", "anonymise", "archive_restricted", "by_feature", "keep", "readmit",
)

FROM = dt.date(2018, 5, 25)
"""The day from which the GDPR applies."""

# Kind, anchor, months, action, why. Periods of the domain note; “da allineare”: to be aligned with the
# Comune's own conservation plan, which takes a new dated row.
RULES = (
    ("support_cases", "case_ended", 120, "erase",
     "Piano di conservazione del Comune (da allineare); art. 5 par. 1 lett. e GDPR"),
    ("other_cases", "case_ended", 120, "erase",
     "Piano di conservazione del Comune (da allineare); prescrizione ordinaria, art. 2946 c.c."),
    ("suitability_certificates", "certificate_expired", 60, "erase",
     "Piano di conservazione del Comune (da allineare); art. 5 par. 1 lett. e GDPR"),
    ("reports_unfounded", "report_judged", 12, "erase",
     "Artt. 5 par. 1 lett. c-e e 10 GDPR: un sospetto caduto non si conserva, il numero sì"),
    ("episodes_unconfirmed", "episode_ended", 12, "erase",
     "Artt. 5 par. 1 lett. c-e e 10 GDPR: un sospetto caduto non si conserva, il numero sì"),
    ("episodes_with_act", "episode_ended", 60, "archive_restricted",
     "D.lgs. 51/2018 e DPR 15/2018 (da allineare); archivio riservato"),
    ("reporter_identity", "report_judged", 12, "erase",
     "Art. 5 par. 1 lett. e GDPR; rischio di ritorsione"),
    ("inspection_photos", "subject_closed", 24, "erase",
     "Art. 5 par. 1 lett. c-e GDPR"),
    ("unit_documents", "written", 120, "erase",
     "Piano di conservazione del Comune (da allineare); prescrizione ordinaria, art. 2946 c.c."),
    ("household_facts", "fact_ended", 120, "erase",
     "Art. 5 par. 1 lett. e GDPR; prescrizione ordinaria, art. 2946 c.c. (da allineare)"),
    ("enforcement_sales", "sale_ended", 120, "erase",
     "Art. 10 GDPR; prescrizione ordinaria, art. 2946 c.c. (da allineare)"),
    ("past_holders", "last_right_ended", 240, "anonymise",
     "Art. 5 par. 1 lett. e GDPR; usucapione ventennale, art. 1158 c.c. (da allineare)"),
    ("persons_on_request", "request", 0, "anonymise", "Art. 17 GDPR"),
    ("read_audit", "written", 24, "by_feature",
     "Art. 5 par. 2 e art. 32 GDPR; provv. Garante 27-11-2008 (almeno 6 mesi)"),
    ("import_refusals", "run_finished", 3, "erase",
     "Art. 5 par. 1 lett. c-e GDPR: servono a correggere la consegna, al più trimestrale"),
    ("import_changes", "run_finished", 1, "erase",
     "Art. 5 par. 1 lett. c-e GDPR: servono a decidere se importare il file"),
    ("delivery_files", "link_expired", 0, "by_feature",
     "Art. 5 par. 1 lett. c-e GDPR: il file non confermato non serve più"),
    ("delivery_attempts", "written", 1, "by_feature",
     "Art. 32 GDPR: servono solo a rallentare chi prova; il registro li toglie dopo un giorno"),
    ("accounts", "account_closed", 24, "by_feature",
     "Art. 32 GDPR; provv. Garante 27-11-2008 (almeno 6 mesi); come il registro delle letture"),
    ("physical", "none", None, "keep",
     "Archiviazione nel pubblico interesse, artt. 5 par. 1 lett. b e 89 GDPR"),
    ("configuration", "none", None, "keep", "Nessun dato personale degli abitanti"),
)


def _code(values: Sequence[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table("archived_record",
    sa.Column("id", sa.Uuid(), nullable=False),
    sa.Column("kind", _code(KIND, "retentionkind"), nullable=False),
    sa.Column("entity", sa.Text(), nullable=False),
    sa.Column("archived_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("sealed", sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_archived_record"))
    )
    op.create_table("retention_rule",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("kind", _code(KIND, "retentionkind"), nullable=False),
    sa.Column("anchor", _code(ANCHOR, "anchor"), nullable=False),
    sa.Column("period_months", sa.SmallInteger(), nullable=True),
    sa.Column("action", _code(ACTION, "retentionaction"), nullable=False),
    sa.Column("legal_basis", sa.Text(), nullable=False),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", sa.Date(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    postgresql.ExcludeConstraint((sa.column("kind"), "="), (sa.column("valid"), "&&"), where=sa.text("valid_from < valid_to"), using="gist", name=op.f("ex_retention_rule_no_overlap")),
    sa.CheckConstraint("(action = 'keep') = (period_months is null)", name=op.f("ck_retention_rule_period_unless_kept")),
    sa.CheckConstraint("action <> 'readmit'", name=op.f("ck_retention_rule_action_of_a_clock")),
    sa.CheckConstraint("btrim(legal_basis) <> ''", name=op.f("ck_retention_rule_legal_basis_given")),
    sa.CheckConstraint("period_months >= 0", name=op.f("ck_retention_rule_period_not_negative")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_retention_rule_valid_time_ordered")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rule"))
    )
    op.create_table("retention_run",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("outcome", _code(OUTCOME, "runoutcome"), nullable=False),
    sa.CheckConstraint("(outcome = 'running') = (finished_at is null)", name=op.f("ck_retention_run_finished_unless_running")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_run"))
    )
    op.create_table("erasure",
    sa.Column("id", sa.BigInteger(), nullable=False),
    sa.Column("kind", _code(KIND, "retentionkind"), nullable=False),
    sa.Column("entity", sa.Text(), nullable=False),
    sa.Column("entity_id", sa.Text(), nullable=False),
    sa.Column("action", _code(ACTION, "retentionaction"), nullable=False),
    sa.Column("ground", _code(GROUND, "erasureground"), nullable=False),
    sa.Column("rule_id", sa.Integer(), nullable=True),
    sa.Column("run_id", sa.Integer(), nullable=True),
    sa.Column("reference", sa.Text(), nullable=True),
    sa.Column("counted_as", sa.Text(), nullable=True),
    sa.Column("counted_year", sa.SmallInteger(), nullable=True),
    sa.Column("erased_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.CheckConstraint("rule_id is null or ground = 'clock'", name=op.f("ck_erasure_rule_of_the_clock")),
    sa.ForeignKeyConstraint(["rule_id"], ["retention_rule.id"], name=op.f("fk_erasure_rule_id")),
    sa.ForeignKeyConstraint(["run_id"], ["retention_run.id"], name=op.f("fk_erasure_run_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure"))
    )
    op.create_index(op.f("ix_erasure_entity_entity_id"), "erasure", ["entity", "entity_id"], unique=False)
    op.create_index(op.f("ix_erasure_kind_erased_at"), "erasure", ["kind", "erased_at"], unique=False)
    op.create_index(op.f("ix_erasure_rule_id"), "erasure", ["rule_id"], unique=False)
    op.create_index(op.f("ix_erasure_run_id"), "erasure", ["run_id"], unique=False)
    rules = sa.table("retention_rule", *(sa.column(name) for name in (
        "kind", "anchor", "period_months", "action", "legal_basis", "valid_from")))
    names = ("kind", "anchor", "period_months", "action", "legal_basis")
    op.bulk_insert(rules, [
        {**dict(zip(names, rule, strict=True)), "valid_from": FROM} for rule in RULES
    ])


def downgrade() -> None:
    op.drop_index(op.f("ix_erasure_run_id"), table_name="erasure")
    op.drop_index(op.f("ix_erasure_rule_id"), table_name="erasure")
    op.drop_index(op.f("ix_erasure_kind_erased_at"), table_name="erasure")
    op.drop_index(op.f("ix_erasure_entity_entity_id"), table_name="erasure")
    op.drop_table("erasure")
    op.drop_table("retention_run")
    op.drop_table("retention_rule")
    op.drop_table("archived_record")
    op.execute("drop function if exists history.erase_past(), history.require_owner(), history.require_gone(boolean, text)")
