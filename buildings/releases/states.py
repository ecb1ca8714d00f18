"""States of a release, for whom a table is, of which places, and the classes that tables use."""

from gis.codes import Coded
from gis.workflow import Workflow


class ReleaseState(Coded):
    """Where a release stands."""

    DRAFT = "draft", "bozza", "draft"
    PUBLISHED = "published", "pubblicato", "published"
    WITHDRAWN = "withdrawn", "ritirato", "withdrawn"


RELEASE_WORKFLOW = Workflow(
    initial=ReleaseState.DRAFT,
    steps={
        ReleaseState.DRAFT: frozenset({ReleaseState.PUBLISHED}),
        ReleaseState.PUBLISHED: frozenset({ReleaseState.WITHDRAWN}),
        ReleaseState.WITHDRAWN: frozenset(),
    },
)


class Audience(Coded):
    """Who may read a released table."""

    PUBLIC = "public", "tutti", "everybody"
    COUNCIL = "council", "sindaco e consiglio", "mayor and council"
    PLANNING = "planning", "ufficio tecnico", "technical office"
    PREFECTURE = "prefecture", "Prefettura", "prefecture"
    RESEARCH = "research", "ricerca", "research"


class Level(Coded):
    """Of what kind of place a figure is; each lies in one of the next."""

    BUILDING = "building", "edificio", "building"
    CONDOMINIUM = "condominium", "condominio", "condominium"
    DISTRICT = "district", "quartiere", "district"


class Indicator(Coded):
    """The tables of the fixed catalogue; nothing else is released."""

    DWELLINGS = "dwellings", "Abitazioni", "Dwellings"
    BUILDINGS = "buildings_by_form", "Edifici per uso e altezza", "Buildings by use and height"
    ISSUES = "issues_by_type", "Criticità aperte per tipo", "Open issues by type"
    INTERVENTIONS = "interventions_by_state", "Interventi per stato", "Interventions by state"
    ARREARS = (
        "arrears_rate", "Morosità sui contributi dovuti", "Arrears on contributions due",
    )  # fmt: skip
    HOMES = (
        "use_and_crowding", "Uso e affollamento delle abitazioni", "Use and crowding of dwellings",
    )  # fmt: skip
    SEIZURES = "seizures", "Abitazioni pignorate", "Seized dwellings"
    CASES = "cases_by_type", "Pratiche aperte per tipo", "Open cases by type"
    EPISODES = (
        "occupation_episodes", "Abitazioni con un episodio aperto",
        "Dwellings with an open episode",
    )  # fmt: skip


class BuildingForm(Coded):
    """Use and height of a building; heights as fire safety draws them (12 and 24 m)."""

    HOMES_LOW = "homes_low", "residenziali fino a 12 m", "dwellings up to 12 m"
    HOMES_MEDIUM = "homes_medium", "residenziali da 12 a 24 m", "dwellings, 12 to 24 m"
    HOMES_HIGH = "homes_high", "residenziali oltre 24 m", "dwellings above 24 m"
    HOMES_UNKNOWN = (
        "homes_unknown", "residenziali, altezza non nota", "dwellings, height not known",
    )  # fmt: skip
    OTHER = "other", "altri usi", "other uses"


class HomeClass(Coded):
    """Use and crowding in one classification.

    They are not two: a vacant dwelling has no crowding, so that two tables read together would
    tell more than each.
    """

    VACANT = "vacant", "vuote", "vacant"
    OVERCROWDED = "overcrowded", "sovraffollate", "overcrowded"
    ADEQUATE = "adequate", "affollamento adeguato o al limite", "crowding adequate or at the limit"
    IN_USE = "in_use", "in uso, affollamento non noto", "in use, crowding not known"
    UNKNOWN = "unknown", "uso non noto", "use not known"


class Seized(Coded):
    """Whether a dwelling is seized or in liquidation."""

    YES = "seized", "pignorate o in liquidazione", "seized or in liquidation"
    NO = "not_seized", "le altre", "the others"


class WithEpisode(Coded):
    """Whether an occupation episode is open about a dwelling."""

    YES = "with_episode", "con un episodio aperto", "with an open episode"
    NO = "without_episode", "le altre", "the others"


class RateBand(Coded):
    """Bands of a share of money; an edge belongs to the band above it."""

    UP_TO_5 = "up_to_5", "meno del 5%", "under 5%"
    UP_TO_10 = "up_to_10", "dal 5 al 10%", "5 to 10%"
    UP_TO_20 = "up_to_20", "dal 10 al 20%", "10 to 20%"
    UP_TO_30 = "up_to_30", "dal 20 al 30%", "20 to 30%"
    UP_TO_50 = "up_to_50", "dal 30 al 50%", "30 to 50%"
    OVER_50 = "over_50", "il 50% o più", "50% or more"


class Shade(Coded):
    """How a released share is drawn; what was withheld has a colour of its own, and is not none."""

    UNDER_10 = "under_10", "meno del 10%", "under 10%"
    UNDER_20 = "under_20", "dal 10 al 20%", "10 to 20%"
    UNDER_30 = "under_30", "dal 20 al 30%", "20 to 30%"
    UNDER_50 = "under_50", "dal 30 al 50%", "30 to 50%"
    OVER_50 = "over_50", "il 50% o più", "50% or more"
    WITHHELD = "withheld", "soppresso (non è zero)", "withheld (not zero)"
    NO_DATA = "no_data", "dato non disponibile", "no data"


EDGES = {
    RateBand.UP_TO_5: (0.0, 0.05),
    RateBand.UP_TO_10: (0.05, 0.10),
    RateBand.UP_TO_20: (0.10, 0.20),
    RateBand.UP_TO_30: (0.20, 0.30),
    RateBand.UP_TO_50: (0.30, 0.50),
    RateBand.OVER_50: (0.50, 1.0),
}
"""The shares between which each band lies."""


def band_of(share: float) -> RateBand:
    """The band of a share; what is more than all that was due is in the last."""
    return next((band for band, (_, high) in EDGES.items() if share < high), RateBand.OVER_50)
