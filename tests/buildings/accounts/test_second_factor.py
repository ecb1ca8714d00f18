"""Codes by time and codes on paper."""

import datetime as dt
import uuid
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyotp.totp import TOTP

from buildings.accounts import recovery, totp
from gis.keys import KeyStore

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
STEP = int(NOON.timestamp()) // totp.STEP_S
MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


@pytest.fixture
def secret() -> str:
    return totp.new_secret()


def test_the_code_of_now_and_of_its_neighbours_is_right(secret: str) -> None:
    app = TOTP(secret)
    for beside in (-1, 0, 1):
        code = app.generate_otp(STEP + beside)
        assert totp.step_of(secret, f"{code[:3]} {code[3:]}", NOON) == STEP + beside
    for beside in (-2, 2):
        assert totp.step_of(secret, app.generate_otp(STEP + beside), NOON) is None


def test_a_code_is_good_once(secret: str) -> None:
    code = TOTP(secret).generate_otp(STEP)
    step = totp.step_of(secret, code, NOON)

    assert step == STEP
    assert totp.step_of(secret, code, NOON, last_step=step) is None
    later = NOON + dt.timedelta(seconds=totp.STEP_S)
    assert totp.step_of(secret, code, later, last_step=step) is None


def test_an_earlier_code_is_worthless_after_a_later_one(secret: str) -> None:
    earlier = TOTP(secret).generate_otp(STEP - 1)

    assert totp.step_of(secret, earlier, NOON, last_step=STEP) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34 5x"])
def test_what_is_no_code_is_wrong(secret: str, typed: str) -> None:
    assert totp.step_of(secret, typed, NOON) is None


@given(MOMENTS, st.integers(0, 999_999))
def test_no_code_is_ever_good_twice(at: dt.datetime, number: int) -> None:
    secret, code = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", f"{number:06}"
    step = totp.step_of(secret, code, at)
    if step is not None:
        assert abs(step - int(at.timestamp()) // 30) <= 1
        assert totp.step_of(secret, code, at, last_step=step) is None


def test_an_app_reads_the_address(secret: str) -> None:
    address = urlsplit(totp.address_of(secret, "anna.bianchi@comune.example"))
    asked = parse_qs(address.query)

    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert asked["secret"] == [secret]
    assert asked["issuer"] == ["Registro Satellite"]


def test_the_secret_is_kept_sealed_and_lost_with_its_key(tmp_path: Path, secret: str) -> None:
    keys, anna, bruno = KeyStore(tmp_path), uuid.uuid4(), uuid.uuid4()
    kept = totp.sealed(keys, anna, secret)

    assert secret.encode() not in kept
    assert totp.opened(keys, anna, kept) == secret
    keys.ensure([bruno])
    assert totp.opened(keys, bruno, kept) is None
    keys.erase(anna)
    assert totp.opened(keys, anna, kept) is None


def test_ten_codes_are_printed_and_each_is_recognised_as_typed() -> None:
    codes = recovery.new_codes()

    assert len(set(codes)) == recovery.COUNT
    for code in codes:
        assert recovery.digest(code) == recovery.digest(f" {code.lower().replace('-', ' ')} ")
        assert code not in (recovery.digest(code) or "")
    assert len({recovery.digest(code) for code in codes}) == recovery.COUNT


@given(st.text(max_size=80))
def test_other_texts_are_no_code(text: str) -> None:
    found = recovery.digest(text)
    assert found is None or len("".join(filter(str.isalnum, text))) == 16
