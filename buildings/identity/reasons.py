"""Why a naming means a unit, or why nobody but a person may say so."""

from gis.codes import Coded


class MatchReason(Coded):
    """One respect in which a naming and a unit agree or not, or what stops a match."""

    CADASTRAL_SAME = "cadastral_same", "stesso identificativo catastale", "same cadastral reference"
    CADASTRAL_OLD = (
        "cadastral_old", "identificativo catastale che l'unità aveva prima",
        "a cadastral reference that the unit had before",
    )  # fmt: skip
    CADASTRAL_PART_UNIT = (
        "cadastral_part_unit", "il catasto indicato concorda, ma è incompleto",
        "the cadastral reference agrees but is incomplete",
    )  # fmt: skip
    CADASTRAL_PART_PARCEL = (
        "cadastral_part_parcel", "stessa particella, senza subalterno",
        "same parcel, no subunit given",
    )  # fmt: skip
    CADASTRAL_NEIGHBOUR = (
        "cadastral_neighbour", "stessa particella, altro subalterno",
        "same parcel, another subunit",
    )  # fmt: skip
    CADASTRAL_DIFFERS = (
        "cadastral_differs", "altro identificativo catastale", "another cadastral reference",
    )  # fmt: skip
    STREET_SAME = "street_same", "stessa via", "same street"
    STREET_PART = (
        "street_part", "stessa via, nome abbreviato o in altro ordine",
        "same street, its name shortened or in another order",
    )  # fmt: skip
    STREET_TYPO = (
        "street_typo", "stessa via, scritta con errori", "same street, misspelt",
    )  # fmt: skip
    STREET_UNKNOWN = (
        "street_unknown", "via che il registro non ha", "a street that the register has not",
    )  # fmt: skip
    STREET_ELSEWHERE = "street_elsewhere", "altra via", "another street"
    CIVIC_SAME = "civic_same", "stesso civico", "same house number"
    CIVIC_RANGE = "civic_range", "civico compreso nell'intervallo", "house number in the range"
    CIVIC_SUFFIX = (
        "civic_suffix", "stesso numero, altro esponente", "same number, another suffix",
    )  # fmt: skip
    CIVIC_UNKNOWN = (
        "civic_unknown", "civico che il registro non ha",
        "a house number that the register has not",
    )  # fmt: skip
    CIVIC_ELSEWHERE = "civic_elsewhere", "altro civico", "another house number"
    CONDOMINIUM_SAME = "condominium_same", "stesso condominio", "same condominium"
    CONDOMINIUM_DIFFERS = "condominium_differs", "altro condominio", "another condominium"
    STAIRCASE_SAME = "staircase_same", "stessa scala", "same staircase"
    STAIRCASE_ORDER = (
        "staircase_order", "scala contata: 1 per A, 2 per B", "staircase counted: 1 for A, 2 for B",
    )  # fmt: skip
    STAIRCASE_DIFFERS = "staircase_differs", "altra scala", "another staircase"
    FLOOR_SAME = "floor_same", "stesso piano", "same floor"
    FLOOR_NEAR = "floor_near", "un piano di differenza", "one floor off"
    FLOOR_DIFFERS = "floor_differs", "altro piano", "another floor"
    DOOR_SAME = "door_same", "stesso interno", "same door"
    DOOR_SUFFIX = "door_suffix", "stesso interno, altra lettera", "same door, another letter"
    DOOR_DIFFERS = "door_differs", "altro interno", "another door"
    CATEGORY_SAME = "category_same", "stessa categoria", "same category"
    CATEGORY_GROUP = "category_group", "altra categoria dello stesso gruppo", "category alike"
    CATEGORY_DIFFERS = "category_differs", "altra categoria", "another category"
    AREA_SAME = "area_same", "stessa superficie", "same area"
    AREA_NEAR = "area_near", "superficie simile", "area alike"
    AREA_DIFFERS = "area_differs", "altra superficie", "another area"
    PERSON_TAX_CODE = (
        "person_tax_code", "il codice fiscale è di un titolare", "the tax code of a holder",
    )  # fmt: skip
    PERSON_NAME = "person_name", "il nome è di un titolare", "the name of a holder"
    PERSON_DIFFERS = "person_differs", "nessun titolare si chiama così", "no holder of that name"
    CADASTRE_SAYS_ANOTHER = (
        "cadastre_says_another", "il catasto indica un'altra unità",
        "the cadastre says another unit",
    )  # fmt: skip
    ADDRESS_SAYS_ANOTHER = (
        "address_says_another", "l'indirizzo indica un'altra unità",
        "the address says another unit",
    )  # fmt: skip
    ANOTHER_KIND_OF_UNIT = (
        "another_kind_of_unit", "la categoria è di un altro tipo di unità",
        "the category is of another kind of unit",
    )  # fmt: skip
    PLACE_DIFFERS = (
        "place_differs", "una parte dell'indirizzo non concorda", "a part of the address disagrees",
    )  # fmt: skip
    EXPONENT_UNKNOWN = (
        "exponent_unknown", "l'esponente o la lettera non è nel registro",
        "the suffix or letter is not in the register",
    )  # fmt: skip
    STAIRCASE_NOT_SAID = (
        "staircase_not_said", "manca la scala e l'edificio ne ha più d'una",
        "no staircase given where there are several",
    )  # fmt: skip
    DOOR_NOT_SAID = "door_not_said", "manca l'interno", "no door given"
    SEVERAL_DOORS_SAID = "several_doors_said", "la riga dice più interni", "several doors given"
    TWO_NAMINGS_ONE_UNIT = (
        "two_namings_one_unit", "due righe dello stesso mittente indicano questa unità",
        "two rows of one sender mean this unit",
    )  # fmt: skip
    SEVERAL_FIT = "several_fit", "più unità concordano", "several units agree"
    TOO_LITTLE_SAID = (
        "too_little_said", "la riga dice troppo poco per esserne certi",
        "the row says too little to be sure",
    )  # fmt: skip
    NOTHING_FITS = "nothing_fits", "nessuna unità del registro concorda", "no unit agrees"
    BRIDGE = "bridge", "codice spiegato dall'amministratore", "a code the administrator explained"
    DECIDED = "decided", "deciso da una persona", "decided by a person"


AGREEING = frozenset(
    reason
    for reason in MatchReason
    if reason is MatchReason.BRIDGE
    or reason.value.endswith(("_same", "_old", "_part_unit", "_part_parcel", "_tax_code", "_name"))
    or reason in {MatchReason.STREET_PART, MatchReason.CIVIC_RANGE, MatchReason.STAIRCASE_ORDER}
)
"""Reasons for a unit; `DOUBTFUL` ones are nearly so, all others speak against it."""

DOUBTFUL = frozenset(
    {
        MatchReason.STREET_TYPO,
        MatchReason.STREET_UNKNOWN,
        MatchReason.CIVIC_SUFFIX,
        MatchReason.CIVIC_UNKNOWN,
        MatchReason.FLOOR_NEAR,
        MatchReason.DOOR_SUFFIX,
        MatchReason.CATEGORY_GROUP,
        MatchReason.AREA_NEAR,
        MatchReason.PERSON_DIFFERS,
    }
)

_BY_CODE = {reason.value: reason for reason in MatchReason}


def reason_of(code: str) -> MatchReason:
    """The reason with a code."""
    return _BY_CODE[code]
