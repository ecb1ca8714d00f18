"""Tax codes and VAT numbers of condominiums and administrators, checked by python-stdnum."""

from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale, iva

from gis.codes import Text
from gis.errors import InputError

PERSON_LENGTH = 16


def is_tax_code(code: str) -> bool:
    """Whether a tax code is right: 16 characters of a person, or the 11 digits of a body."""
    try:
        checked = codicefiscale.validate(code)
    except ValidationError:
        return False
    return bool(checked == code and any(digit != "0" for digit in code))


def is_vat_number(code: str) -> bool:
    """Whether the 11 digits of a VAT number are right."""
    try:
        checked = iva.validate(code)
    except ValidationError:
        return False
    return bool(checked == code)


def condominium_tax_code(code: str) -> str:
    """The 11 digits of a condominium's tax code; InputError for anything else."""
    if len(code) == PERSON_LENGTH or not is_tax_code(code):
        raise InputError(
            Text(
                it=f"«{code}» non è il codice fiscale di un condominio: servono undici cifre con "
                "la cifra di controllo giusta. Ricopiarlo dal certificato dell'Agenzia.",
                en=f'"{code}" is not the tax code of a condominium: it has eleven digits with the '
                "right check digit. Copy it from the Agency's certificate.",
            )
        )
    return code


def tax_code(code: str) -> str:
    """A tax code of a person or a company; InputError for a wrong one."""
    if not is_tax_code(code):
        raise InputError(
            Text(
                it=f"«{code}» non è un codice fiscale: controllare i caratteri e la loro somma.",
                en=f'"{code}" is not a tax code: check its characters and their sum.',
            )
        )
    return code


def vat_number(code: str) -> str:
    """A VAT number; InputError for a wrong one."""
    if not is_vat_number(code):
        raise InputError(
            Text(
                it=f"«{code}» non è una partita IVA: servono undici cifre con la cifra di "
                "controllo giusta.",
                en=f'"{code}" is not a VAT number: it has eleven digits with the right check '
                "digit.",
            )
        )
    return code
