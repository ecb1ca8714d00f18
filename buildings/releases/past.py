"""A table of one release put beside the same table of every other release that is out."""

import json
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy.orm import Session

from buildings.disclosure.rules import Rules
from buildings.releases import queries
from buildings.releases.catalogue import Table
from buildings.releases.models import Release
from buildings.releases.study import Added, Study
from buildings.releases.truth import counted_for
from buildings.thresholds.states import Threshold


@dataclass(slots=True)
class Compared:
    """A study over all releases, and the release in question within it.

    `unread` names the releases whose figures no longer agree with the register's past.
    """

    study: Study
    own: Added | None = None
    unread: list[Release] = field(default_factory=list)


def rules_of(release: Release) -> Rules:
    """The numbers that a release was made with."""
    values: dict[str, float] = json.loads(release.rules)
    return Rules.of(
        {each: Decimal(str(values[each.value])) for each in Threshold if each.value in values}
    )


def compared(session: Session, table: Table, release: Release, key: bytes) -> Compared:
    """The study of a table over `release` and all others that are out, in the order of days.

    A release without a digest is being made: it has no figures yet.
    """
    found = Compared(Study(table, key))
    others = queries.out_before(session, release)
    for each in sorted([*others, release], key=lambda one: (one.as_of, one.made_at)):
        added = _added(session, found.study, each)
        if added is None:
            found.unread.append(each)
        if each is release:
            found.own = added
    return found


def _added(session: Session, study: Study, release: Release) -> Added | None:
    """A release in the study; all its tables are of one moment, whatever is written meanwhile."""
    leaves = counted_for(session, study.table, release)
    published = queries.published(session, release, study.table) if release.digest else None
    return study.add(leaves, rules_of(release), published)
