"""The sentences for what the steps in SQL decide about a row, by their codes."""

from gis.codes import Text

_REASONS = {
    "repeated": Text(
        it="Uguale alla riga {detail}: basta una volta.",
        en="The same as row {detail}: once is enough.",
    ),
    "repeated_differently": Text(
        it="Stessa chiave della riga {detail} ma contenuto diverso.",
        en="The same key as row {detail} but another content.",
    ),
    "other_municipality": Text(
        it="È del comune {detail}, non di {code}.",
        en="It belongs to municipality {detail}, not to {code}.",
    ),
    "far_away": Text(
        it="È a {detail} km da {code}, oltre il margine di {margin} km: altro comune o sistema"
        " di riferimento sbagliato.",
        en="It is {detail} km from {code}, beyond the margin of {margin} km: another municipality"
        " or a wrong CRS.",
    ),
    "far_point": Text(
        it="La posizione è a {detail} km da {code}: il civico è caricato senza posizione.",
        en="The position is {detail} km from {code}: the number is loaded without it.",
    ),
    "same_door": Text(
        it="Lo stesso civico è già nell'oggetto {detail}.",
        en="The same street number is already in object {detail}.",
    ),
    "building_twice": Text(
        it="Edificio doppio: occupa lo stesso suolo di {detail}.",
        en="A building twice: it stands on the same ground as {detail}.",
    ),
    "no_building": Text(
        it="Ingresso di scala di un edificio che non è caricato ({detail}).",
        en="Staircase entrance of a building that is not loaded ({detail}).",
    ),
}


def reason_text(reason: str, detail: str, code: str, margin_m: float) -> Text:
    """The sentence for one row."""
    return _REASONS[reason].format(detail=detail, code=code, margin=f"{margin_m / 1000:g}")
