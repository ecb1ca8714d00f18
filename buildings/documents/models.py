"""Tables of documents, one a class of data, so that each is read by the policy of its subject.

The bytes stand in the row: policies, backups and erasure reach them like every other fact.
"""

import datetime as dt
import uuid
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from buildings.documents.states import DocumentKind, MediaType, Subject
from gis.columns import code_type
from gis.db import Base


class Document(Base):
    """A file as it is stored: re-encoded if an image, else as it came; it never changes.

    `title` names no person; the sender's own file name is not kept. `uploaded_by` is an account.
    """

    __abstract__ = True
    subject_column: ClassVar[str]

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()"), sort_order=-20
    )
    kind: Mapped[DocumentKind] = mapped_column(code_type(DocumentKind))
    title: Mapped[str] = mapped_column(Text)
    media_type: Mapped[MediaType] = mapped_column(code_type(MediaType))
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    byte_count: Mapped[int]
    uploaded_by: Mapped[uuid.UUID | None]
    uploaded_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=text("clock_timestamp()")
    )
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, sort_order=99)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        """Each file once a subject, and a hash that is the content's."""
        return (
            CheckConstraint("sha256 = sha256(content)", name="sha256_of_content"),
            CheckConstraint("byte_count = length(content)", name="byte_count_of_content"),
            CheckConstraint("btrim(title) <> '' and length(title) <= 120", name="title_form"),
            Index(None, cls.subject_column, "sha256", unique=True),
        )


class UnitDocument(Document):
    """A document about a unit."""

    __tablename__ = "unit_document"
    subject_column = "unit_id"

    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))


class CaseDocument(Document):
    """A document of a housing case."""

    __tablename__ = "case_document"
    subject_column = "case_id"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("housing_case.id"))


class IssueDocument(Document):
    """A document about a condominium's issue."""

    __tablename__ = "issue_document"
    subject_column = "issue_id"

    issue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("condominium_issue.id"))


class EpisodeDocument(Document):
    """A document of an occupation episode."""

    __tablename__ = "episode_document"
    subject_column = "episode_id"

    episode_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("occupation_episode.id"))


TABLES: dict[Subject, type[Document]] = {
    Subject.UNIT: UnitDocument,
    Subject.CASE: CaseDocument,
    Subject.ISSUE: IssueDocument,
    Subject.EPISODE: EpisodeDocument,
}
"""The table of each subject's documents."""
