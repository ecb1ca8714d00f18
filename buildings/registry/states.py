"""Code lists of the register."""

from gis.codes import Coded


class UseClass(Coded):
    """What a unit is destined to (domain section 3.1, use_class)."""

    DWELLING = "dwelling", "Abitazione", "Dwelling"
    CELLAR = "cellar", "Cantina", "Cellar"
    GARAGE = "garage", "Autorimessa", "Garage"
    SHOP = "shop", "Negozio", "Shop"
    OFFICE = "office", "Ufficio", "Office"
    COMMUNITY_SPACE = "community_space", "Spazio comune", "Community space"
    COMMON_PART = "common_part", "Parte comune", "Common part"
    OTHER = "other", "Altro", "Other"


class ConsistencyUnit(Coded):
    """What the consistency of a unit is counted in: rooms for A, cubic metres for B, m² for C."""

    ROOMS = "rooms", "vani", "rooms"
    CUBIC_METRES = "m3", "m³", "m³"
    SQUARE_METRES = "m2", "m²", "m²"


class IdentifierScheme(Coded):
    """Who gave an external identifier, and its form.

    Cadastral values are written `G686/-/12/345/6`: municipality, section (`-` for none),
    sheet, parcel, subunit, without padding zeros.
    """

    CADASTRAL_UNIT = "cadastral_unit", "Unità catastale", "Cadastral unit"
    CADASTRAL_PARCEL = "cadastral_parcel", "Particella catastale", "Cadastral parcel"
    INSPIRE = "inspire", "Identificativo INSPIRE", "INSPIRE identifier"
    ANNCSU_ACCESS = "anncsu_access", "Progressivo accesso ANNCSU", "ANNCSU access"
    ANNCSU_STREET = "anncsu_street", "Progressivo strada ANNCSU", "ANNCSU street"
    OSM_BUILDING = "osm_building", "Edificio OpenStreetMap", "OpenStreetMap building"
    OSM_ADDRESS = "osm_address", "Indirizzo OpenStreetMap", "OpenStreetMap address"
    DBGT_BUILDING = "dbgt_building", "Edificio del database topografico", "Topographic building"
    DBGT_ADDRESS = "dbgt_address", "Civico del database topografico", "Topographic street number"
