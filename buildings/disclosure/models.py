"""The table of research projects that get pseudonymised records."""

import datetime as dt

from sqlalchemy import CheckConstraint, DateTime, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from buildings.disclosure.states import ResearchField
from gis.columns import Identified, Recorded
from gis.db import Base

_FIELDS = ", ".join(f"'{each.value}'" for each in ResearchField)


class ResearchProject(Identified, Recorded, Base):
    """Who gets which fields, under which agreement, until when.

    Its key lies in the key store under its id. `ended_at` is when the key was destroyed: from
    then on its pseudonyms lead nowhere and match nothing that is made anew.
    """

    __tablename__ = "research_project"
    __table_args__ = (
        CheckConstraint("btrim(title) <> ''", name="title_given"),
        CheckConstraint("btrim(organisation) <> ''", name="organisation_given"),
        CheckConstraint("btrim(agreement) <> ''", name="agreement_given"),
        CheckConstraint("until > agreed_on", name="until_after_agreement"),
        CheckConstraint(
            f"cardinality(fields) > 0 and fields <@ array[{_FIELDS}]::text[]", name="fields_known"
        ),
    )

    title: Mapped[str] = mapped_column(Text)
    organisation: Mapped[str] = mapped_column(Text)
    agreement: Mapped[str] = mapped_column(Text)
    agreed_on: Mapped[dt.date]
    until: Mapped[dt.date]
    fields: Mapped[list[str]] = mapped_column(ARRAY(Text))
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
