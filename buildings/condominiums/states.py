"""Code lists of condominiums: tables of shares, administrators, meters."""

from gis.codes import Coded


class MillesimalKind(Coded):
    """What the shares of a table divide (domain section 1.1)."""

    PROPERTY = "property", "A, proprietà", "A, property"
    STAIRS = "stairs", "B, scale", "B, stairs"
    LIFT = "lift", "C, ascensore", "C, lift"
    HEATING = "heating", "Riscaldamento", "Heating"
    WATER = "water", "Acqua", "Water"
    OTHER = "other", "Altra tabella", "Other table"


class AdministratorKind(Coded):
    """Whether an administrator is a person or a company."""

    PERSON = "person", "persona", "person"
    COMPANY = "company", "società", "company"


class AppointedBy(Coded):
    """Who appointed an administrator, and by which rule."""

    ASSEMBLY = "assembly", "assemblea", "assembly"
    COURT_1129 = (
        "court_1129", "tribunale (art. 1129 c.c.)", "court (art. 1129 of the civil code)",
    )  # fmt: skip
    COURT_1105 = (
        "court_1105", "tribunale, ad acta (art. 1105 c.c.)",
        "court, for single acts (art. 1105 of the civil code)",
    )  # fmt: skip
    CUSTODIAN = "custodian", "custode giudiziario", "judicial custodian"


class MeterService(Coded):
    """A service that a meter counts."""

    WATER = "water", "Acqua", "Water"
    GAS = "gas", "Gas", "Gas"
    HEATING = "heating", "Riscaldamento", "Heating"
    ELECTRICITY = "electricity", "Elettricità", "Electricity"
