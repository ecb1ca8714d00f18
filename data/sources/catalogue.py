"""Every declared source, and which of them a file belongs to."""

from data.sources import (
    anncsu,
    boundary,
    cadastral_map,
    cadastral_parcels,
    census_sections,
    omi_values,
    omi_zones,
    osm,
)
from data.sources.declaration import Source
from data.sources.head import Head
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
    census_sections.SOURCE,
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
                Text(
                    it=f"Il contenuto non è di nessuna fonte dichiarata ({_names()}).",
                    en=f"The content belongs to no declared source ({_names()}).",
                )
            )
        return recognised
    require_source(asked)
    source = next(source for source in SOURCES if source.id == asked)
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
