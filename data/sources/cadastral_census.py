"""The census of the cadastre: FAB, TER, SOG, TIT and PRM of one delivery."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from data.sources.cadastral_census_land import read_land
from data.sources.cadastral_census_lines import Part, part_of_text
from data.sources.cadastral_census_parameters import Delivery, delivery_of
from data.sources.cadastral_census_parameters import read as read_parameters
from data.sources.cadastral_census_parameters import recognises as is_prm
from data.sources.cadastral_census_subjects import read_subjects
from data.sources.cadastral_census_titles import read_titles
from data.sources.cadastral_census_units import SENDER, read_units
from data.sources.declaration import Column, Source
from data.sources.head import Head, read_head
from data.sources.rows import Asked, FileRefusedError, Item, Note, Reading, Scope
from gis.codes import Text
from gis.columns import Reliability

_READERS: dict[Part, Callable[[Path, Delivery], Iterator[Item]]] = {
    Part.UNITS: read_units,
    Part.LAND: read_land,
    Part.SUBJECTS: read_subjects,
    Part.TITLES: read_titles,
}
_ENDING = {
    Part.UNITS: "cadastral_unit",
    Part.LAND: "land_parcel",
    Part.TITLES: "cadastral_title",
}
"""Kinds of rows of which a whole delivery ends what it lacks; a subject without titles may stay."""

_ORDER = (Part.PARAMETERS, Part.SUBJECTS, Part.UNITS, Part.LAND, Part.TITLES)
"""A title needs its subject; whether the unit or the title comes first makes no difference."""

_CODE_TABLE = re.compile(r"(?:tipo_immobile;)?codice;(?:tipo_immobile;)?descrizione")
_TABS = re.compile(r"[A-Z]\d{3}\t[^\t]*\t\d+\t[FTPG]\t")


def read(path: Path, _asked: Asked) -> Reading:
    """The rows of one file of a delivery; the PRM of the same name beside it tells the day."""
    head = read_head(path)
    text = _plain(head)
    if is_prm(text):
        return read_parameters(path)
    if _CODE_TABLE.match(text):
        raise FileRefusedError(_NO_DELIVERY)
    if _is_resaved(head):
        raise FileRefusedError(_RESAVED)
    part = part_of_text(text)
    if part not in _READERS:
        raise FileRefusedError(_UNKNOWN)
    delivery = delivery_of(path)
    kind = _ENDING.get(part)
    scope = Scope((kind,)) if kind and not delivery.is_update else None
    return Reading(delivery.as_of, _items(path, part, delivery), delivery.municipality, scope)


def _items(path: Path, part: Part, delivery: Delivery) -> Iterator[Item]:
    if not delivery.was_said:
        yield Note(0, "", path.name, _NO_PARAMETERS)
    yield from _READERS[part](path, delivery)


def in_order(paths: list[Path]) -> list[Path]:
    """The files of deliveries in the order in which they load whole; others keep their place.

    Deliveries keep the order of their first file.
    """
    parts = {path: _part(path) for path in paths}
    census = [path for path in paths if parts[path] in _ORDER]
    firsts: dict[Path, int] = {}
    for place, path in enumerate(census):
        firsts.setdefault(path.with_suffix(""), place)
    ordered = iter(
        sorted(
            census,
            key=lambda path: (
                firsts[path.with_suffix("")],
                _ORDER.index(parts[path] or Part.PARAMETERS),
            ),
        )
    )
    return [next(ordered) if parts[path] in _ORDER else path for path in paths]


def _part(path: Path) -> Part | None:
    """The part a file is, as far as its first bytes tell; None for what is none."""
    try:
        text = _plain(read_head(path))
    except FileRefusedError:
        return None
    return Part.PARAMETERS if is_prm(text) else part_of_text(text)


def _plain(head: Head) -> str:
    """The beginning as latin-1; the format has no other alphabet."""
    return head.start.decode("latin-1").removeprefix("\u00ef\u00bb\u00bf")


def _is_resaved(head: Head) -> bool:
    """Whether a program wrote the census again as UTF-16 or with tabs."""
    text = _plain(head).replace("\x00", "")
    return _TABS.match(text) is not None or (
        "\x00" in _plain(head) and part_of_text(text) is not None
    )


def _recognises(head: Head) -> bool:
    text = _plain(head)
    return (
        is_prm(text)
        or _CODE_TABLE.match(text) is not None
        or _is_resaved(head)
        or part_of_text(text) in _READERS
    )


_NO_DELIVERY = Text(
    it="È una tabella di codici del catasto, non una fornitura: non c'è nulla da caricare.",
    en="It is a table of the cadastre's codes, not a delivery: there is nothing to load.",
)
_RESAVED = Text(
    it="Non è il file originale: un programma l'ha salvato di nuovo (tabulazioni o UTF-16)."
    " Serve il file come consegnato dall'Agenzia.",
    en="Not the original file: some program saved it again (tabs or UTF-16). The file as the"
    " Agency delivered it is needed.",
)
_UNKNOWN = Text(
    it="Nessuna riga è di un file FAB, TER, SOG o TIT del censuario.",
    en="No row is of a FAB, TER, SOG or TIT file of the census.",
)
_NO_PARAMETERS = Text(
    it="Manca accanto il file PRM: la data è quella del caricamento e la fornitura è presa per"
    " completa.",
    en="The PRM file is not beside it: its day is that of the loading and the delivery is taken as"
    " whole.",
)

SOURCE = Source(
    id=SENDER,
    title=Text(it="Catasto: dati censuari (FAB, TER, SOG, TIT)", en="Cadastre: census files"),
    publisher="Agenzia delle Entrate",
    url="https://www.agenziaentrate.gov.it/portale/schede/fabbricatiterreni/portale-per-i-comuni",
    licence="Uso d'ufficio: contiene dati personali (SOG, TIT)",
    how_to_get=Text(
        it="Dal portale dei Comuni (SISTER), «Estrazione dati catastali»: una fornitura è un gruppo"
        " di file con lo stesso nome. Si danno tutti insieme, in qualunque ordine, con il PRM nella"
        " stessa cartella: dice il giorno e se la fornitura è completa o di aggiornamento. Una"
        " completa chiude ciò che non contiene più, un aggiornamento solo ciò che chiude. Caricati"
        " uno alla volta, prima SOG e poi TIT.",
        en="From the municipalities' portal (SISTER), as a group of files of one name, given"
        " together in any order with the PRM in the same folder.",
    ),
    crs=None,
    key=("sezione", "id immobile", "progressivo"),
    columns=(
        Column(
            "FAB 1", "text",
            Text(
                it="Unità: zona, categoria, classe, consistenza, superficie, rendita, scala,"
                " interno, piani, atti, partita (40, 45, 46 o 47 campi)",
                en="Unit: zone, category, class, consistency, area, income, stair, door, floors,"
                " acts, lot (40, 45, 46 or 47 fields)",
            ),
            required=True,
        ),
        Column(
            "FAB 2", "code",
            Text(
                it="Identificativi: sezione urbana, foglio, numero, denominatore, subalterno,"
                " edificialità (fino a 10 gruppi)",
                en="Identifiers: urban section, sheet, number, denominator, subunit (up to 10)",
            ),
        ),
        Column("FAB 3", "text", Text(it="Indirizzi", en="Addresses")),
        Column("FAB 4", "code", Text(it="Utilità comuni", en="Common utilities")),
        Column("FAB 5", "code", Text(it="Riserve", en="Reserves")),
        Column(
            "TER 1", "text",
            Text(
                it="Terreno: foglio, numero, qualità, classe, ettari, are, centiare, redditi, atti",
                en="Land: sheet, number, quality, class, area, incomes, acts",
            ),
        ),
        Column("TER 2, 3, 4", "code", Text(it="Deduzioni, riserve, porzioni", en="Remarks")),
        Column(
            "SOG", "text",
            Text(
                it="Soggetti: persone (P) ed enti (G), con il codice fiscale",
                en="Subjects: persons (P) and bodies (G), with their tax code",
            ),
        ),
        Column(
            "TIT", "code",
            Text(
                it="Titoli: soggetto, immobile, diritto (lo spazio finale conta), quota, atti",
                en="Titles: subject, immobile, right (its last blank counts), share, acts",
            ),
        ),
        Column("PRM", "text", Text(it="Parametri della fornitura", en="Parameters")),
    ),
    least_count=1,
    row_word=Text(it="riga", en="line"),
    fills=(
        "cadastral_unit", "cadastral_unit_identifier", "cadastral_unit_address",
        "cadastral_remark", "land_parcel", "land_portion",
        "cadastral_title", "cadastral_delivery", "unit", "unit_reference", "external_identifier",
        "person", "body", "unit_right", "appurtenance", "unit_status",
    ),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
)  # fmt: skip
