"""Code lists of persons, bodies and their rights."""

from gis.codes import Coded


class Sex(Coded):
    """As registers write it."""

    MALE = "M", "maschio", "male"
    FEMALE = "F", "femmina", "female"


class TaxCodeDoubt(Coded):
    """Why a tax code may be wrong; it is kept as it came."""

    WRONG_CHECK = "wrong_check", "non supera il controllo", "fails its check"
    OTHER_BIRTH = (
        "other_birth", "dice un'altra nascita o un altro sesso", "tells another birth or sex",
    )  # fmt: skip


class BodyKind(Coded):
    """What a body is, as far as its source or its name tells."""

    COMPANY = "company", "società", "company"
    PUBLIC_BODY = "public_body", "ente pubblico", "public body"
    CONDOMINIUM = "condominium", "condominio", "condominium"
    ASSOCIATION = "association", "associazione o fondazione", "association or foundation"
    UNKNOWN = "unknown", "non noto", "unknown"


class RightType(Coded):
    """The real rights that the register tells apart (domain section 1.1)."""

    OWNERSHIP = "ownership", "proprietà", "ownership"
    BARE_OWNERSHIP = "bare_ownership", "nuda proprietà", "bare ownership"
    USUFRUCT = "usufruct", "usufrutto", "usufruct"
    USE = "use", "uso", "right of use"
    HABITATION = "habitation", "abitazione", "right of habitation"
    SURFACE = "surface", "superficie", "right of superficies"
    SURFACE_OWNERSHIP = "surface_ownership", "proprietà superficiaria", "superficiary ownership"
    BARE_SURFACE = (
        "bare_surface", "nuda proprietà superficiaria", "bare superficiary ownership",
    )  # fmt: skip
    LAND_OWNERSHIP = "land_ownership", "proprietà per l'area", "ownership of the ground"
    EMPHYTEUSIS = "emphyteusis", "enfiteusi", "emphyteusis"
    GRANTOR = "grantor", "diritto del concedente", "right of the grantor"
    SERVITUDE = "servitude", "servitù", "servitude"
    CHARGE = "charge", "oneri", "charges"
    OTHER = "other", "altro diritto", "other right"


class Regime(Coded):
    """The property regime between spouses that a title tells."""

    COMMUNITY = "C", "comunione dei beni", "community of property"
    IN_COMMUNITY = "D", "in comunione", "in community"
    RESIDUAL = "De", "comunione de residuo", "residual community"
    PERSONAL = "P", "bene personale", "personal property"
    SEPARATE = "S", "separazione dei beni", "separation of property"


CADASTRAL_RIGHTS = {
    "10": RightType.OWNERSHIP,
    "1s": RightType.SURFACE_OWNERSHIP,
    "1t": RightType.LAND_OWNERSHIP,
    "20": RightType.BARE_OWNERSHIP,
    "2s": RightType.BARE_SURFACE,
    "30": RightType.HABITATION,
    "3s": RightType.HABITATION,
    "40": RightType.GRANTOR,
    "50": RightType.EMPHYTEUSIS,
    "60": RightType.SURFACE,
    "70": RightType.USE,
    "7s": RightType.USE,
    "80": RightType.USUFRUCT,
    "8a": RightType.USUFRUCT,
    "8e": RightType.USUFRUCT,
    "8s": RightType.USUFRUCT,
    "90": RightType.SERVITUDE,
    "100": RightType.CHARGE,
    # The older codes end in a blank: `20 ` is a lessee in perpetuity, not a bare owner.
    "3 ": RightType.OWNERSHIP,
    "4 ": RightType.OWNERSHIP,
    "15 ": RightType.USUFRUCT,
    "30 ": RightType.USUFRUCT,
    "33 ": RightType.USUFRUCT,
    "50 ": RightType.USUFRUCT,
    "52 ": RightType.USE,
    "53 ": RightType.USE,
}
"""The cadastre's right codes, verbatim with their blanks; any other is `OTHER`."""


def right_type(code: str) -> RightType:
    """The right that a cadastral code stands for; the trailing blank tells codes apart."""
    return CADASTRAL_RIGHTS.get(code, RightType.OTHER)
