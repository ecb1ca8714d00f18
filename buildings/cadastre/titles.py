"""Tables of the titles in the cadastre's books, and of who is known to be which class of owner."""

import datetime as dt
import uuid

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.cadastre.states import ImmobileKind
from buildings.people.states import RightType
from buildings.status.states import OwnerClass
from gis.columns import Identified, Provenance, ValidTime, code_type, valid_time_ordered
from gis.db import Base


class CadastralTitle(Identified, ValidTime, Provenance, Base):
    """One title of one holder on one unit or piece of land, as the books tell it.

    `right_code` is verbatim: its trailing blank counts. A share of 0/0 is null in both columns.
    `title_key` tells titles apart within a municipality.
    """

    __tablename__ = "cadastral_title"
    __table_args__ = (
        Index("uq_cadastral_title_key", "municipality_code", "title_key", unique=True),
        Index(None, "municipality_code", "immobile_id"),
        valid_time_ordered(),
        CheckConstraint("num_nonnulls(person_id, body_id) = 1", name="one_holder"),
        CheckConstraint("(share_num is null) = (share_den is null)", name="share_whole"),
        CheckConstraint("share_num between 1 and share_den", name="share_range"),
    )

    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    cadastral_section: Mapped[str | None] = mapped_column(Text)
    title_key: Mapped[str] = mapped_column(Text)
    title_id: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    body_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("body.id"), index=True)
    immobile_id: Mapped[str] = mapped_column(Text)
    immobile_kind: Mapped[ImmobileKind] = mapped_column(code_type(ImmobileKind))
    right_code: Mapped[str] = mapped_column(Text)
    right_type: Mapped[RightType] = mapped_column(code_type(RightType))
    uncoded_right: Mapped[str | None] = mapped_column(Text)
    share_num: Mapped[int | None] = mapped_column(BigInteger)
    share_den: Mapped[int | None] = mapped_column(BigInteger)
    regime_code: Mapped[str | None] = mapped_column(Text)
    reference_subject_id: Mapped[str | None] = mapped_column(Text)
    lot: Mapped[str | None] = mapped_column(Text)
    generating_on: Mapped[dt.date | None]
    generating_registered_on: Mapped[dt.date | None]
    generating_note: Mapped[str | None] = mapped_column(Text)
    generating_cause: Mapped[str | None] = mapped_column(Text)
    closing_on: Mapped[dt.date | None]
    closing_registered_on: Mapped[dt.date | None]
    closing_note: Mapped[str | None] = mapped_column(Text)
    closing_cause: Mapped[str | None] = mapped_column(Text)
    mutation_start_id: Mapped[str | None] = mapped_column(Text)
    mutation_end_id: Mapped[str | None] = mapped_column(Text)
    content_digest: Mapped[str] = mapped_column(Text)


class OwnerBody(Provenance, Base):
    """Which class of owner a body is, by its tax code; the office writes and corrects it.

    A tax code alone does not tell a bank or the holder of bad loans from any other company.
    """

    __tablename__ = "owner_body"
    __table_args__ = (
        CheckConstraint("tax_code ~ '^[0-9]{11}$'", name="tax_code_form"),
        CheckConstraint("owner_class not in ('private_person', 'mixed')", name="class_of_a_body"),
    )

    tax_code: Mapped[str] = mapped_column(Text, primary_key=True)
    owner_class: Mapped[OwnerClass] = mapped_column(code_type(OwnerClass))
    name: Mapped[str | None] = mapped_column(Text)
