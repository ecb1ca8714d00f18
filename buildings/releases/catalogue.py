"""The fixed catalogue of released tables: the only figures that ever leave the office as figures.

A table is declared here and counted by `sql/<id>.sql`. What is not here is not released; no
place is drawn by hand and no period chosen freely.
"""

from dataclasses import dataclass

from buildings.cases.states import CaseType
from buildings.disclosure.rules import Rules
from buildings.disclosure.states import Measure, Sensitivity
from buildings.interventions.states import InterventionState
from buildings.issues.states import IssueType
from buildings.releases.states import (
    Audience,
    BuildingForm,
    HomeClass,
    Indicator,
    Level,
    Seized,
    WithEpisode,
)
from gis.codes import Coded
from gis.layers import DataClass

ALL = "all"
"""The category of a cell that holds every class together."""

_PLACES = (Level.CONDOMINIUM, Level.DISTRICT)
_OFFICES = frozenset({Audience.PLANNING, Audience.PREFECTURE, Audience.RESEARCH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One released table.

    `classes` is its classification, of which `hidden` ones are counted and never told. A share's
    whole is the dwellings of the place, which every reader is taken to know. `data_class` is that
    of the facts it is counted from.
    """

    indicator: Indicator
    measure: Measure
    levels: tuple[Level, ...]
    audiences: frozenset[Audience]
    sensitivity: Sensitivity
    data_class: DataClass
    classes: type[Coded] | None = None
    hidden: frozenset[Coded] = frozenset()
    has_total: bool = False

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return Audience.PUBLIC in self.audiences

    @property
    def categories(self) -> tuple[str, ...]:
        """Every class, told or hidden; `ALL` alone where there is no classification."""
        return tuple(each.value for each in self.classes) if self.classes else (ALL,)

    @property
    def told(self) -> tuple[str, ...]:
        """The categories whose figures are given, the total last."""
        hidden = {each.value for each in self.hidden}
        classes = tuple(each for each in self.categories if each not in hidden)
        return (*classes, ALL) if self.has_total else classes

    def least(self, rules: Rules) -> int:
        """The smallest count that is told; a count of dwellings is itself the base of others."""
        if self.indicator is Indicator.DWELLINGS:
            return int(rules.released_base_least)
        return rules.least(self.sensitivity)


CATALOGUE: dict[Indicator, Table] = {
    table.indicator: table
    for table in (
        Table(
            indicator=Indicator.DWELLINGS,
            measure=Measure.COUNT,
            levels=(Level.BUILDING, *_PLACES),
            audiences=frozenset({Audience.PUBLIC}),
            sensitivity=Sensitivity.ORDINARY,
            data_class="P2",
        ),
        Table(
            indicator=Indicator.BUILDINGS,
            measure=Measure.COUNT,
            levels=_PLACES,
            audiences=frozenset({Audience.PUBLIC}),
            sensitivity=Sensitivity.OPEN,
            data_class="P0",
            classes=BuildingForm,
            has_total=True,
        ),
        Table(
            indicator=Indicator.ISSUES,
            measure=Measure.COUNT,
            levels=_PLACES,
            audiences=frozenset({Audience.PUBLIC}),
            sensitivity=Sensitivity.ORDINARY,
            data_class="P1",
            classes=IssueType,
            has_total=True,
        ),
        Table(
            indicator=Indicator.INTERVENTIONS,
            measure=Measure.COUNT,
            levels=(Level.DISTRICT,),
            audiences=frozenset({Audience.PUBLIC}),
            sensitivity=Sensitivity.OPEN,
            data_class="P0",
            classes=InterventionState,
            has_total=True,
        ),
        Table(
            indicator=Indicator.ARREARS,
            measure=Measure.MONEY_RATE,
            levels=_PLACES,
            audiences=_OFFICES | {Audience.COUNCIL},
            sensitivity=Sensitivity.ORDINARY,
            data_class="P3",
        ),
        Table(
            indicator=Indicator.HOMES,
            measure=Measure.RATE,
            levels=_PLACES,
            audiences=_OFFICES,
            sensitivity=Sensitivity.SENSITIVE,
            data_class="P3",
            classes=HomeClass,
        ),
        Table(
            indicator=Indicator.SEIZURES,
            measure=Measure.RATE,
            levels=_PLACES,
            audiences=_OFFICES,
            sensitivity=Sensitivity.SENSITIVE,
            data_class="P3",
            classes=Seized,
            hidden=frozenset({Seized.NO}),
        ),
        Table(
            indicator=Indicator.CASES,
            measure=Measure.COUNT,
            levels=(Level.DISTRICT,),
            audiences=frozenset({Audience.PREFECTURE, Audience.RESEARCH}),
            sensitivity=Sensitivity.SENSITIVE,
            data_class="P5",
            classes=CaseType,
            has_total=True,
        ),
        Table(
            indicator=Indicator.EPISODES,
            measure=Measure.RATE,
            levels=_PLACES,
            audiences=frozenset({Audience.PLANNING, Audience.RESEARCH}),
            sensitivity=Sensitivity.SENSITIVE,
            data_class="P6",
            classes=WithEpisode,
            hidden=frozenset({WithEpisode.NO}),
        ),
    )
}
"""Every released table by its id."""
