"""Tables of the legal communities (artt. 1117-1139 c.c.)."""

import uuid

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from gis.columns import Identified, Provenance
from gis.db import Base


class SuperCondominium(Identified, Provenance, Base):
    """Several condominiums that share parts (art. 1117-bis c.c.)."""

    __tablename__ = "super_condominium"

    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    name: Mapped[str] = mapped_column(Text, unique=True)


class Condominium(Identified, Provenance, Base):
    """A legal community; its address may be unknown though its name is public."""

    __tablename__ = "condominium"

    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    super_condominium_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("super_condominium.id"), index=True
    )
    address_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("address.id"), index=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    note_it: Mapped[str | None] = mapped_column(Text)
    note_en: Mapped[str | None] = mapped_column(Text)
