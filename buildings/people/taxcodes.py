"""What a tax code tells, and whether it may be wrong; a doubtful one is kept, never refused."""

import datetime as dt

from stdnum import exceptions
from stdnum.it import codicefiscale, iva

from buildings.people.states import Sex, TaxCodeDoubt

_PERSONS_LENGTH = 16


def is_persons(code: str) -> bool:
    """Whether a code has the form of a natural person's: sixteen characters."""
    return len(code) == _PERSONS_LENGTH and not code.isdecimal()


def doubt_of_person(
    code: str | None, birth_on: dt.date | None, sex: Sex | None
) -> TaxCodeDoubt | None:
    """Why a person's code may be wrong; one of eleven digits is lent for a while and is sound.

    The century is not in a code: the day of birth is compared without it.
    """
    if code is None:
        return None
    try:
        if code.isdecimal():
            iva.validate(code)
            return None
        codicefiscale.validate(code)
        told = codicefiscale.get_birth_date(code)
        gender = codicefiscale.get_gender(code)
    except exceptions.ValidationError:
        return TaxCodeDoubt.WRONG_CHECK
    other_day = birth_on is not None and f"{told:%y%m%d}" != f"{birth_on:%y%m%d}"
    other_sex = sex is not None and gender != sex.value
    return TaxCodeDoubt.OTHER_BIRTH if other_day or other_sex else None


def doubt_of_body(code: str | None) -> TaxCodeDoubt | None:
    """Why a body's code of eleven digits may be wrong."""
    if code is None:
        return None
    try:
        iva.validate(code)
    except exceptions.ValidationError:
        return TaxCodeDoubt.WRONG_CHECK
    return None
