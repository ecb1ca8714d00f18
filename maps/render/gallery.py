"""Which rendered maps there are."""

from dataclasses import dataclass

from buildings.layers import CATALOGUE
from gis.codes import Text
from gis.errors import ForbiddenError, NotFoundError


@dataclass(frozen=True, slots=True)
class RenderedMap:
    """One map of the gallery: its layers, and which choice colours its buildings."""

    slug: str
    title: Text
    description: Text
    layers: tuple[str, ...]
    choice: str | None = None

    @property
    def is_public(self) -> bool:
        """Whether a file of it, which nobody can take back, shows more than the ground."""
        themes = set(self.layers) - {*_GROUND, "buildings"}
        return any(CATALOGUE[name].data_class == "P0" for name in themes)


_GROUND = ("municipalities", "district")

GALLERY: dict[str, RenderedMap] = {
    one.slug: one
    for one in (
        RenderedMap(
            "overview",
            Text(it="Quadro d'insieme", en="Overview"),
            Text(
                it="Edifici, condomìni, criticità, episodi e interventi del quartiere.",
                en="Buildings, condominiums, issues, episodes and interventions of the district.",
            ),
            (
                *_GROUND, "buildings", "condominiums", "interventions", "condominium_issues",
                "occupation_episodes",
            ),
        ),
        RenderedMap(
            "condominiums",
            Text(it="Condomìni", en="Condominiums"),
            Text(
                it="I condomìni con i loro edifici e le criticità aperte.",
                en="Condominiums with their buildings and open issues.",
            ),
            (*_GROUND, "buildings", "condominiums", "condominium_issues"),
        ),
        RenderedMap(
            "status",
            Text(it="Stato degli edifici", en="Building status"),
            Text(
                it="La quota di unità con una criticità in ogni edificio.",
                en="The share of units with a problem in each building.",
            ),
            (*_GROUND, "building_status"),
            "attention",
        ),
        RenderedMap(
            "vacancy",
            Text(it="Unità vuote", en="Vacant units"),
            Text(
                it="La quota di unità vuote in ogni edificio.",
                en="The share of vacant units in each building.",
            ),
            (*_GROUND, "building_status"),
            "vacant",
        ),
        RenderedMap(
            "occupations",
            Text(it="Episodi di occupazione", en="Occupation episodes"),
            Text(
                it="Gli episodi aperti, segnalati o accertati da un'autorità.",
                en="Open episodes, reported or established by an authority.",
            ),
            (*_GROUND, "buildings", "occupation_episodes"),
        ),
        RenderedMap(
            "interventions",
            Text(it="Interventi", en="Interventions"),
            Text(
                it="I lavori e le azioni, su ciò che raggiungono.",
                en="Works and actions, on what they reach.",
            ),
            (*_GROUND, "buildings", "interventions"),
        ),
        RenderedMap(
            "market",
            Text(it="Zone e quotazioni OMI", en="OMI zones and quotations"),
            Text(
                it="Le zone del mercato immobiliare nel territorio comunale.",
                en="The zones of the property market in the municipality.",
            ),
            (*_GROUND, "omi_zones"),
        ),
    )
}  # fmt: skip
"""Every rendered map by its slug, in the order of the gallery."""


def rendered_map(slug: str) -> RenderedMap:
    """The map of that slug; raises `NotFoundError` with the slugs that exist."""
    if slug not in GALLERY:
        known = ", ".join(GALLERY)
        raise NotFoundError(
            Text(
                it=f"Non c'è una mappa «{slug}». Le mappe sono: {known}.",
                en=f"There is no map “{slug}”. The maps are: {known}.",
            )
        )
    return GALLERY[slug]


def published_map(slug: str) -> RenderedMap:
    """A map of which files are made; raises NotFoundError, or ForbiddenError for the others."""
    found = rendered_map(slug)
    if not found.is_public:
        raise ForbiddenError(
            Text(
                it=f"La mappa «{found.title.it}» mostra dati riservati: si guarda sulla mappa del "
                "registro e non diventa un file, che nessuno potrebbe più ritirare.",
                en=f"The map “{found.title.en}” shows reserved data: look at it on the register's "
                "map; it does not become a file, which nobody could take back.",
            )
        )
    return found


def published() -> dict[str, RenderedMap]:
    """The maps of which files are made: what they show is open to everybody."""
    return {slug: one for slug, one in GALLERY.items() if one.is_public}
