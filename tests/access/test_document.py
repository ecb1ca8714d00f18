"""The printed matrix is the one that the database obeys."""

from pathlib import Path

from buildings.privacy.matrix import classes, rights
from buildings.privacy.states import Role
from data.access.document import page

ROLES = Path("docs/roles.md")


def test_the_page_is_printed_from_the_files() -> None:
    assert ROLES.read_text(encoding="utf-8") == page()


def test_every_role_and_every_table_is_on_the_page() -> None:
    text = page()

    assert not [role for role in Role if f"| `{role}`<br>" not in text]
    assert not [name for name in classes() if f"`{name}`" not in text]


def test_no_right_is_written_twice() -> None:
    assert len(set(rights())) == len(rights())


def test_each_role_reads_rows_of_a_class_in_one_way() -> None:
    """Two scopes of one class would be two policies, joined by OR."""
    seen = [
        (each.role, each.data_class)
        for each in rights()
        if each.verb == "read" and each.level == "identified"
    ]

    assert len(seen) == len(set(seen))


def test_a_row_seen_with_its_parent_is_of_its_parents_class() -> None:
    """Else who may see the parent would see more than the class of the row allows."""
    other = [
        (each.table, parent)
        for each in classes().values()
        for parent in [each.parent.replace("<", ">").partition(">")[2].partition(".")[0]]
        if parent and each.data_class is not classes()[parent].data_class
    ]

    assert other == [("release_restricted_cell", "release")]
