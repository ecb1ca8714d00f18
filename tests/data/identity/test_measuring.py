"""The labelled set is large, split beforehand, reproducible, and the resolution is right on it."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from buildings.identity.reasons import AGREEING, DOUBTFUL, reason_of
from data.identity import resolving
from data.identity.labelled import labelled
from data.identity.labelling import FOLDER, KINDS, by_hand, generated, ground
from data.identity.learning import learn
from data.identity.levels import LEVELS
from data.identity.measuring import Share, measure
from data.identity.weights import kept, reasons_of
from gis.sqlfiles import read_sql


def test_the_held_half_is_resolved_right(district_session: Session) -> None:
    everything = measure(district_session.connection(), "held")[-1]
    wrong = [answer for answer in everything.answers if answer.is_taken and not answer.is_right]

    assert len(everything.answers) > 600
    assert wrong == []
    assert everything.precision.value >= 0.995
    assert everything.recall.value >= 0.95


def test_each_kind_has_hard_rows_enough() -> None:
    rows = [*labelled("tune"), *labelled("held")]
    by_kind = Counter(row.kind for row in rows)
    written = Counter(row.kind for row in rows if "-h" in row.id)
    hopeless = Counter(row.kind for row in rows if not row.has_unit)
    plain = [row for row in rows if row.has_unit and not row.errors]

    assert set(by_kind) == set(KINDS)
    assert min(by_kind.values()) >= 200
    assert min(written.values()) >= 30
    assert min(hopeless.values()) >= 10
    assert len(plain) < len(rows) / 20


def test_no_row_is_in_both_halves() -> None:
    tune, held = ({row.id for row in labelled(half)} for half in ("tune", "held"))

    assert not tune & held
    assert abs(len(tune) - len(held)) < 100


def test_the_set_stays_at_invented_doors() -> None:
    attested = {f"G686/-/900/{parcel}/" for parcel in range(1, 7)}

    assert not [
        row
        for row in [*labelled("tune"), *labelled("held")]
        if any(row.truth.startswith(prefix) for prefix in attested)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_set_is_what_its_maker_makes(kind: str) -> None:
    on = ground()
    made = [*generated(on, kind), *by_hand(on, kind)]
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        stored = list(csv.DictReader(lines))

    assert [{key: row.get(key, "") for key in stored[0]} for row in made] == stored


def test_the_weights_are_those_of_the_tuning_half(district_session: Session) -> None:
    learned = learn(district_session.connection())
    bits = kept().bits

    assert learned["door"]["same"]["m"] > 0.9 > learned["door"]["same"]["u"]
    assert bits["door"][1] > 0 > bits["door"][3]
    assert bits["cadastral"][1] > bits["street"][1]
    assert all(each[0] == 0 for each in bits.values())


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson_intervals(hits: int, total: int, low: float, high: float) -> None:
    """The first is the worked example of Newcombe, Statistics in Medicine 17 (1998), table I."""
    assert Share(hits, total).interval == pytest.approx((low, high), abs=0.0001)


def test_every_reason_has_words() -> None:
    judged = read_sql("data.identity.sql", "judge_namings")
    objections = re.findall(r"then '([a-z]+_[a-z_]+)'|\[\"([a-z_]+)\"\]", judged)
    codes = [code for respect in LEVELS for code in reasons_of(respect) if code]
    codes += [code for pair in objections for code in pair if code]

    assert len(codes) > 45
    assert all(reason_of(code).label.it for code in codes)
    assert not AGREEING & DOUBTFUL


def test_a_register_with_gaps_is_not_guessed_into(
    district_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With three of ten units unknown, their rows go to no neighbour."""
    connection = district_session.connection()

    def run_with_gaps(_connection: Connection, step: str, values: Mapping[str, Any]) -> None:
        resolving_run(connection, step, values)
        if step == "see_units":
            connection.execute(
                text(
                    "create temp table hidden on commit drop as select v.unit_id, i.value "
                    "from seen_unit v join external_identifier i on i.unit_id = v.unit_id "
                    "where ('x' || substr(md5(v.unit_id::text), 1, 4))::bit(16)::int < 19661"
                )
            )
            for table in ("seen_unit", "standing", "unit_key"):
                connection.execute(
                    text(f"delete from {table} where unit_id in (select unit_id from hidden)")
                )

    resolving_run = resolving.run
    monkeypatch.setattr(resolving, "run", run_with_gaps)
    everything = measure(connection, "held")[-1]
    hidden = set(connection.execute(text("select value from hidden")).scalars())

    assert sum(answer.row.truth in hidden for answer in everything.answers) > 100
    assert [each for each in everything.answers if each.is_taken and not each.is_right] == []
