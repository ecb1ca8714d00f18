"""Transactions that overlap: known is what was committed, in the order of the commits."""

import threading

from sqlalchemy import text

from tests.data.history.conftest import Register

UTILITY = (
    "insert into unit_utility (unit_id, service, state, valid_from, source_id, as_of, reliability) "
    "values (:unit, :service, 'cut', '2020-01-01', 'test', '2026-01-01', 'official')"
)
SERVICES = "select service from unit_utility where unit_id = :unit order by service"


def test_who_began_first_and_ended_last_is_known_last(register: Register) -> None:
    unit = {"unit": register.unit_id}
    with register.engine.connect() as long, register.engine.connect() as short:
        long.execute(text(UTILITY), unit | {"service": "gas"})
        during = register.now()
        short.execute(text(UTILITY), unit | {"service": "water"})
        short.commit()
        between = register.now()
        assert register.known(between, SERVICES) == [("water",)]
        long.commit()

    assert register.known(during, SERVICES) == []
    assert register.known(between, SERVICES) == [("water",)]
    assert register.known(register.now(), SERVICES) == [("gas",), ("water",)]


def test_a_number_given_early_and_committed_late_does_not_show_too_soon(
    register: Register,
) -> None:
    unit = {"unit": register.unit_id}
    with register.engine.connect() as early:
        early.execute(text(UTILITY), unit | {"service": "gas"})
        moments = [register.write(UTILITY, service=each) for each in ("heating", "water")]
        early.commit()

    assert register.known(moments[0], SERVICES) == [("heating",)]
    assert register.known(moments[1], SERVICES) == [("heating",), ("water",)]


def test_a_reader_waits_for_who_is_ending(register: Register) -> None:
    """The writer has its time of commit and is not visible yet: asked for now, it must be seen."""
    found: list[object] = []
    with register.engine.connect() as writer:
        writer.execute(text(UTILITY), {"unit": register.unit_id, "service": "gas"})
        writer.execute(text("set constraints all immediate"))
        moment = register.now()
        reader = threading.Thread(target=lambda: found.extend(register.known(moment, SERVICES)))
        reader.start()
        reader.join(timeout=0.3)
        waited = reader.is_alive()
        writer.commit()
        reader.join(timeout=10)

    assert waited
    assert found == [("gas",)]


def test_rolled_back_work_was_never_known(register: Register) -> None:
    with register.engine.connect() as connection:
        connection.execute(text(UTILITY), {"unit": register.unit_id, "service": "gas"})
        connection.rollback()
        with connection.begin():
            inner = connection.begin_nested()
            connection.execute(text(UTILITY), {"unit": register.unit_id, "service": "gas"})
            inner.rollback()
            connection.execute(text(UTILITY), {"unit": register.unit_id, "service": "water"})

    assert register.known(register.now(), SERVICES) == [("water",)]
