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
