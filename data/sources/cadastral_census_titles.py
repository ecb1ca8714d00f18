"""TIT: titles, each of one subject on one immobile; the blank after a right code tells it apart."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from buildings.cadastre.states import ImmobileKind, SubjectKind
from buildings.people.states import RightType, right_type
from data.sources.cadastral_census_fields import cause_of, count, date, iso
from data.sources.cadastral_census_lines import Line, Part, part_of, read_lines
from data.sources.cadastral_census_parameters import Delivery, short_of
from data.sources.facts import Fact
from data.sources.rows import Item, Note, Refusal, Row, RowRefusedError
from gis.codes import Text

WIDTHS = frozenset({28, 31, 32})
"""Fields of a line; the four fields of the causes may be missing."""

OWNING = frozenset(
    {
        RightType.OWNERSHIP,
        RightType.BARE_OWNERSHIP,
        RightType.SURFACE_OWNERSHIP,
        RightType.BARE_SURFACE,
    }
)
"""The rights whose shares make one whole."""

_MOST_SHARE = 10**12
_KEYED = 7
_KINDS = {member.value: member for member in SubjectKind}


def read_titles(path: Path, delivery: Delivery) -> Iterator[Item]:
    """The titles of a TIT file, one a row."""
    lines = 0
    shares = Shares()
    for item in read_lines(path, lambda _: WIDTHS, _keys):
        if not isinstance(item, Line):
            lines += isinstance(item, Refusal)
            yield item
            continue
        lines += 1
        if part_of(item.cells) is not Part.TITLES:
            yield item.refusal(RowRefusedError("", "", _OTHER_PART), *_keys(item))
            continue
        try:
            told = list(_title(item))
        except RowRefusedError as error:
            yield item.refusal(error, *_keys(item))
            continue
        for each in told:
            if isinstance(each, Row):
                shares.add(each)
            yield each
    if not delivery.is_update:
        yield from shares.doubts()
    if short := short_of(Part.TITLES, delivery, lines):
        raise short


class Shares:
    """The living shares of ownership, whole or bare, summed up for each immobile."""

    def __init__(self) -> None:
        self.sums: dict[str, Fraction | None] = {}
        self.rows: dict[str, int] = {}

    def add(self, row: Row[Any]) -> None:
        """Count one title; an unknown share makes the sum unknown."""
        facts = row.record.facts
        if facts["right_type"] not in OWNING or facts["closing_on"]:
            return
        place = (
            f"{facts['cadastral_section'] or '-'}/{facts['immobile_id']}{facts['immobile_kind']}"
        )
        self.rows.setdefault(place, row.number)
        before = self.sums.get(place, Fraction(0))
        is_known = before is not None and facts["share_num"] is not None
        self.sums[place] = (before or Fraction(0)) + _share(facts) if is_known else None

    def doubts(self) -> Iterator[Note]:
        """A note for each sum that is not one whole."""
        for place, total in self.sums.items():
            if total is not None and total != 1:
                yield Note(self.rows[place], "quota", str(total), _NOT_WHOLE.format(place=place))


def _share(facts: dict[str, Any]) -> Fraction:
    return Fraction(facts["share_num"], facts["share_den"])


def _title(line: Line) -> Iterator[Item]:
    subject, kind = line.cells[2].strip(), _KINDS[line.cells[3].strip()]
    immobile, on = line.cells[4].strip(), line.cells[5].strip()
    if on not in set(ImmobileKind):
        raise RowRefusedError("tipo immobile", on, _NO_KIND)
    right = line.exact(7)
    if not right.strip() and not line.text(8):
        raise RowRefusedError("diritto", right, _NO_RIGHT)
    share_num, share_den = count("quota", line.text(9)), count("quota", line.text(10))
    if not share_num or not share_den:
        yield Note(line.number, "quota", f"{share_num}/{share_den}", _NO_SHARE)
        share_num = share_den = None
    elif share_num > share_den or share_den > _MOST_SHARE:
        raise RowRefusedError("quota", f"{share_num}/{share_den}", _MORE_THAN_WHOLE)
    facts: dict[str, Any] = {
        "cadastral_section": line.section,
        "subject": f"{line.municipality}/{line.section or '-'}/{subject}/{kind.value}",
        "immobile_id": immobile,
        "immobile_kind": on,
        "right_code": right,
        "right_type": right_type(right),
        "uncoded_right": line.text(8),
        "share_num": share_num,
        "share_den": share_den,
        "regime_code": line.text(11),
        "reference_subject_id": line.text(12) if (line.text(12) or "0").strip("0") else None,
        "generating_on": iso(date("data validità", line.text(13))),
        "generating_note": " ".join(filter(None, (line.text(i) for i in range(14, 18)))) or None,
        "generating_registered_on": iso(date("data registrazione", line.text(18))),
        "lot": line.text(19),
        "closing_on": iso(date("data validità finale", line.text(20))),
        "closing_note": " ".join(filter(None, (line.text(i) for i in range(21, 25)))) or None,
        "closing_registered_on": iso(date("data registrazione finale", line.text(25))),
        "mutation_start_id": line.text(26),
        "mutation_end_id": line.text(27),
        "title_id": line.text(28),
        "generating_cause": cause_of(line, 29),
        "closing_cause": cause_of(line, 31),
    }
    (key,) = _keys(line)
    yield Row(
        line.number,
        line.raw,
        Fact("cadastral_title", key, facts | {"title_key": key}),
        line.municipality,
    )


def _keys(line: Line) -> tuple[str, ...]:
    """What tells a title: who, on what, which right, and its number in the books."""
    if line.is_subject or len(line.cells) < _KEYED:
        return ()
    who = f"{line.section or '-'}/{line.text(3)}{line.text(4)}"
    what = f"{line.text(5)}{line.text(6)}/{line.exact(7)}"
    return (f"{who}/{what}/{line.text(28) or line.text(26) or ''}",)


_OTHER_PART = Text(it="La riga non è di un file TIT.", en="The row is not of a TIT file.")
_NO_KIND = Text(
    it="Il tipo di immobile non è né F né T.", en="The kind of immobile is neither F nor T."
)
_NO_RIGHT = Text(it="Manca il diritto.", en="The right is missing.")
_NOT_WHOLE = Text(
    it="Le quote di proprietà dell'immobile {place} non fanno l'intero.",
    en="The shares of ownership of immobile {place} do not make one whole.",
)
_NO_SHARE = Text(it="Quota 0/0: non nota.", en="Share 0/0: unknown.")
_MORE_THAN_WHOLE = Text(
    it="La quota è più dell'intero o non è una frazione.",
    en="The share is more than the whole or no fraction.",
)
