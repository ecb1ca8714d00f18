"""What a building is used for, by the codes of the topographic database.

A code is made of pairs of figures, each pair a narrower use; what the register has no words for
is told by the words of the wider use.
"""

from gis.codes import Text

USES: dict[str, Text] = {
    "01": Text(it="residenziale", en="residential"),
    "0101": Text(it="abitativo", en="dwellings"),
    "0201": Text(it="municipio", en="town hall"),
    "030102": Text(it="ospedale", en="hospital"),
    "030301": Text(it="scuola", en="school"),
    "0306": Text(it="polizia", en="police"),
    "0307": Text(it="vigili del fuoco", en="fire brigade"),
    "05": Text(it="luogo di culto", en="place of worship"),
    "060202": Text(it="parcheggio multipiano", en="multi-storey car park"),
    "060301": Text(it="stazione", en="station"),
    "08": Text(it="industriale", en="industrial"),
    "1001": Text(it="attività culturali", en="culture"),
    "1201": Text(it="albergo", en="hotel"),
}


def use_words(use_code: str) -> Text | None:
    """The words for a use, or for the narrowest wider one that has any."""
    for length in range(len(use_code), 0, -2):
        if use_code[:length] in USES:
            return USES[use_code[:length]]
    return None
