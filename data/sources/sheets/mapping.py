"""Which column of a sender's file is which field: remembered, said, or proposed."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.sources.rows import FileRefusedError
from data.sources.sheets.fields import Field, plain
from gis.codes import Text

IGNORED = "-"
"""Said of a column that is not to be read: `--map "Colonna=-"`."""

SURE = 100
LIKELY = 80
"""Likeness from 0 to 100 above which a column is proposed for a field."""

_VARYING = re.compile(r"^(?:.*\d.*|€|EUR|EURO|AL|DAL|DEL)$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Columns by label with the field found for each, and those of them that must be confirmed.

    `missing` are required fields that no column fills.
    """

    columns: Mapping[str, str]
    unsure: tuple[str, ...]
    missing: tuple[Field, ...]

    @property
    def is_sure(self) -> bool:
        """Whether nothing is to be asked."""
        return not self.unsure and not self.missing


def core(label: str) -> str:
    """The label without what changes from year to year: dates, numbers, the currency."""
    words = [word for word in plain(label).split() if not _VARYING.match(word)]
    return " ".join(words) or plain(label)


def fingerprint(labels: Sequence[str]) -> str:
    """The same for two headers with the same columns in the same order, whatever their dates."""
    return hashlib.sha256("|".join(map(core, labels)).encode()).hexdigest()[:16]


def points(label: str, fields: Sequence[Field], said: Mapping[str, str]) -> int:
    """What a label tells for its row being the header: 2 where it surely names a field."""
    if plain(label) in {plain(name) for name in said}:
        return 2
    likeness = max((_likeness(label, field) for field in fields), default=0)
    return 2 if likeness == SURE else int(likeness >= LIKELY)


def propose(
    labels: Sequence[str],
    fields: Sequence[Field],
    said: Mapping[str, str],
    remembered: Mapping[str, str] | None,
) -> Proposal:
    """The mapping of the columns; a remembered one needs no confirming, what is said now wins.

    Raises FileRefusedError when a column or a field that was said does not exist.
    """
    settled = _said(labels, fields, said)
    if remembered is not None:
        kept = _kept(labels, remembered)
        columns = {label: name for label, name in (kept | settled).items() if name != IGNORED}
        return Proposal(columns, (), _missing(columns, fields))
    columns = {label: name for label, name in settled.items() if name != IGNORED}
    unsure = []
    likely = sorted(
        (
            (-_likeness(label, field), place, label, field.name)
            for place, label in enumerate(labels)
            for field in fields
            if label not in settled
        ),
        key=lambda each: each[:2],
    )
    for likeness, _, label, name in likely:
        is_taken = name in columns.values()
        if -likeness < LIKELY or label in columns:
            continue
        if is_taken:
            if -likeness == SURE and name not in settled.values():
                unsure.append(label)
            continue
        columns[label] = name
        if -likeness < SURE:
            unsure.append(label)
    doubtful = tuple(label for label in labels if label in unsure)
    return Proposal(columns, doubtful, _missing(columns, fields))


def _kept(labels: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """The remembered fields of the labels; `Saldo al 31/03` of last time is `Saldo al 30/06` now.

    Labels that differ in nothing but their dates are left out: nobody could tell them apart.
    """
    by_core: dict[str, list[str]] = {}
    for label in remembered:
        if label not in labels:
            by_core.setdefault(core(label), []).append(label)
    kept = {}
    for label in labels:
        before = [label] if label in remembered else by_core.get(core(label), [])
        if len(before) == 1:
            kept[label] = remembered[before[0]]
    return kept


def _missing(columns: Mapping[str, str], fields: Sequence[Field]) -> tuple[Field, ...]:
    found = set(columns.values())
    return tuple(field for field in fields if field.is_required and field.name not in found)


def _likeness(label: str, field: Field) -> int:
    if plain(label) in field.headers or core(label) in field.headers:
        return SURE
    words = core(label)
    return min(int(max(fuzz.token_sort_ratio(words, each) for each in field.headers)), SURE - 1)


def _said(
    labels: Sequence[str], fields: Sequence[Field], said: Mapping[str, str]
) -> dict[str, str]:
    """The labels of the file by what was said of them, in any spelling."""
    by_plain = {plain(label): label for label in labels}
    names = {field.name for field in fields} | {IGNORED}
    settled = {}
    for column, name in said.items():
        label = by_plain.get(plain(column))
        if label is None:
            raise FileRefusedError(
                Text(
                    it=f"La colonna «{column}» non c'è. Ci sono: {', '.join(labels)}.",
                    en=f'There is no column "{column}". There are: {", ".join(labels)}.',
                )
            )
        if name not in names:
            listed = ", ".join(sorted(names))
            raise FileRefusedError(
                Text(
                    it=f"Il campo «{name}» non esiste. Ci sono: {listed}.",
                    en=f'There is no field "{name}". There are: {listed}.',
                )
            )
        settled[label] = name
    return settled
