"""The table of the catalogue in `docs/disclosure.md`: `python -m buildings.releases.document`."""

import sys

from buildings.disclosure.states import Measure, Sensitivity
from buildings.releases.catalogue import CATALOGUE, Table

HEAD = (
    "| table | what | figure | places | classes | readers | guard | facts |",
    "|---|---|---|---|---|---|---|---|",
)
_GUARDS = {
    Sensitivity.OPEN: "none: public by itself",
    Sensitivity.ORDINARY: "5, rounded",
    Sensitivity.SENSITIVE: "10, rounded, all or none withheld under 20",
}
_MONEY = "contributors, largest share"


def table() -> str:
    """The catalogue as a table in Markdown."""
    return "\n".join([*HEAD, *map(_line, CATALOGUE.values())])


def _line(each: Table) -> str:
    hidden = {one.value for one in each.hidden}
    classes = ", ".join(one for one in each.categories if one not in hidden)
    cells = (
        f"`{each.indicator}`",
        each.indicator.label.en,
        each.measure.label.en,
        ", ".join(each.levels),
        classes if each.classes else "none",
        ", ".join(sorted(each.audiences)),
        _MONEY if each.measure is Measure.MONEY_RATE else _GUARDS[each.sensitivity],
        each.data_class,
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
