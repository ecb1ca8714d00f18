"""Two sources tell different things of a flat: an import finds it, in its own transaction."""

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import Register

HEIGHT = """
    insert into building (municipality_code, floors_above_ground, height_m, geom, source_id, as_of,
        reliability)
    select m.code, 8, 9, st_multi(st_buffer(st_setsrid(st_makepoint(526000, 5038000), 7791), 9)),
        m.source_id, '2026-01-01', 'official'
    from municipality m
"""
OPEN = "select count(*) from discrepancy where state = 'open'"


def test_an_import_opens_and_closes_what_sources_tell_differently(register: Register) -> None:
    assert register.load("borgo_esempio.osm").outcome is not ImportOutcome.REFUSED
    assert register.value(OPEN) == 0
    register.do(HEIGHT)
    register.load("borgo_esempio.osm", dry_run=True)
    assert register.value(OPEN) == 0
    register.load("borgo_esempio.osm")
    assert register.rows("select kind, first_value, second_value from discrepancy") == [
        ("building_height_differs", "9 m", "8 p")
    ]
    register.do("update building set height_m = 25 where height_m = 9")
    register.load("borgo_esempio.osm")
    assert register.value(OPEN) == 0
