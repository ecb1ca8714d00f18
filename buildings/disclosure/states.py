"""How far a table may tell, and why a figure is missing."""

from gis.codes import Coded


class Measure(Coded):
    """What the figures of a table are."""

    COUNT = "count", "conteggio", "count"
    RATE = "rate", "quota", "share"
    MONEY_RATE = "money_rate", "fascia di quota in denaro", "band of a share of money"


class Sensitivity(Coded):
    """How a table is guarded."""

    OPEN = "open", "pubblica di per sé, esatta", "public by itself, exact"
    ORDINARY = "ordinary", "ordinaria", "ordinary"
    SENSITIVE = "sensitive", "delicata (artt. 9 e 10 GDPR)", "sensitive (art. 9 and 10 GDPR)"


class Missing(Coded):
    """Why a figure is not given; never which rule held it back, since that would tell of it."""

    WITHHELD = "withheld", "soppresso per riservatezza", "withheld for confidentiality"
    NO_DATA = "no_data", "dato non disponibile", "no data"


class Reason(Coded):
    """Which rule holds a figure back; shown to the office in a dry run, never kept or published."""

    SMALL = "small", "meno del minimo", "below the least count"
    SMALL_BASE = "small_base", "troppo poche abitazioni", "too few dwellings"
    WHOLE = "whole", "tutti o quasi (attributo)", "all or nearly (attribute)"
    FEW_CONTRIBUTORS = "few_contributors", "pochi contribuenti", "few contributors"
    DOMINATED = "dominated", "uno solo prevale", "one dominates"
    SECONDARY = "secondary", "per proteggerne un'altra", "to protect another"


class ResearchField(Coded):
    """What a research project may be given of a record; each is made coarse in its own way."""

    UNIT = "unit", "unità (pseudonimo)", "unit (pseudonym)"
    HOUSEHOLD = "household", "nucleo (pseudonimo)", "household (pseudonym)"
    PERSON = "person", "persona (pseudonimo)", "person (pseudonym)"
    CASE = "case", "pratica (pseudonimo)", "case (pseudonym)"
    MONTH = "month", "mese", "month"
    AGE_BAND = "age_band", "fascia d'età", "age band"
    PLACE = "place", "luogo di almeno dieci abitazioni", "place of ten dwellings at least"
    CROWDING = "crowding", "affollamento", "crowding"
    OCCUPANCY = "occupancy", "uso", "occupancy"
    OCCUPATION_TITLE = "occupation_title", "titolo", "title"
    ARREARS_BAND = "arrears_band", "fascia di morosità", "arrears band"
    CONDITION = "condition", "stato fisico", "condition"
    CASE_TYPE = "case_type", "tipo di pratica", "type of case"
    USE_CLASS = "use_class", "destinazione", "use"
    FLOOR_BAND = "floor_band", "fascia di piano", "floor band"
    ROOMS_BAND = "rooms_band", "fascia di vani", "band of rooms"
    AREA_BAND = "area_band", "fascia di superficie", "band of area"


class AgeBand(Coded):
    """Ages as research gets them."""

    UNDER_6 = "0_5", "0-5 anni", "aged 0 to 5"
    UNDER_14 = "6_13", "6-13 anni", "aged 6 to 13"
    UNDER_18 = "14_17", "14-17 anni", "aged 14 to 17"
    UNDER_30 = "18_29", "18-29 anni", "aged 18 to 29"
    UNDER_45 = "30_44", "30-44 anni", "aged 30 to 44"
    UNDER_65 = "45_64", "45-64 anni", "aged 45 to 64"
    UNDER_80 = "65_79", "65-79 anni", "aged 65 to 79"
    OLDER = "80_more", "80 anni e più", "aged 80 and more"


class FloorBand(Coded):
    """Floors as research gets them."""

    BELOW = "below", "sotto terra", "below ground"
    GROUND = "ground", "piano terra o rialzato", "ground or raised floor"
    LOW = "low", "dal 1° al 3°", "1st to 3rd"
    MIDDLE = "middle", "dal 4° al 6°", "4th to 6th"
    HIGH = "high", "dal 7° in su", "7th and above"


class RoomsBand(Coded):
    """Cadastral rooms as research gets them."""

    UP_TO_3 = "up_to_3", "meno di 3 vani", "under 3 rooms"
    UP_TO_4 = "up_to_4", "da 3 a meno di 4", "3 to under 4"
    UP_TO_5 = "up_to_5", "da 4 a meno di 5", "4 to under 5"
    UP_TO_6 = "up_to_6", "da 5 a meno di 6", "5 to under 6"
    MORE = "more", "6 e più", "6 and more"


class AreaBand(Coded):
    """Usable areas as research gets them."""

    UNDER_40 = "under_40", "meno di 40 m²", "under 40 m²"
    UNDER_60 = "under_60", "da 40 a meno di 60 m²", "40 to under 60 m²"
    UNDER_80 = "under_80", "da 60 a meno di 80 m²", "60 to under 80 m²"
    UNDER_100 = "under_100", "da 80 a meno di 100 m²", "80 to under 100 m²"
    MORE = "more", "100 m² e più", "100 m² and more"
