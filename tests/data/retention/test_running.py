"""The job finds what is due, erases it with its past, and starts again where it was cut off."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase
from buildings.cases.states import CaseState, CaseType
from buildings.occupations.models import (
    OccupationEpisode,
    OccupationEpisodeRoute,
    OccupationReport,
)
from buildings.occupations.states import EpisodeState, LegalRoute, ReportState
from buildings.people.models import Person, UnitRight
from buildings.people.service import PersonRow, Telling, record_people
from buildings.retention.archive import opened
from buildings.retention.models import ArchivedRecord, Erasure, RetentionRule, RetentionRun
from buildings.retention.service import Outside, erase
from buildings.retention.states import Anchor, RetentionAction, RetentionKind, RunOutcome
from buildings.status.states import Dimension, Occupancy, OwnerClass
from data.ingest.models import ImportChange, ImportRefusal, ImportRun
from data.ingest.states import ImportOutcome
from data.retention import running
from data.retention.reapplying import Reapplied, reapply
from data.retention.running import find, one_at_a_time, run
from gis.errors import InputError, UnavailableError
from gis.keys import KeyStore
from tests import make
from tests.buildings.people.test_people import right
from tests.buildings.retention import rows

DAY = dt.date(2026, 3, 1)
K = RetentionKind
HANGING_TABLES = ("import_refusal", "import_change")


def due_ids(register: Engine, kind: RetentionKind, day: dt.date = DAY) -> set[str]:
    (found,) = [each for each in find(register, day) if each.rule.kind is kind]
    return {thing.entity_id for thing in found.things}


def erased(register: Engine, day: dt.date, outside: Outside) -> dict[RetentionKind, int]:
    return {done.rule.kind: done.count for done in run(register, day, outside) if done.count}


def count(register: Engine, name: str) -> int:
    with register.connect() as connection:
        return int(connection.execute(text(f"select count(*) from {name}")).scalar_one())


def test_a_case_is_due_ten_years_to_the_day_after_its_close(register: Engine) -> None:
    with Session(register) as session, session.begin():
        old = rows.case(session, dt.date(2016, 3, 1))
        rows.case(session, dt.date(2016, 3, 2))
        rows.case(session, None)
        withdrawn = rows.case(session, dt.date(2016, 2, 29), last=CaseState.WITHDRAWN)
        rows.case(session, dt.date(2011, 1, 1), last=CaseState.REOPENED)
        other = rows.case(session, dt.date(2015, 1, 1), CaseType.EVICTION)

    assert due_ids(register, K.SUPPORT_CASES) == {str(old), str(withdrawn)}
    assert due_ids(register, K.OTHER_CASES) == {str(other)}


def test_reports_that_came_to_nothing_go_and_are_counted(
    register: Engine, outside: Outside
) -> None:
    with Session(register) as session, session.begin():
        rows.report(session, dt.date(2025, 2, 1))
        rows.report(session, dt.date(2025, 3, 1), ReportState.DUPLICATE)
        kept = [
            rows.report(session, dt.date(2025, 3, 2)),
            rows.report(session, dt.date(2020, 3, 2), ReportState.TRIAGED),
            rows.report(session, None),
        ]
    assert erased(register, DAY, outside) == {K.REPORTS_UNFOUNDED: 2}

    with Session(register) as session:
        assert set(session.scalars(select(OccupationReport.id))) == set(kept)
        told = session.execute(
            select(Erasure.counted_as, Erasure.counted_year, Erasure.action).order_by(Erasure.id)
        ).all()
        (made,) = session.scalars(select(RetentionRun)).all()
    assert [tuple(row) for row in told] == [
        ("unfounded", 2010, RetentionAction.ERASE),
        ("duplicate", 2010, RetentionAction.ERASE),
    ]
    assert (made.outcome, made.as_of) == (RunOutcome.DONE, DAY)
    assert count(register, "history.occupation_report") == 0
    assert erased(register, DAY, outside) == {}


def test_a_dry_run_changes_nothing_and_may_look_ahead(register: Engine) -> None:
    with Session(register) as session, session.begin():
        made = rows.report(session, dt.date(2026, 2, 1))

    assert due_ids(register, K.REPORTS_UNFOUNDED) == set()
    assert due_ids(register, K.REPORTS_UNFOUNDED, dt.date(2100, 1, 1)) == {str(made)}
    assert (count(register, "erasure"), count(register, "retention_run")) == (0, 0)
    assert count(register, "occupation_report") == 1


def test_nothing_is_erased_before_its_day(register: Engine, outside: Outside) -> None:
    with pytest.raises(InputError, match="still to come"):
        list(run(register, dt.date(2999, 1, 1), outside))
    assert count(register, "retention_run") == 0


def test_an_episode_with_an_act_goes_into_the_sealed_archive(
    register: Engine, outside: Outside
) -> None:
    with Session(register) as session, session.begin():
        closed = rows.episode(session, dt.date(2021, 3, 1))
        session.add(
            OccupationEpisodeRoute(
                episode_id=closed, legal_route=LegalRoute.VOLUNTARY, **make.PROVENANCE
            )
        )
        told = rows.report(session, dt.date(2015, 1, 1), ReportState.LINKED, closed)
        rows.episode(session, dt.date(2021, 3, 2))
    with register.begin() as connection:
        connection.execute(text("update occupation_episode_route set legal_route = 'art_633'"))

    assert erased(register, DAY, outside) == {K.EPISODES_WITH_ACT: 2}
    assert count(register, "occupation_episode") == 1
    assert count(register, "occupation_report") == 0
    with register.connect() as connection:
        past = connection.execute(
            text("select count(*) from history.occupation_episode_route")
        ).scalar_one()
        sealed = connection.execute(select(ArchivedRecord.sealed)).scalar_one()
        content = opened(connection, closed, outside.keys)
    assert past == 0
    assert b"art_633" not in sealed
    assert {(row["table"], row["is_past"]) for row in content} == {
        ("occupation_report_state", False),
        ("occupation_report", False),
        ("occupation_episode_state", False),
        ("occupation_episode_route", False),
        ("occupation_episode_route", True),
        ("occupation_episode", False),
    }
    assert {row["row"]["id"] for row in content if row["table"] == "occupation_report"} == {
        str(told)
    }

    outside.keys.erase(closed)
    with register.connect() as connection, pytest.raises(InputError, match="key was destroyed"):
        opened(connection, closed, outside.keys)


def test_an_episode_waits_for_the_one_that_refers_to_it(register: Engine, outside: Outside) -> None:
    with Session(register) as session, session.begin():
        first = rows.episode(session, dt.date(2012, 1, 1))
        rows.episode(session, dt.date(2025, 1, 1), previous=first)
    assert due_ids(register, K.EPISODES_WITH_ACT) == set()

    after = dt.date(2030, 1, 1)
    with register.begin() as connection:
        connection.execute(
            text("delete from occupation_episode_state where episode_id <> :id"), {"id": first}
        )
        connection.execute(text("delete from occupation_episode where id <> :id"), {"id": first})
    assert due_ids(register, K.EPISODES_WITH_ACT, after) == {str(first)}
    assert erased(register, DAY, outside) == {K.EPISODES_WITH_ACT: 1}


def test_a_suspicion_that_fell_is_not_archived(register: Engine, outside: Outside) -> None:
    fell = (EpisodeState.TITLE_FOUND, EpisodeState.VACANT_FOUND, EpisodeState.EXPIRED_TITLE)
    with Session(register) as session, session.begin():
        for last in fell:
            fallen = rows.episode(session, dt.date(2025, 1, 1), last)
            rows.report(session, dt.date(2015, 1, 1), ReportState.LINKED, fallen)
        rows.episode(session, dt.date(2015, 1, 1), EpisodeState.CONFIRMED)

    assert erased(register, DAY, outside) == {K.EPISODES_UNCONFIRMED: 6}
    assert count(register, "archived_record") == 0
    with Session(register) as session:
        assert session.query(OccupationEpisode).count() == 1


def test_facts_about_who_lives_there_go_and_the_building_stays(
    register: Engine, outside: Outside
) -> None:
    since, until = dt.date(2010, 1, 1), dt.date(2014, 1, 1)
    with Session(register) as session, session.begin():
        unit = make.unit(session)
        make.status(session, unit, Dimension.OCCUPANCY, Occupancy.OCCUPIED, since, until)
        make.status(session, unit, Dimension.OCCUPANCY, Occupancy.VACANT, until)
        make.status(session, unit, Dimension.OWNER_CLASS, OwnerClass.MUNICIPALITY, since, until)

    assert erased(register, DAY, outside) == {K.HOUSEHOLD_FACTS: 1}
    assert count(register, "unit_status") == 2
    assert count(register, "history.unit_status") == 0


def test_refused_rows_of_an_import_go_and_its_log_stays(register: Engine, outside: Outside) -> None:
    with register.begin() as connection:
        for finished in (dt.datetime(2025, 12, 1, 9, tzinfo=dt.UTC),
                         dt.datetime(2026, 2, 20, 9, tzinfo=dt.UTC)):  # fmt: skip
            run_id = connection.execute(
                insert(ImportRun)
                .values(file_name="a.csv", municipality_code="G686", is_dry_run=True,
                        outcome=ImportOutcome.DONE, finished_at=finished)
                .returning(ImportRun.id)
            ).scalar_one()  # fmt: skip
            texts = {"reason_it": "", "reason_en": "", "column_name": "a"}
            connection.execute(
                insert(ImportRefusal).values(
                    run_id=run_id, row_number=1, value="x", raw="x", **texts
                )
            )
            words = dict.fromkeys(
                ("kind_it", "kind_en", "thing", "field_it", "field_en", "before_it", "before_en",
                 "after_it", "after_en"), "x")  # fmt: skip
            connection.execute(insert(ImportChange).values(run_id=run_id, **words))

    assert erased(register, DAY, outside) == {K.IMPORT_REFUSALS: 1, K.IMPORT_CHANGES: 1}
    left = {name: count(register, name) for name in ("import_run", *HANGING_TABLES)}
    assert left == {"import_run": 2, "import_refusal": 1, "import_change": 1}
    assert outside.erasures.lines() == []


def test_a_rule_changes_from_a_day_on(register: Engine) -> None:
    with Session(register) as session, session.begin():
        made = rows.report(session, dt.date(2025, 8, 1))
        session.execute(
            text("update retention_rule set valid_to = '2026-01-01' where kind = :kind"),
            {"kind": K.REPORTS_UNFOUNDED},
        )
        session.add(
            RetentionRule(
                kind=K.REPORTS_UNFOUNDED,
                anchor=Anchor.REPORT_JUDGED,
                period_months=6,
                action=RetentionAction.ERASE,
                legal_basis="Un nuovo piano di conservazione",
                valid_from=dt.date(2026, 1, 1),
            )
        )

    assert due_ids(register, K.REPORTS_UNFOUNDED, dt.date(2025, 12, 31)) == set()
    assert due_ids(register, K.REPORTS_UNFOUNDED, dt.date(2026, 2, 1)) == {str(made)}


def test_two_runs_do_not_meet(register: Engine, outside: Outside) -> None:
    with one_at_a_time(register), pytest.raises(UnavailableError, match="under way"):
        list(run(register, DAY, outside))
    assert list(run(register, DAY, outside)) != []


class CutOff(Exception):  # noqa: N818 - what happens to a run
    """The machine went down."""


def test_a_run_that_was_cut_off_is_resumed(
    register: Engine, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 2)
    with Session(register) as session, session.begin():
        for _ in range(5):
            rows.report(session, dt.date(2024, 1, 1))
    whole, calls = erase, []

    def cut_off(*arguments: object) -> object:
        calls.append(1)
        found = whole(*arguments)  # type: ignore[arg-type]
        if len(calls) == 2:
            raise CutOff
        return found

    monkeypatch.setattr(running, "erase", cut_off)
    with pytest.raises(CutOff):
        list(run(register, DAY, outside))
    assert count(register, "occupation_report") == 3
    assert len(outside.erasures.lines()) == 4

    assert reapply(register, outside) == Reapplied(erased=2, learnt=0)
    monkeypatch.undo()
    assert erased(register, DAY, outside) == {K.REPORTS_UNFOUNDED: 1}
    with Session(register) as session:
        outcomes = session.scalars(select(RetentionRun.outcome).order_by(RetentionRun.id)).all()
        assert session.scalar(select(func.count()).select_from(Erasure)) == 5
    assert outcomes == [RunOutcome.INTERRUPTED, RunOutcome.DONE]


def test_a_list_that_was_lost_is_learnt_from_the_record(register: Engine, outside: Outside) -> None:
    with Session(register) as session, session.begin():
        closed = rows.episode(session, dt.date(2012, 1, 1))
        rows.report(session, dt.date(2015, 1, 1), ReportState.LINKED, closed)
        fallen = rows.report(session, dt.date(2012, 1, 1))
    assert erased(register, DAY, outside) == {K.REPORTS_UNFOUNDED: 1, K.EPISODES_WITH_ACT: 2}
    before = {(each.entity, each.entity_id, each.action) for each in outside.erasures.lines()}
    outside.erasures.path.unlink()

    assert reapply(register, outside) == Reapplied(erased=0, learnt=2)
    after = {(each.entity, each.entity_id, each.action) for each in outside.erasures.lines()}
    assert (
        after
        == before
        == {
            ("occupation_report", str(fallen), "erase"),
            ("occupation_episode", str(closed), "archive_restricted"),
        }
    )
    assert reapply(register, outside) == Reapplied(0, 0)


def test_who_held_no_right_for_twenty_years_is_anonymous(
    register: Engine, outside: Outside
) -> None:
    telling = Telling("test", dt.date(2005, 1, 1))
    people = [PersonRow(source_key=str(number), surname="Fontana") for number in range(4)]
    with Session(register) as session, session.begin():
        written = record_people(session.connection(), people, telling, outside.keys)
        ids = [written[str(number)].person_id for number in range(4)]
        for person, until in ((0, dt.date(2006, 3, 1)), (1, dt.date(2006, 3, 2)), (2, None)):
            session.add(
                right(
                    make.unit(session).id,
                    person_id=ids[person],
                    source_key=str(person),
                    valid_from=dt.date(1990, 1, 1),
                    valid_to=until,
                )
            )

    assert erased(register, DAY, outside) == {K.PAST_HOLDERS: 2}
    with Session(register) as session:
        left = session.scalars(select(Person.id).where(Person.surname == "Fontana")).all()
        assert session.scalar(select(func.count()).select_from(UnitRight)) == 3
    assert set(left) == {ids[1], ids[2]}
    assert set(outside.keys.find(each for each in ids if each)) == {ids[1], ids[2]}
    assert erased(register, DAY, outside) == {}


def test_what_is_on_the_list_goes_whenever_it_comes_back(
    register: Engine, outside: Outside, tmp_path: Path
) -> None:
    with Session(register) as session, session.begin():
        case_id = rows.case(session, dt.date(2012, 1, 1))
        copy = session.get_one(HousingCase, case_id)
        again = {
            each.name: getattr(copy, each.name)
            for each in HousingCase.__table__.columns
            if each.name not in ("fid", "is_synthetic", "recorded_in")
        }
    assert erased(register, DAY, outside) == {K.SUPPORT_CASES: 1}
    with register.begin() as connection:
        connection.execute(insert(HousingCase).values(**again))

    assert reapply(register, outside) == Reapplied(erased=1, learnt=0)
    assert reapply(register, outside) == Reapplied(erased=0, learnt=0)
    assert count(register, "housing_case") == 0
    assert uuid.UUID(outside.erasures.lines()[0].entity_id) == case_id
    assert KeyStore(tmp_path / "keys").find([case_id]) == {}
