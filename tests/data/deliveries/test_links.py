"""A link works for one delivery only; once it is over its file is gone from the disk."""

import datetime as dt
import io
import uuid
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.arrears.states import DeliveryKind
from buildings.condominiums.models import Condominium
from data.deliveries import files
from data.deliveries.links import (
    MOST_TRIES,
    find_link,
    is_limited,
    make_link,
    note_try,
    revoke,
    sweep,
)
from data.deliveries.models import DeliveryAttempt, DeliveryLink
from gis.errors import InputError, NotFoundError, RuleError
from tests import make


@pytest.fixture
def place(session: Session) -> uuid.UUID:
    """A condominium."""
    made = Condominium(name="Condominio Le Prove", **make.PROVENANCE)
    make.building(session)
    session.add(made)
    session.flush()
    return made.id


def made(session: Session, place: uuid.UUID, **changes: object) -> tuple[DeliveryLink, str]:
    said = {
        "condominium_id": place, "kind": DeliveryKind.TOTALS, "sender": "Studio  Esempio",
        "days": 7, "by": "Ufficio Casa",
    } | changes  # fmt: skip
    return make_link(session, **said)  # type: ignore[arg-type] # the arguments of a link


def with_file(link: DeliveryLink, home: Path) -> Path:
    key, path = files.keep(home, link.id, io.BytesIO(b"Scala;Saldo"))
    link.file_key, link.file_name = key, "consegna.csv"
    return path


@pytest.mark.parametrize("changes", [{"sender": " "}, {"by": ""}, {"days": 0}, {"days": 91}])
def test_a_link_says_who_sends_who_made_it_and_for_how_long(
    session: Session, place: uuid.UUID, changes: dict[str, object]
) -> None:
    with pytest.raises(RuleError):
        made(session, place, **changes)
    with pytest.raises(NotFoundError):
        made(session, uuid.uuid4())
    assert session.scalar(text("select count(*) from delivery_link")) == 0


def test_a_revoked_link_opens_nothing_and_its_file_is_gone(
    session: Session, place: uuid.UUID, tmp_path: Path
) -> None:
    link, token = made(session, place)
    path = with_file(link, tmp_path)
    assert find_link(session, token) is link
    revoked = revoke(session, link.id, tmp_path)
    assert (revoked.file_key, revoked.answers) == (None, {})
    assert not path.exists()
    assert find_link(session, token) is None
    first = revoked.revoked_at
    assert revoke(session, link.id, tmp_path).revoked_at == first
    with pytest.raises(NotFoundError):
        revoke(session, link.id + 1, tmp_path)


def test_an_expired_link_opens_nothing_and_the_sweep_takes_its_file(
    session: Session, place: uuid.UUID, tmp_path: Path
) -> None:
    old, old_token = made(session, place)
    new, new_token = made(session, place)
    old_file, new_file = with_file(old, tmp_path), with_file(new, tmp_path)
    old.created_at = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    old.expires_at = dt.datetime(2020, 1, 8, tzinfo=dt.UTC)
    session.add(DeliveryAttempt(address_hash="x", at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)))
    session.flush()
    assert find_link(session, old_token) is None
    assert sweep(session, tmp_path) == 1
    assert (old_file.exists(), new_file.exists()) == (False, True)
    assert find_link(session, new_token) is new
    assert sweep(session, tmp_path) == 0
    assert session.scalar(text("select count(*) from delivery_attempt")) == 0


def test_too_many_wrong_tokens_from_one_place_and_the_others_are_heard(session: Session) -> None:
    for _ in range(MOST_TRIES):
        assert not is_limited(session, "192.0.2.1")
        note_try(session, "192.0.2.1")
    assert is_limited(session, "192.0.2.1")
    assert not is_limited(session, "192.0.2.2")
    kept = session.scalar(
        text("select string_agg(distinct address_hash, '') from delivery_attempt")
    )
    assert "192.0.2.1" not in str(kept)


@pytest.mark.parametrize("content", [b"", b"x" * (files.MAX_BYTES + 1)])
def test_of_an_empty_or_a_huge_upload_nothing_stays(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError):
        files.keep(tmp_path, 1, io.BytesIO(content))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_is_kept_under_a_name_of_ours_for_us_alone(tmp_path: Path) -> None:
    key, path = files.keep(tmp_path, 7, io.BytesIO(b"PK\x03\x04abc"))
    assert (path.name, oct(path.stat().st_mode & 0o777)) == ("consegna-7.xlsx", "0o600")
    assert path.read_bytes() == b"PK\x03\x04abc"
    assert files.path_of(tmp_path, key) == path
    files.remove(tmp_path, key)
    assert files.path_of(tmp_path, key) is None
