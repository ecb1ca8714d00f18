"""Tables of persons, bodies and the rights they hold on units."""

import datetime as dt
import uuid

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from buildings.identity.models import Referred
from buildings.people.states import BodyKind, Regime, RightType, Sex, TaxCodeDoubt
from gis.columns import (
    Identified,
    Provenance,
    ValidTime,
    code_type,
    no_overlap,
    valid_time_ordered,
)
from gis.db import Base
from gis.sealing import Sealed, digest_sql

PERSONAL = {"personal": True}
"""Marks a column that history, logs and exports never hold in clear."""

PERSONAL_COLUMNS = ("surname", "given_name", "sex", "birth_on", "birth_place_code", "tax_code")
"""The personal columns of `Person`, in the order of their digest."""


class Person(Identified, Sealed, Provenance, Base):
    """A natural person as one source knows them; who is erased keeps the row, not the name.

    `source_key` is how the source tells its subjects apart, never a name or a tax code.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("uq_person_source_key", "source_id", "source_key", unique=True),
        Index(None, "tax_code"),
        CheckConstraint(
            "(erased_on is null) = (num_nonnulls(surname, given_name) >= 1)", name="named"
        ),
        CheckConstraint(
            digest_sql(
                (
                    "surname",
                    "given_name",
                    "sex",
                    "(birth_on - date '2000-01-01')::text",
                    "birth_place_code",
                    "tax_code",
                )
            ),
            name="sealed_as_written",
        ),
    )

    source_key: Mapped[str] = mapped_column(Text)
    surname: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    given_name: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    sex: Mapped[Sex | None] = mapped_column(code_type(Sex), info=PERSONAL)
    birth_on: Mapped[dt.date | None] = mapped_column(info=PERSONAL)
    birth_place_code: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    tax_code: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    tax_code_doubt: Mapped[TaxCodeDoubt | None] = mapped_column(code_type(TaxCodeDoubt))
    erased_on: Mapped[dt.date | None]


class Body(Identified, Provenance, Base):
    """A company, a public body or an association as one source knows it.

    A firm that is a person (its tax code is a person's) is a `Person` here.
    """

    __tablename__ = "body"
    __table_args__ = (
        Index("uq_body_source_key", "source_id", "source_key", unique=True),
        Index(None, "tax_code"),
    )

    source_key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    tax_code: Mapped[str | None] = mapped_column(Text)
    tax_code_doubt: Mapped[TaxCodeDoubt | None] = mapped_column(code_type(TaxCodeDoubt))
    vat_number: Mapped[str | None] = mapped_column(Text)
    seat_code: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[BodyKind] = mapped_column(
        code_type(BodyKind), server_default=BodyKind.UNKNOWN.value
    )


class UnitRight(Referred, ValidTime, Provenance, Base):
    """One right of one holder on one unit, for as long as it held.

    `right_code` is the source's own, verbatim: the cadastre's `20` and `20 ` differ. A share that
    the source does not know (0/0) is null in both columns. `source_key` is the source's title.
    """

    __tablename__ = "unit_right"
    __table_args__ = (
        no_overlap("source_id", "source_key"),
        valid_time_ordered(),
        CheckConstraint("num_nonnulls(person_id, body_id) = 1", name="one_holder"),
        CheckConstraint("(share_num is null) = (share_den is null)", name="share_whole"),
        CheckConstraint("share_num between 1 and share_den", name="share_range"),
        Index("ix_unit_right_unit_from", "unit_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_key: Mapped[str] = mapped_column(Text)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    body_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("body.id"), index=True)
    right_type: Mapped[RightType] = mapped_column(code_type(RightType))
    right_code: Mapped[str | None] = mapped_column(Text)
    share_num: Mapped[int | None] = mapped_column(BigInteger)
    share_den: Mapped[int | None] = mapped_column(BigInteger)
    regime: Mapped[Regime | None] = mapped_column(code_type(Regime))
