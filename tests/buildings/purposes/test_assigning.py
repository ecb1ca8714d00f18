"""Marta entrusts a case to Sofia, an office its own cases, a court's sale to Carlo; and ends it."""

import datetime as dt
import uuid

import pytest

from buildings.purposes import assigning
from buildings.purposes.queries import assignments_of, holders
from buildings.purposes.states import EntrustedKind
from gis.dates import today
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError
from tests.desk import Desk

CASE, SALE, UNIT, CONDOMINIUM = EntrustedKind
ENTRUST = (
    "select access.entrust(cast(:account as uuid), cast(:organisation as uuid), "
    "cast(:case as uuid), cast(:sale as uuid), cast(:unit as uuid), cast(:condominium as uuid), "
    "cast(:last as date))"
)
FORBIDDEN = "42501"


def entrust(
    desk: Desk,
    by: str,
    kind: EntrustedKind,
    subject: uuid.UUID,
    to: uuid.UUID,
    last_day: dt.date | None = None,
) -> uuid.UUID:
    with desk.reading(by) as session:
        return assigning.entrust(session, kind, subject, to, last_day)


def end(desk: Desk, by: str, assignment: uuid.UUID) -> None:
    with desk.reading(by) as session:
        assigning.end(session, assignment)


def sale(desk: Desk) -> uuid.UUID:
    ((found,),) = desk.rows("select id from enforcement_sale")
    return uuid.UUID(str(found))


def test_a_social_worker_reads_the_household_of_an_assigned_case_only(desk: Desk) -> None:
    sofia = desk.accounts["Sofia"]
    assert desk.persons_seen("Sofia") == set()
    given = entrust(desk, "Marta", CASE, desk.eviction(), sofia)
    assert entrust(desk, "Marta", CASE, desk.eviction(), sofia) == given
    assert desk.persons_seen("Sofia") == {desk.flat}
    assert desk.persons_seen("Silvia") == set()
    end(desk, "Marta", given)
    assert desk.persons_seen("Sofia") == set()
    with pytest.raises(NotFoundError):
        end(desk, "Marta", given)
    assert entrust(desk, "Marta", CASE, desk.eviction(), sofia) != given


def test_an_assignment_ends_after_its_last_day(desk: Desk) -> None:
    entrust(desk, "Marta", CASE, desk.eviction(), desk.accounts["Rino"], today())
    assert desk.persons_seen("Rino") == {desk.flat}
    desk.change("update assignment set valid_from = valid_from - 1, valid_to = valid_to - 1")
    assert desk.persons_seen("Rino") == set()
    for last in (dt.date(2020, 1, 1), dt.date.max):
        with pytest.raises(InputError):
            entrust(desk, "Marta", CASE, desk.eviction(), desk.accounts["Rino"], last)
        assert (
            attempt(desk, "Marta", account=desk.accounts["Rino"], case=desk.eviction(), last=last)
            == FORBIDDEN
        )


def test_a_court_is_entrusted_with_a_sale_as_a_body(desk: Desk) -> None:
    with desk.reading("Carlo") as session:
        assert assignments_of(session, desk.flat) == []
    entrust(desk, "Marta", SALE, sale(desk), desk.organisations["Carlo"])
    assert desk.client("Carlo").get(f"/api/units/{desk.flat}").status_code == 200
    assert desk.client("Carlo").get(f"/api/units/{desk.other}").status_code == 404
    with desk.reading("Carlo") as session:
        (own,) = assignments_of(session, desk.flat)
    assert (own.kind, own.name, own.may_end) == (SALE, "Ente di Carlo", False)


def test_a_unit_and_a_condominium_too(desk: Desk) -> None:
    entrust(desk, "Marta", UNIT, desk.other, desk.accounts["Sofia"])
    assert desk.persons_seen("Sofia") == {desk.other}
    carlo = desk.accounts["Carlo"]
    entrust(desk, "Marta", CONDOMINIUM, desk.town.condominium, carlo)
    assert desk.client("Carlo").get(f"/api/units/{desk.other}").status_code == 200
    with pytest.raises(RuleError):
        entrust(desk, "Marta", CONDOMINIUM, desk.town.condominium, desk.accounts["Sofia"])


def test_an_office_gives_its_own_cases_to_its_own_people(desk: Desk) -> None:
    own = desk.case(desk.other, "social_services")
    given = entrust(desk, "Sofia", CASE, own, desk.accounts["Silvia"])
    assert desk.persons_seen("Silvia") == {desk.other}
    with desk.reading("Sofia") as session:
        assert {each.name for each in holders(session)} == {"Silvia Inventata"}
    for name in ("Sofia", "Olga", "Rino"):
        with pytest.raises(RuleError):
            entrust(desk, "Sofia", CASE, own, desk.accounts[name])
    with pytest.raises(NotFoundError):
        entrust(desk, "Sofia", CASE, desk.eviction(), desk.accounts["Silvia"])
    with pytest.raises(ForbiddenError):
        entrust(desk, "Sofia", UNIT, desk.other, desk.accounts["Silvia"])
    with pytest.raises(NotFoundError):
        end(desk, "Olga", given)
    end(desk, "Silvia", given)
    assert desk.persons_seen("Silvia") == set()


@pytest.mark.parametrize("name", ["Olga", "Piero", "Paola", "Carlo", "Adele", "Sara", ""])
def test_nobody_else_says_who_follows_what(desk: Desk, name: str) -> None:
    with pytest.raises((ForbiddenError, NotFoundError)):
        entrust(desk, name, CASE, desk.eviction(), desk.accounts["Sofia"])
    with desk.reading(name) as session:
        assert holders(session) == []
    assert attempt(desk, name, account=desk.accounts["Sofia"], case=desk.eviction()) == FORBIDDEN
    assert desk.refusal(name, "select * from assignment") == FORBIDDEN


def attempt(desk: Desk, name: str, **said: object) -> str | None:
    nothing = dict.fromkeys(("account", "organisation", "case", "sale", "unit", "condominium"))
    return desk.refusal(name, ENTRUST, **nothing | {"last": None} | said)


def test_the_database_refuses_by_itself(desk: Desk) -> None:
    case, social = desk.eviction(), desk.case(desk.other, "social_services")
    sofia, silvia, marta = (desk.accounts[name] for name in ("Sofia", "Silvia", "Marta"))
    assert attempt(desk, "Marta", account=sofia, case=case) is None
    assert attempt(desk, "Marta", account=marta, case=case) == FORBIDDEN
    assert attempt(desk, "Marta", account=desk.accounts["Sara"], case=case) == FORBIDDEN
    assert attempt(desk, "Marta", case=case) == FORBIDDEN
    comune = desk.organisations["Olga"]
    assert attempt(desk, "Marta", organisation=comune, case=case) == FORBIDDEN
    assert attempt(desk, "Marta", account=sofia, organisation=comune, case=case) == FORBIDDEN
    assert attempt(desk, "Marta", account=sofia) == "23514"
    assert attempt(desk, "Marta", account=sofia, case=case, sale=sale(desk)) == "23514"
    assert attempt(desk, "Marta", account=sofia, case=uuid.uuid4()) == "23503"
    assert attempt(desk, "Marta", account=sofia, case=case, last="2020-01-01") == FORBIDDEN
    assert attempt(desk, "Sofia", account=silvia, case=social) is None
    assert attempt(desk, "Sofia", account=sofia, case=social) == FORBIDDEN
    assert attempt(desk, "Sofia", account=silvia, case=case) == FORBIDDEN
    assert attempt(desk, "Sofia", account=silvia, unit=desk.other) == FORBIDDEN
    assert attempt(desk, "Sofia", account=silvia, case=social, unit=desk.other) == "23514"
    desk.change("update account set disabled_at = clock_timestamp() where id = :id", id=silvia)
    assert attempt(desk, "Sofia", account=silvia, case=social) == FORBIDDEN
    desk.change("update account set disabled_at = null where id = :id", id=silvia)


def test_the_log_says_who_entrusted_what(desk: Desk) -> None:
    ((before,),) = desk.rows("select max(id) from audit_entry")
    given = entrust(desk, "Marta", CASE, desk.eviction(), desk.accounts["Sofia"])
    assert desk.client("Sofia").get(f"/api/units/{desk.flat}").status_code == 200
    end(desk, "Marta", given)
    assert desk.rows(
        "select verb, actor from audit_entry where entity = 'assignment' and entity_id = :id "
        "order by id", id=given,
    ) == [("create", desk.accounts["Marta"]), ("update", desk.accounts["Marta"])]  # fmt: skip
    assert desk.rows(
        "select distinct purpose_code, case_id from audit_entry where actor = :who "
        "and fields_class >= 'P4' and id > :before", who=desk.accounts["Sofia"], before=before,
    ) == [("assignment", desk.eviction())]  # fmt: skip
