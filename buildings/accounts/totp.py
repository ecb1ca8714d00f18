"""The second factor: codes of six digits by time (RFC 6238), each good once.

The secret is sealed with the account's own key, which lies outside the database.
"""

import base64
import datetime as dt
import os
import uuid
from hmac import compare_digest

from pyotp.totp import TOTP

from gis.keys import KeyStore
from gis.sealing import seal, unseal

ISSUER = "Registro Satellite"
STEP_S = 30
DIGITS = 6
SECRET_BYTES = 20
STEPS_BESIDE = 1
"""Codes of one step before and after count too: telephones' clocks differ by some seconds."""


def new_secret() -> str:
    """A secret of 160 bits in base 32, as authenticator apps take it."""
    return base64.b32encode(os.urandom(SECRET_BYTES)).decode()


def address_of(secret: str, email: str) -> str:
    """The `otpauth:` address that an app reads from a QR code."""
    return TOTP(secret, digits=DIGITS, interval=STEP_S).provisioning_uri(
        name=email, issuer_name=ISSUER
    )


def step_of(secret: str, code: str, at: dt.datetime, last_step: int | None = None) -> int | None:
    """The step whose code this is, None where it is of none, or of one not after `last_step`.

    Whoever accepts it must write the step down: a code seen over a shoulder is then worthless.
    """
    plain = "".join(code.split())
    if len(plain) != DIGITS or not (plain.isascii() and plain.isdigit()):
        return None
    made, now = TOTP(secret, digits=DIGITS, interval=STEP_S), int(at.timestamp()) // STEP_S
    found = None
    for step in range(now - STEPS_BESIDE, now + STEPS_BESIDE + 1):
        if compare_digest(made.generate_otp(step), plain):
            found = step
    return None if found is None or (last_step is not None and found <= last_step) else found


def sealed(keys: KeyStore, account_id: uuid.UUID, secret: str) -> bytes:
    """The secret as the database keeps it."""
    return seal(keys.ensure([account_id])[account_id], account_id, {"totp": secret})


def opened(keys: KeyStore, account_id: uuid.UUID, kept: bytes) -> str | None:
    """The secret of a sealed one; None where the key is lost, and with it the second factor."""
    key = keys.find([account_id]).get(account_id)
    facts = None if key is None else unseal(key, account_id, kept)
    return None if facts is None else facts.get("totp")
