"""One changed row in words: of what, which field, from what to what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.ingest.changes.fields import field_of
from data.ingest.changes.kinds import kind_of
from data.ingest.changes.naming import NAMED, Thing
from data.ingest.changes.tables import Changed
from data.ingest.changes.values import NOTHING, Row, shown, target_of
from data.ingest.outcome import Change
from gis.codes import Coded, Text

_ABOUT = (
    "unit_id", "reference_id", "case_id", "episode_id", "report_id", "issue_id", "sale_id",
    "intervention_id", "dwelling_id", "cadastral_unit_id", "land_parcel_id", "building_id",
    "staircase_id", "address_id", "condominium_id", "parcel_id", "street_id", "zone_id",
    "project_id", "table_id", "person_id", "body_id", "district_id", "municipality_code",
)  # fmt: skip
"""Columns that say what a row is about, the nearest thing first."""

_SAID_OTHERWISE = frozenset(
    {
        "id", "source_id", "reliability", "valid_to", "municipality_code", "geom", "key",
        "source_key",
    }
)  # fmt: skip
_MOST_FIELDS = 6
_RESHAPED = Text(it="un'altra forma", en="another shape")
_NEW = Text(it="nuovo", en="new")
_GONE = Text(it="tolto", en="removed")
_UNTIL = Text(it="{value} (fino al {day})", en="{value} (until {day})")


@dataclass(frozen=True, slots=True)
class Pair:
    """A row as it was and as it is: `new`, `changed`, `gone`, or `followed` by another."""

    table: Changed
    what: str
    before: Row
    after: Row

    @property
    def is_end(self) -> bool:
        """Whether the row held without an end before and has one, or is no longer there."""
        was_open = self.before.get("valid_to") == "infinity"
        return was_open and self.after.get("valid_to") != "infinity"

    @property
    def row_count(self) -> int:
        """Rows of the register that it stands for."""
        return 2 if self.what == "followed" else 1


def about(pair: Pair) -> Thing | None:
    """The thing that the row is about: itself, or the nearest that it names."""
    row, table = pair.after or pair.before, pair.table.table
    if table.name in NAMED and pair.what != "gone":
        return table.name, str(row[pair.table.keys[0]])
    for column in _ABOUT:
        if (value := row.get(column)) is not None and (target := target_of(table, column)):
            return target, str(value)
    return None


def lines_of(pair: Pair, names: Mapping[Thing, str]) -> Iterator[Change]:
    """What changed, one line a field; a row that is new or gone is one line."""
    thing = about(pair)
    name = names.get(thing, "") if thing else ""
    kind = kind_of(pair.table.table.name)
    for field, before, after in _told(pair, names):
        yield Change(kind, name, field, before, after)


def _told(pair: Pair, names: Mapping[Thing, str]) -> Iterator[tuple[Text, Text, Text]]:
    value = pair.table.value
    if pair.what in {"new", "gone"} and value is None:
        before, after = _summary(pair, pair.before, names), _summary(pair, pair.after, names)
        yield (_NEW if pair.what == "new" else _GONE), before, after
        return
    if value is not None and (pair.what != "changed" or _differs(pair, value) or pair.is_end):
        yield _field(pair), _value(pair, pair.before, names), _after(pair, names)
        if pair.what != "changed":
            return
    skipped = {value, "valid_to"} if value is not None and pair.is_end else {value}
    if pair.what == "followed":
        skipped = {"valid_from", "valid_to", *pair.table.keys}
    for column in pair.table.compared:
        if column in skipped or not _differs(pair, column):
            continue
        before, after = (_one(pair, column, row, names) for row in (pair.before, pair.after))
        is_reshaped = column.startswith("geom") and before == after
        yield field_of(column), before, _RESHAPED if is_reshaped else after


def _field(pair: Pair) -> Text:
    """What the value is of: a dimension, a service, or the column itself."""
    row, table = pair.after or pair.before, pair.table.table
    for column in ("dimension", "service"):
        if column in row:
            codes: Any = table.columns[column].type
            member: Coded = codes.enum_class(row[column])
            return member.label
    return field_of(pair.table.value or "")


def _after(pair: Pair, names: Mapping[Thing, str]) -> Text:
    """The value that holds now; of one that ended with nothing after it, until when it held."""
    if not (pair.what == "changed" and pair.is_end):
        return _value(pair, pair.after, names)
    day, value = _one(pair, "valid_to", pair.after, names), _value(pair, pair.after, names)
    return Text(
        it=_UNTIL.it.format(value=value.it, day=day.it),
        en=_UNTIL.en.format(value=value.en, day=day.en),
    )


def _value(pair: Pair, row: Row, names: Mapping[Thing, str]) -> Text:
    return _one(pair, pair.table.value or "", row, names) if row else NOTHING


def _one(pair: Pair, column: str, row: Row, names: Mapping[Thing, str]) -> Text:
    return shown(pair.table.table, column, row, names)


def _differs(pair: Pair, column: str) -> bool:
    return bool(pair.before.get(column) != pair.after.get(column))


def _summary(pair: Pair, row: Row, names: Mapping[Thing, str]) -> Text:
    """The first fields of a row that say something of their own."""
    about_it = about(pair)
    parts = [
        (field_of(column), _one(pair, column, row, names))
        for column, value in row.items()
        if value is not None
        and column not in _SAID_OTHERWISE
        and (target_of(pair.table.table, column), str(value)) != about_it
    ]
    told = list(dict.fromkeys(each for each in parts if each[1].it))[:_MOST_FIELDS]
    return Text(
        it="; ".join(f"{field.it}: {value.it}" for field, value in told),
        en="; ".join(f"{field.en}: {value.en}" for field, value in told),
    )
