"""Code lists of the cadastre's books."""

from gis.codes import Coded


class SpecialLot(Coded):
    """The lots (partite) that say what a record is instead of whose."""

    COMMON_COUNTABLE = (
        "common_countable", "bene comune censibile", "taxable common part",
    )  # fmt: skip
    COMMON_UNCOUNTABLE = (
        "common_uncountable", "bene comune non censibile", "non-taxable common part",
    )  # fmt: skip
    RURAL = "rural", "fabbricato rurale", "rural building"
    SUPPRESSED = "suppressed", "soppressa", "suppressed"
    URBAN_AREA = "urban_area", "area di enti urbani e promiscui", "ground of urban buildings"
    RURAL_ACCESSORY = "rural_accessory", "accessorio comune", "common accessory"
    DIVIDED_BUILDING = (
        "divided_building", "area di fabbricato diviso in subalterni",
        "ground of a divided building",
    )  # fmt: skip
    WATER = "water", "acque esenti da estimo", "waters exempt from valuation"
    ROAD = "road", "strada pubblica", "public road"


class IdentifierRole(Coded):
    """What an identifier on a unit's record stands for."""

    OWN = "own", "identificativo dell'unità", "identifier of the unit"
    COMMON_UTILITY = "common_utility", "utilità comune", "common utility"


class RemarkKind(Coded):
    """What the books hold against a record."""

    RESERVE = "reserve", "riserva", "reserve"
    DEDUCTION = "deduction", "deduzione", "deduction"


class SubjectKind(Coded):
    """Whether a holder is a person or a body; the cadastre writes P and G."""

    PERSON = "P", "persona fisica", "natural person"
    BODY = "G", "persona giuridica", "legal person"


class ImmobileKind(Coded):
    """What a title is on; the cadastre writes F and T."""

    UNIT = "F", "fabbricato", "urban unit"
    LAND = "T", "terreno", "land"


class RoomKind(Coded):
    """What a polygon of a plan is, by the rules of D.P.R. 138/1998."""

    MAIN = "A1", "vano principale", "main room"
    ACCESSORY = "A2", "accessorio diretto", "direct accessory"
    MAIN_OR_ACCESSORY = "A", "vano principale o accessorio diretto", "main room or accessory"
    COMMUNICATING = "B", "accessorio indiretto comunicante", "communicating indirect accessory"
    DETACHED = "C", "accessorio indiretto non comunicante", "detached indirect accessory"
    BALCONY = "D", "balcone o terrazzo comunicante", "communicating balcony or terrace"
    DETACHED_BALCONY = "E", "balcone o terrazzo non comunicante", "detached balcony or terrace"
    OPEN_GROUND = "F", "area scoperta o giardino", "open ground or garden"
    NOT_COUNTED = "G", "superficie non conteggiata", "surface not counted"
