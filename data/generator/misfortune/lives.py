"""The life of one flat: situations that follow each other, each consistent in itself."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from buildings.status.states import (
    Dimension,
    Occupancy,
    OccupationTitle,
    OwnerClass,
    Securing,
    TitleVerification,
)
from data.generator.misfortune.facts import Encumbrance, Episode, Sale, Status
from data.generator.misfortune.paths import days, spans
from data.generator.structure import Flat
from gis.codes import Coded

SHOWCASE = "showcase"
"""The story of the one flat that has one of every linked thing."""

ABSENCE_ACT = "Verbale di sopralluogo del {:%d/%m/%Y} (dato sintetico)"
"""What established that a title is absent."""

YEARS_TOLD = 6
"""How far back histories reach."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The dimensions of a flat that depend on each other, at one time."""

    owner: OwnerClass
    occupancy: Occupancy
    title: OccupationTitle
    verification: TitleVerification
    securing: Securing

    def items(self) -> Iterator[tuple[Dimension, Coded]]:
        """Each dimension with its value."""
        yield Dimension.OWNER_CLASS, self.owner
        yield Dimension.OCCUPANCY, self.occupancy
        yield Dimension.OCCUPATION_TITLE, self.title
        yield Dimension.TITLE_VERIFICATION, self.verification
        yield Dimension.SECURING, self.securing


def lived_in(
    title: OccupationTitle,
    verification: TitleVerification = TitleVerification.DOCUMENT_SEEN,
    owner: OwnerClass = OwnerClass.PRIVATE_PERSON,
) -> Situation:
    """Someone lives there by `title`."""
    return Situation(owner, Occupancy.OCCUPIED, title, verification, Securing.NONE)


def empty(
    owner: OwnerClass = OwnerClass.PRIVATE_PERSON, securing: Securing = Securing.NONE
) -> Situation:
    """Nobody lives there, so nobody has a title to."""
    return Situation(
        owner,
        Occupancy.VACANT,
        OccupationTitle.NOT_APPLICABLE,
        TitleVerification.UNKNOWN,
        securing,
    )


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to one flat, oldest situation first."""

    flat: Flat
    story: str
    phases: tuple[tuple[dt.date, Situation], ...]
    encumbrances: tuple[Encumbrance, ...] = ()
    sale: Sale | None = None
    episodes: tuple[Episode, ...] = ()

    @property
    def last(self) -> Situation:
        """How things stand."""
        return self.phases[-1][1]

    @property
    def last_since(self) -> dt.date:
        """Since when things stand so."""
        return self.phases[-1][0]

    def statuses(self) -> Iterator[Status]:
        """Its phases as dated values; what is unknown is not stated."""
        by_dimension: dict[Dimension, list[tuple[dt.date, Coded]]] = {}
        for since, situation in self.phases:
            for dimension, value in situation.items():
                by_dimension.setdefault(dimension, []).append((since, value))
        for dimension, changes in by_dimension.items():
            for span in spans(changes):
                if span.value != "unknown":
                    is_absent = span.value is TitleVerification.FOUND_ABSENT
                    act = ABSENCE_ACT.format(span.since) if is_absent else None
                    yield Status(self.flat.key, dimension, span, act_reference=act)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells the life of one flat: its own chance, and the day on which all is told.

    `series` begins the protocol numbers of one estate among many.
    """

    flat: Flat
    number: int
    stream: Random
    epoch: dt.date
    series: str = ""

    @property
    def beginning(self) -> dt.date:
        """The day on which every history begins."""
        return self.epoch - days(365.25 * YEARS_TOLD)

    def ago(self, least: int, most: int) -> dt.date:
        """A day between `most` and `least` days before the epoch."""
        return self.epoch - days(self.stream.randint(least, most))

    def chance(self, share: float) -> bool:
        """True as often as `share` (0 to 1) says."""
        return self.stream.random() < share
