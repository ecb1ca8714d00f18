"""A file of street numbers of any length, in the form of the national archive."""

from pathlib import Path
from random import Random

from data.sources.anncsu import X, Y

_HEADER = (
    "CODICE_COMUNE", "CODICE_ISTAT", "PROGRESSIVO_NAZIONALE", "CODICE_COMUNALE", "ODONIMO",
    "LOCALITA'", "DIZIONE_LINGUA1", "DIZIONE_LINGUA2", "PROGRESSIVO_ACCESSO",
    "CODICE_COMUNALE_ACCESSO", "CIVICO", "ESPONENTE", "SPECIFICITA", "METRICO", "PROGRESSIVO_SNC",
    X, Y, "QUOTA", "METODO",
)  # fmt: skip
_NUMBERS_A_STREET = 200
_WITH_LETTER = 7
_CORNER = (9.33, 45.47)
_WIDE_DEG = 0.03


def write_accesses(path: Path, count: int, municipality: str, seed: int) -> None:
    """Write `count` accesses on streets of two hundred, with coordinates and decimal commas."""
    dice = Random(seed)  # noqa: S311 - invented coordinates
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(_HEADER) + "\n")
        for place in range(count):
            street, number = divmod(place, _NUMBERS_A_STREET)
            lon = f"{_CORNER[0] + _WIDE_DEG * dice.random():.6f}".replace(".", ",")
            lat = f"{_CORNER[1] + _WIDE_DEG * dice.random():.6f}".replace(".", ",")
            suffix = "" if place % _WITH_LETTER else "A"
            file.write(
                f"{municipality};;{1_000_000 + street};{street};VIA DELLA PROVA {street};;;;"
                f"{10_000_000 + place};;{number + 1};{suffix};;;;{lon};{lat};;4\n"
            )
