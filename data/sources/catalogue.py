"""Every declared source, and which of them a file belongs to."""

from data.sources import (
    administrator_bridge,
    administrator_totals,
    administrator_units,
    anncsu,
    auction_notices,
    boundary,
    cadastral_census,
    cadastral_map,
    cadastral_parcels,
    cadastral_plans,
    census_sections,
    checklist_answers,
    custodian_list,
    leases,
    notices,
    office_workbook,
    omi_values,
    omi_zones,
    osm,
    owner_bodies,
    public_projects,
    registry_office,
    topographic,
    waste_charge,
)
from data.sources.declaration import Source
from data.sources.head import Head
from data.sources.known_files import why_no_source
from data.sources.rows import FileRefusedError
from gis.codes import Text

AUTO = "auto"

SOURCES: tuple[Source, ...] = (
    boundary.SOURCE,
    omi_zones.SOURCE,
    omi_values.SOURCE,
    osm.SOURCE,
    anncsu.SOURCE,
    cadastral_parcels.SOURCE,
    cadastral_map.SOURCE,
    topographic.SOURCE,
    cadastral_census.SOURCE,
    cadastral_plans.SOURCE,
    owner_bodies.SOURCE,
    census_sections.SOURCE,
    registry_office.SOURCE,
    waste_charge.SOURCE,
    leases.SOURCE,
    notices.SOURCE,
    custodian_list.SOURCE,
    checklist_answers.SOURCE,
    auction_notices.SOURCE,
    public_projects.SOURCE,
    administrator_totals.SOURCE,
    administrator_units.SOURCE,
    administrator_bridge.SOURCE,
    office_workbook.SOURCE,
)


def source_named(name: str) -> Source | None:
    """The source with that id, or None."""
    return next((source for source in SOURCES if source.id == name), None)


def require_source(name: str) -> None:
    """Raise FileRefusedError for a name that is neither a source's nor `auto`."""
    if name != AUTO and source_named(name) is None:
        raise FileRefusedError(
            Text(
                it=f"La fonte «{name}» non è dichiarata. Ci sono: {AUTO}, {_names()}.",
                en=f'The source "{name}" is not declared. There are: {AUTO}, {_names()}.',
            )
        )


def source_of(head: Head, asked: str) -> Source:
    """The source asked for, or the recognised one for `auto`.

    Raises FileRefusedError when nothing is recognised, when no source has that name, or when
    the content is plainly another source's than the one asked for.
    """
    recognised = next((source for source in SOURCES if source.recognises(head)), None)
    if asked == AUTO:
        if recognised is None:
            raise FileRefusedError(
                why_no_source(head)
                or Text(
                    it=f"Il contenuto non è di nessuna fonte dichiarata ({_names()}).",
                    en=f"The content belongs to no declared source ({_names()}).",
                )
            )
        return recognised
    require_source(asked)
    source = next(source for source in SOURCES if source.id == asked)
    if head.is_workbook and not source.takes_sheets:
        raise FileRefusedError(
            Text(
                it=f"È una cartella di lavoro Excel: la fonte {source.id} non ne legge.",
                en=f"It is an Excel workbook: the source {source.id} reads none.",
            )
        )
    if recognised is not None and recognised is not source:
        raise FileRefusedError(
            Text(
                it=f"Il contenuto è della fonte {recognised.id}, non {source.id}: usare"
                f" {recognised.id} o {AUTO}.",
                en=f"The content belongs to the source {recognised.id}, not {source.id}: use"
                f" {recognised.id} or {AUTO}.",
            )
        )
    return source


def _names() -> str:
    return ", ".join(source.id for source in SOURCES)
