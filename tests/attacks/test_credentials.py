"""Credentials that are another's, over, broken or in the wrong place read as nobody or not at all.

Guessing, sessions fixed beforehand and forged forms are tried in tests/api/access.
"""

import base64
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from api.access.form_tokens import token_of
from buildings.privacy.states import Role
from gis.reader import digest_of
from tests.access.conftest import Guarded
from tests.attacks.conftest import Visiting
from tests.readers import token

CLOSED = "/ogc/collections/units/items?f=json&limit=1"
OPEN = "/ogc/collections/buildings/items?f=json&limit=1"


@pytest.fixture
def plain(hostile: Guarded) -> TestClient:
    """A client that shows nothing by itself; the application goes on after it."""
    return TestClient(hostile.app, follow_redirects=False)


def broken(good: str) -> Iterator[str]:
    """A good token, written in ways that are not one."""
    yield from (
        "Bearer", "Bearer ", "bearer\t", f"Bearer {good}x", f"Bearer {good[:-1]}",
        f"Bearer x{good}",
        f"Bearer {good} {good}", f"Bearer {good},{good}", f"Bearer {good.upper()}", good,
        f"Token {good}", f"Digest {good}", f"Negotiate {good}", f"Bearer: {good}", f"Bearer={good}",
        f'Bearer "{good}"', f"Bearer {digest_of(good).hex()}", "Bearer " + "a" * 20_000,
        "Bearer ' or 1=1 --", "Bearer null", "Bearer undefined", "Bearer sat_", "Bearer *",
        "Basic " + base64.b64encode(f"user:{good}".encode()).decode(), "Basic !!!", "::", "\u00e8",
    )  # fmt: skip


def test_a_broken_one_is_refused_even_for_what_is_open(plain: TestClient, hostile: Guarded) -> None:
    good = hostile.tokens[Role.HOUSING_MANAGER]
    assert plain.get(CLOSED, headers={"Authorization": f"bearer  {good} "}).status_code == 200
    for written in broken(good):
        for address in (CLOSED, OPEN, "/api/search?q=via", "/"):
            answer = plain.get(address, headers={b"Authorization": written.encode("latin1")})
            assert answer.status_code == 401, (written[:60], address)
            assert "features" not in answer.text
            assert good not in answer.text


def test_a_session_beside_a_broken_token_counts_for_nothing(browsing: Visiting) -> None:
    client = browsing(Role.HOUSING_MANAGER)
    assert client.get(CLOSED).status_code == 200
    assert client.get(CLOSED, headers={"Authorization": "Bearer sat_x"}).status_code == 401
    assert client.get("/access/account", headers={"Authorization": "Basic eA=="}).status_code in {
        401, 403,
    }  # fmt: skip


@pytest.mark.parametrize(
    "ending",
    [
        "update api_token set revoked_at = clock_timestamp() where token_sha256 = :digest",
        """update api_token set created_at = created_at - interval '3 hours',
        expires_at = expires_at - interval '2 hours' where token_sha256 = :digest""",
        "update account set disabled_at = clock_timestamp() where id = :account",
        "update account set expires_on = current_date - 1 where id = :account",
        "update account set role = 'mediator' where id = :account",
        "delete from api_token where token_sha256 = :digest",
    ],
    ids=["revoked", "expired", "disabled", "account over", "role changed", "gone"],
)
def test_one_that_is_over_reads_nothing(plain: TestClient, hostile: Guarded, ending: str) -> None:
    account = uuid.uuid4()
    with hostile.owner.begin() as owner:
        owner.execute(
            text(
                "insert into account (id, email, name, role, is_demo, created_at) values "
                "(:id, :email, 'Persona inventata', 'housing_manager', false, clock_timestamp())"
            ),
            {"id": account, "email": f"{account}@prova.example"},
        )
    shown = token(hostile.owner, Role.HOUSING_MANAGER, account=account)
    headers = {"Authorization": f"Bearer {shown}"}
    assert plain.get(CLOSED, headers=headers).status_code == 200
    with hostile.owner.begin() as owner:
        given = {"digest": digest_of(shown), "account": account}
        names = {key: given[key] for key in given if f":{key}" in ending}
        owner.execute(text(ending), names)

    for address in (CLOSED, OPEN, "/"):
        assert plain.get(address, headers=headers).status_code == 401, address


def test_one_in_another_place_is_none(
    plain: TestClient, hostile: Guarded, cookies: dict[Role, str]
) -> None:
    good, session = hostile.tokens[Role.HOUSING_MANAGER], cookies[Role.HOUSING_MANAGER]
    for name in ("access_token", "token", "authorization", "api_key", "key", "satellite_session"):
        assert plain.get(f"/api/discrepancies?{name}={good}").status_code == 401
        assert plain.get("/api/discrepancies", headers={"X-Token": good}).status_code == 401
    for cookie in (f"satellite_session={good}", f"token={good}", f"Authorization=Bearer {good}",
                   f"__Host-satellite_session={session}", f"SATELLITE_SESSION={session}",
                   f"satellite_session={digest_of(session).hex()}",
                   f"satellite_session={session}x"):  # fmt: skip
        assert plain.get(CLOSED, headers={"Cookie": cookie}).status_code == 401, cookie
    shown = {"Authorization": f"Bearer {session}"}
    assert plain.get(CLOSED, headers=shown).status_code == 401


def test_tossed_cookies_give_one_reader_and_never_more(
    plain: TestClient, cookies: dict[Role, str]
) -> None:
    """Of two of the same name one counts, for what is read as for the form's token."""
    mediator, manager = cookies[Role.MEDIATOR], cookies[Role.HOUSING_MANAGER]
    for first, second in ((mediator, manager), (manager, mediator), ("x", mediator)):
        header = {"Cookie": f"satellite_session={first}; satellite_session={second}"}
        page = plain.get("/", headers={**header, "Accept": "text/html"}).text
        assert (token_of(second) in page) is (token_of(first) not in page)
        status = plain.get("/imports", headers=header).status_code
        counts = second if token_of(second) in page else first
        assert (status == 200) is (counts == manager)


def test_a_token_reads_as_its_own_role_whatever_role_its_maker_has(
    plain: TestClient, hostile: Guarded
) -> None:
    """The mediator's token is no better where the manager's was shown on the same connection."""
    for role, status in (
        (Role.HOUSING_MANAGER, 200),
        (Role.MEDIATOR, 403),
        (Role.AUDITOR, 403),
    ) * 3:
        headers = {"Authorization": f"Bearer {hostile.tokens[role]}"}
        assert plain.get("/imports", headers=headers).status_code == status


def test_no_token_makes_another_or_changes_an_account(plain: TestClient, hostile: Guarded) -> None:
    for role, shown in hostile.tokens.items():
        headers = {"Authorization": f"Bearer {shown}", "Sec-Fetch-Site": "none"}
        for address in ("/access/account/tokens", "/access/account/password", "/access/accounts",
                        "/access/sala", "/access/account/second-factor"):  # fmt: skip
            sent = {"name": "x", "days": "1", "role": "auditor", "password": "x", "on": "true"}
            answer = plain.post(address, data=sent, headers=headers)
            assert answer.status_code == 403, (role, address)
