"""The sources that facts come from."""

import datetime as dt

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from gis.db import Base


class Source(Base):
    """A page, a register, a file series or the generator; facts refer to it by a short id."""

    __tablename__ = "source"
    __table_args__ = (CheckConstraint("id ~ '^[A-Za-z][A-Za-z0-9_]{0,39}$'", name="id_form"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    licence: Mapped[str | None] = mapped_column(Text)
    published_on: Mapped[dt.date | None]
