"""What colour and mark a value has: themes, from which styles, legends and rendered maps come.

A colour never stands alone: every class also has words, and where classes are told apart at a
glance a mark (one character) or a shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, isnan
from typing import Any

from gis.codes import Coded, Text

MISSING = "#d0cdca"
"""Colour of a value that is not known, in every theme."""

MISSING_LABEL = Text(it="dato mancante", en="no data")


@dataclass(frozen=True, slots=True)
class Swatch:
    """One line of a legend: a colour, its words, and the mark drawn on it."""

    colour: str
    label: Text
    mark: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """Every feature looks the same; without a label the legend shows the layer's title."""

    colour: str
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class CodeClass:
    """Members of a code list that share a look; the label defaults to the first member's."""

    members: tuple[Coded, ...]
    colour: str
    mark: str = ""
    label: Text | None = None

    def swatch(self) -> Swatch:
        """The legend line of this class."""
        return Swatch(
            self.colour,
            self.label or self.members[0].label,
            self.mark,
            tuple(map(str, self.members)),
        )


@dataclass(frozen=True, slots=True)
class ByCode:
    """A colour for each member of a code list; refuses to be made if one has none or two."""

    field: str
    codes: type[Coded]
    classes: tuple[CodeClass, ...]

    def __post_init__(self) -> None:
        """Check that every member of the list stands in exactly one class."""
        named = [member for one in self.classes for member in one.members]
        missing = sorted(set(self.codes) - set(named))
        if missing or len(named) != len(set(named)):
            twice = sorted({member for member in named if named.count(member) > 1})
            raise ValueError(f"{self.codes.__name__}: without a colour {missing}, twice {twice}")

    def class_of(self, value: object) -> CodeClass | None:
        """The class of a value, None for a value outside the list."""
        return next((one for one in self.classes if value in one.members), None)


SHARE_BREAKS = (0.0, 0.10, 0.25, 0.50)
SHARE_LABELS = (
    Text(it="nessuna", en="none"),
    Text(it="fino al 10%", en="up to 10%"),
    Text(it="dal 10 al 25%", en="10 to 25%"),
    Text(it="dal 25 al 50%", en="25 to 50%"),
    Text(it="oltre il 50%", en="over 50%"),
)


@dataclass(frozen=True, slots=True)
class ByShare:
    """What part of the count `whole` the counts `parts` make together, in five steps.

    A share falls into the last step whose break lies below it, so that none is a step of its
    own. Where `whole` is zero or not known the share is not known either, which is not "none".
    """

    parts: tuple[str, ...]
    whole: str
    colours: tuple[str, str, str, str, str]

    def swatches(self) -> tuple[Swatch, ...]:
        """Legend lines from none to most, the last one for shares that are not known."""
        lines = zip(self.colours, SHARE_LABELS, strict=True)
        return (*(Swatch(colour, label) for colour, label in lines), Swatch(MISSING, MISSING_LABEL))

    def share_of(self, properties: Mapping[Any, Any]) -> float | None:
        """The share of one feature, None where it is not known."""
        whole = _number(properties.get(self.whole))
        return sum(_number(properties.get(part)) for part in self.parts) / whole if whole else None


def _number(value: object) -> float:
    """A count that may be missing (None, or NaN as frames hold it), as a number."""
    number = float(value) if isinstance(value, int | float) else 0.0
    return 0.0 if isnan(number) else number


@dataclass(frozen=True, slots=True)
class Choice:
    """One theme among several that the reader may choose, by id."""

    id: str
    title: Text
    theme: "ByCode | ByShare"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Several themes of which one shows; the first unless the reader chooses another."""

    choices: tuple[Choice, ...]

    def choice(self, choice_id: str | None) -> Choice:
        """The choice of that id, the first for None or an unknown one."""
        return next((one for one in self.choices if one.id == choice_id), self.choices[0])


Theme = Plain | ByCode | ByShare | Chosen


def swatches(theme: Theme, title: Text, choice_id: str | None = None) -> tuple[Swatch, ...]:
    """The legend lines of a theme; `title` stands for what has no words of its own."""
    match theme:
        case Plain():
            return (Swatch(theme.colour, theme.label or title),)
        case ByCode():
            return tuple(one.swatch() for one in theme.classes)
        case ByShare():
            return theme.swatches()
        case Chosen():
            return swatches(theme.choice(choice_id).theme, title)


def swatch_of(
    theme: Theme, properties: Mapping[Any, Any], title: Text, choice_id: str | None = None
) -> Swatch:
    """The legend line that one feature falls into."""
    match theme:
        case Plain():
            return Swatch(theme.colour, theme.label or title)
        case ByCode():
            found = theme.class_of(properties.get(theme.field))
            return found.swatch() if found else Swatch(MISSING, MISSING_LABEL)
        case ByShare():
            share = theme.share_of(properties)
            step = -1 if share is None else sum(share > limit for limit in SHARE_BREAKS)
            return theme.swatches()[step]
        case Chosen():
            return swatch_of(theme.choice(choice_id).theme, properties, title)


def percentage_of(
    theme: Theme, properties: Mapping[Any, Any], choice_id: str | None = None
) -> str | None:
    """The share of one feature in whole percent, `?` where unknown; None for other themes."""
    match theme:
        case ByShare():
            share = theme.share_of(properties)
            return "?" if share is None else f"{floor(share * 100 + 0.5)}%"
        case Chosen():
            return percentage_of(theme.choice(choice_id).theme, properties)
        case _:
            return None
