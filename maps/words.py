"""The words of the map page and of rendered maps."""

from gis.codes import Text

SYNTHETIC_NOTICE = Text(
    it="Dati sintetici \N{EN DASH} non è il luogo reale",
    en="Synthetic data \N{EN DASH} not the real place",
)

PAGE_WORDS: dict[str, Text] = {
    "map": Text(it="Mappa del quartiere", en="Map of the district"),
    "mapHelp": Text(
        it="Frecce: sposta. Più e meno: ingrandisci e riduci. Invio: apri ciò che sta al centro.",
        en="Arrows: move. Plus and minus: zoom. Enter: open what is at the centre.",
    ),
    "panel": Text(it="Livelli e legenda", en="Layers and legend"),
    "openPanel": Text(it="Apri livelli e legenda", en="Open layers and legend"),
    "closePanel": Text(it="Chiudi livelli e legenda", en="Close layers and legend"),
    "search": Text(
        it="Cerca indirizzo, scala, interno, particella o condominio",
        en="Search an address, staircase, door, parcel or condominium",
    ),
    "searchShort": Text(it="Cerca un'unità o un condominio", en="Search a unit or a condominium"),
    "searching": Text(it="Ricerca in corso…", en="Searching…"),
    "noResult": Text(it="Nessun risultato per «{q}»", en="No result for “{q}”"),
    "results": Text(it="{n} risultati", en="{n} results"),
    "oneResult": Text(it="1 risultato", en="1 result"),
    "searchFailed": Text(
        it="La ricerca non risponde. Riprova tra poco.",
        en="The search does not answer. Try again shortly.",
    ),
    "colourBy": Text(it="Colora gli edifici per", en="Colour buildings by"),
    "colourHelp": Text(
        it="Quota delle unità con stato noto", en="Share of the units whose status is known"
    ),
    "date": Text(it="Situazione al", en="As of"),
    "today": Text(it="Oggi", en="Today"),
    "layers": Text(it="Livelli", en="Layers"),
    "fromZoom": Text(it="Ingrandisci per vederlo", en="Zoom in to see it"),
    "openCard": Text(it="Apri la scheda", en="Open its page"),
    "zoomIn": Text(it="Ingrandisci", en="Zoom in"),
    "zoomOut": Text(it="Riduci", en="Zoom out"),
    "close": Text(it="Chiudi", en="Close"),
    "details": Text(it="Dettagli", en="Details"),
    "atThisPoint": Text(it="In questo punto", en="At this point"),
    "planFailed": Text(
        it="La pianta dell'edificio non si è caricata. Riprova.",
        en="The plan of the building did not load. Try again.",
    ),
    "loading": Text(it="Caricamento…", en="Loading…"),
    "nothingHere": Text(it="Niente da aprire in questo punto.", en="Nothing to open here."),
    "tilesFailed": Text(
        it="Una parte della mappa non si è caricata.", en="Part of the map did not load."
    ),
    "yes": Text(it="sì", en="yes"),
    "no": Text(it="no", en="no"),
    "synthetic": SYNTHETIC_NOTICE,
    "noWebgl": Text(
        it="Questo computer non può disegnare la mappa (manca WebGL 2). Si può cercare un'unità "
        "o aprire le mappe già disegnate.",
        en="This computer cannot draw the map (WebGL 2 is missing). You can search a unit or "
        "open the maps that are already drawn.",
    ),
    "toSearch": Text(it="Cerca un'unità", en="Search a unit"),
    "toGallery": Text(it="Mappe già disegnate", en="Maps already drawn"),
    "reset": Text(it="Tutto il quartiere", en="Whole district"),
    "tilt": Text(it="Vista 3D o dall'alto", en="3D or from above"),
}
"""Texts of the map page by the name that its scripts use."""

CONTROL_WORDS: dict[str, Text] = {
    "AttributionControl.ToggleAttribution": Text(it="Mostra i crediti", en="Toggle credits"),
    "Map.Title": PAGE_WORDS["map"],
    "NavigationControl.ResetBearing": Text(
        it="Trascina per ruotare, premi per il nord in alto",
        en="Drag to rotate, press for north up",
    ),
    "NavigationControl.ZoomIn": PAGE_WORDS["zoomIn"],
    "NavigationControl.ZoomOut": PAGE_WORDS["zoomOut"],
    "ScaleControl.Meters": Text(it="m", en="m"),
    "ScaleControl.Kilometers": Text(it="km", en="km"),
    "Popup.Close": PAGE_WORDS["close"],
}
"""Texts of MapLibre's own controls by MapLibre's names."""
