"""Who may change own rows alone does not change others' through a route that writes everywhere."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from buildings.privacy.matrix import rights
from buildings.privacy.queries import become_register
from buildings.privacy.states import DataClass, Level, Role, Scope, Verb
from gis.errors import ForbiddenError, SignInError
from gis.reader import present
from tests.access.conftest import Guarded

DECISIONS = (
    ("/identity/{reference}/dismiss", {"by": "Qualcuno"}),
    ("/discrepancies/{discrepancy}/decision", {"decision": "agreed", "decided_by": "Qualcuno"}),
)


def may_everywhere(role: Role, data_class: DataClass, verb: Verb) -> bool:
    wanted = (role, data_class, verb, Scope.ALL, Level.IDENTIFIED)
    return any(
        (each.role, each.data_class, each.verb, each.scope, each.level) == wanted
        for each in rights()
    )


@pytest.mark.parametrize("role", list(Role))
def test_only_a_right_to_every_row_opens_a_route_that_writes_everywhere(
    guarded: Guarded, role: Role
) -> None:
    client = guarded.client(role)
    with guarded.owner.connect() as owner:
        ids = {
            "reference": owner.execute(text("select id from unit_reference limit 1")).scalar(),
            "discrepancy": owner.execute(text("select id from discrepancy limit 1")).scalar(),
        }
    refused = 401 if role is Role.PUBLIC else 403
    if may_everywhere(role, DataClass.P3, Verb.UPDATE):
        return
    for address, form in DECISIONS:
        answer = client.post(address.format(**ids), data=form, headers={"Sec-Fetch-Site": "none"})
        assert answer.status_code == refused, address


@pytest.mark.parametrize("role", list(Role))
def test_the_register_lends_its_hand_as_the_matrix_says(guarded: Guarded, role: Role) -> None:
    for data_class in DataClass:
        for verb in (Verb.CREATE, Verb.UPDATE, Verb.DECIDE):
            with guarded.app.state.session_factory() as session:
                present(session, guarded.credential(role))
                assert lent(session, data_class, verb) is may_everywhere(role, data_class, verb)


def lent(session: Session, data_class: DataClass, verb: Verb) -> bool:
    """Whether the session could become the register, which the database decides by itself too."""
    with session.begin_nested() as savepoint:
        try:
            session.execute(
                text("select access.writing_role(:class, :verb, false)"),
                {"class": data_class.value, "verb": verb.value},
            )
            by_database = True
        except ProgrammingError:
            by_database = False
        savepoint.rollback()
    try:
        become_register(session, data_class, verb)
    except (ForbiddenError, SignInError):
        assert not by_database
        return False
    assert by_database
    return True


def test_a_custodian_attaches_to_an_assigned_flat_and_to_no_other(guarded: Guarded) -> None:
    """The right to own rows is enough where the row itself was seen by the reader."""
    client = guarded.client(Role.COURT_CUSTODIAN)
    (assigned,) = guarded.given["assigned"]
    (other,) = guarded.given["own_case"]
    headers = {"Sec-Fetch-Site": "none", "Accept": "text/html"}
    for unit, wanted in ((assigned, 400), (other, 404)):
        answer = client.post(
            f"/documents/new?unit={unit}", data={"kind": "nothing"}, headers=headers
        )
        assert answer.status_code == wanted
