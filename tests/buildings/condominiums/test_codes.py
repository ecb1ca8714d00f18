"""Tax codes and VAT numbers: the published vectors, and what is not one."""

import pytest

from buildings.condominiums import codes
from buildings.condominiums.models import Administrator, Condominium
from gis.errors import InputError


@pytest.mark.parametrize("code", ["MRTMTT25D09F205Z", "RSSMRA85T10A562S", "ABCDEF12B23P43NE"])
def test_right_tax_codes_of_persons(code: str) -> None:
    assert codes.is_tax_code(code)
    assert codes.tax_code(code) == code


@pytest.mark.parametrize("code", ["12345670488", "00743110157"])
def test_right_numbers_of_bodies(code: str) -> None:
    assert codes.is_vat_number(code)
    assert codes.is_tax_code(code)
    assert codes.vat_number(code) == codes.condominium_tax_code(code) == code


@pytest.mark.parametrize(
    "code",
    ["RSSMRA85T10A562T", "00000000000", "12345670489", "1234567048", "", " 12345670488",
     "rssmra85t10a562s", "١٢٣٤٥٦٧٠٤٨٨", "RSSMRA85T72A562S"],
)  # fmt: skip
def test_wrong_codes(code: str) -> None:
    assert not codes.is_tax_code(code)
    with pytest.raises(InputError) as refused:
        codes.tax_code(code)
    assert code in refused.value.text.it
    with pytest.raises(InputError):
        codes.condominium_tax_code(code)


def test_a_condominium_is_not_a_person() -> None:
    with pytest.raises(InputError, match="eleven digits"):
        Condominium(name="Girasole", tax_code="RSSMRA85T10A562S")
    assert Condominium(name="Girasole", tax_code="12345670488").tax_code == "12345670488"
    assert Condominium(name="Girasole", tax_code=None).tax_code is None


def test_an_administrator_may_be_a_person_or_a_company() -> None:
    assert Administrator(tax_code="RSSMRA85T10A562S").tax_code == "RSSMRA85T10A562S"
    assert Administrator(tax_code="12345670488", vat_number="00743110157").vat_number
    with pytest.raises(InputError):
        Administrator(vat_number="RSSMRA85T10A562S")
