"""History follows the tables: nothing is listed by hand, nothing is ever dropped."""

from sqlalchemy import inspect, text

from data import history
from data.tables import metadata
from tests.data.history.conftest import INSERT_STATUS, UPDATE_STATUS, Register


def test_every_table_that_is_recorded_has_its_history_and_its_view(register: Register) -> None:
    declared = {name for name, each in metadata.tables.items() if "recorded_in" in each.columns}
    found = inspect(register.engine)
    assert len(declared) > 30
    assert declared <= set(found.get_table_names(schema="history"))
    assert declared == set(found.get_view_names(schema="known"))


def test_every_table_with_provenance_is_recorded() -> None:
    told = {name for name, each in metadata.tables.items() if "reliability" in each.columns}
    recorded = {name for name, each in metadata.tables.items() if "recorded_in" in each.columns}
    assert told <= recorded


def test_history_has_the_columns_of_its_table_but_the_personal_ones(register: Register) -> None:
    with register.engine.connect() as connection:
        tables = history.tracked(connection)
    assert {table.name for table in tables if table.personal} == {"person"}
    for table in tables:
        assert set(table.past) == set(table.kept) | set(history.OWN_COLUMNS), table.name


def test_the_views_have_the_columns_of_their_tables(register: Register) -> None:
    found = inspect(register.engine)
    for name in found.get_view_names(schema="known"):
        views = [(each["name"], type(each["type"])) for each in found.get_columns(name, "known")]
        tables = [(each["name"], type(each["type"])) for each in found.get_columns(name)]
        assert views == tables, name


def test_nothing_is_made_twice(register: Register) -> None:
    with register.engine.begin() as connection:
        assert history.refresh(connection) == []


def test_a_new_column_is_followed_and_a_dropped_one_kept(register: Register) -> None:
    register.write(INSERT_STATUS, value="occupied")
    occupied = register.write(UPDATE_STATUS, value="vacant")
    register.write("alter table unit_status add column remark text")
    with register.engine.begin() as connection:
        assert history.refresh(connection) == ["unit_status"]
    remarked = register.write("update unit_status set remark = 'seen'")
    register.write("update unit_status set remark = 'heard'")
    query = "select value, remark from unit_status where unit_id = :unit"
    assert register.known(occupied, query) == [("vacant", None)]
    assert register.known(remarked, query) == [("vacant", "seen")]

    register.write("alter table unit_status drop column remark")
    with register.engine.begin() as connection:
        history.refresh(connection)
        kept = connection.execute(
            text("select remark from history.unit_status where remark is not null")
        ).scalars()
        assert set(kept) == {"seen", "heard"} - {"heard"}
    assert register.occupancies(remarked) == ["vacant"]


def test_rows_older_than_tracking_are_known_from_the_beginning(register: Register) -> None:
    register.write(INSERT_STATUS, value="occupied")
    with register.engine.begin() as connection:
        # As the migration that adds the column leaves rows that stand already.
        connection.execute(text("alter table unit_status disable trigger user"))
        connection.execute(text("update unit_status set recorded_in = 0"))
        connection.execute(text("alter table unit_status enable trigger user"))
    updated = register.write(UPDATE_STATUS, value="vacant")

    from_the_beginning = updated.replace(year=1990)
    assert register.occupancies(from_the_beginning) == ["occupied"]
    assert register.occupancies(updated) == ["vacant"]


def test_numbers_grow_on_in_another_cluster(register: Register) -> None:
    """A restored register: its transactions are those of a cluster that was further on."""
    with register.engine.begin() as connection:
        connection.execute(text("alter table history.transaction disable trigger user"))
        connection.execute(text("alter table history.cluster disable trigger user"))
        connection.execute(text("update history.cluster set system_identifier = 1"))
        connection.execute(
            text(
                "insert into history.transaction values (1000000000, '1000000000', "
                "'2026-01-01', '2026-01-01', 999999999)"
            )
        )
        connection.execute(text("alter table history.transaction enable trigger user"))
        connection.execute(text("alter table history.cluster enable trigger user"))

    before = register.now()
    inserted = register.write(INSERT_STATUS, value="occupied")
    updated = register.write(UPDATE_STATUS, value="vacant")

    with register.engine.connect() as connection:
        number = connection.execute(text("select recorded_in from unit_status")).scalar_one()
    assert number > 1_000_000_000
    assert register.occupancies(before) == []
    assert register.occupancies(inserted) == ["occupied"]
    assert register.occupancies(updated) == ["vacant"]
