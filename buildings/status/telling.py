"""What the tables of states share: one value a source at a time, and which of several is shown."""

from collections.abc import Mapping

from sqlalchemy import Computed, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import MappedColumn, mapped_column

from buildings.status.states import Dimension
from gis.codes import Coded
from gis.columns import one_number

RESIDENT_COUNTED = (
    "(persons is null or (dimension = 'crowding' and persons between 0 and 99)) "
    "and (dimension <> 'crowding' or value = 'unknown' or persons is not null)"
)
"""A crowding is computed from a count of persons, and nothing else has one."""

ABSENCE_ESTABLISHED = "value <> 'found_absent' or coalesce(btrim(act_reference), '') <> ''"
"""That a title is absent is established by an inspection or by an authority's act, named here."""


def legal_values(values: Mapping[Dimension, type[Coded]]) -> str:
    """The CHECK that ties each dimension to its own code list."""
    return " or ".join(
        f"(dimension = '{dimension.value}' and value in ("
        + ", ".join(f"'{member.value}'" for member in codes)
        + "))"
        for dimension, codes in values.items()
    )


def told_once(what: str) -> tuple[ExcludeConstraint, ExcludeConstraint]:
    """A source tells one value of `what` at a time, of a unit or, where it names one, by a naming.

    Facts follow their naming from unit to unit, so two namings of one source may tell different
    things of one unit: that is a discrepancy to be decided, not a refusal. What is told and by
    whom is one number: as texts they make the index twice as large and a third slower. The
    validity is named in the condition for the reason given at
    `gis.columns.no_overlap`.
    """
    told = one_number(what, "source_id")
    return (
        ExcludeConstraint(
            ("unit_id", "="),
            (told, "="),
            ("valid", "&&"),
            using="gist",
            where=sql("reference_id is null and valid_from < valid_to"),
            name="no_overlap",
        ),
        ExcludeConstraint(
            ("reference_id", "="),
            (told, "="),
            ("valid", "&&"),
            using="gist",
            where=sql("reference_id is not null and valid_from < valid_to"),
            name="no_overlap_of_naming",
        ),
    )


def preference(value: str) -> MappedColumn[str]:
    """The column by which the best of several values is found: its greatest is shown.

    Written `5` to `0` (official to synthetic), the day in seven digits, a blank, the value, a
    blank, the source: one `max()` finds the best and says what, when and who.
    """
    return mapped_column(
        Text(collation="C"),
        Computed(
            "case reliability when 'official' then '5' when 'confirmed' then '4' "
            "when 'single_source' then '3' when 'inferred' then '2' "
            "when 'disputed' then '1' else '0' end "
            "|| lpad((as_of - '0001-01-01'::date)::text, 7, '0') "
            f"|| ' ' || {value} || ' ' || source_id",
            persisted=True,
        ),
        sort_order=95,
    )
