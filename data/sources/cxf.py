"""The CXF / CTF exchange format of cadastral sheets: one datum a line, blocks by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shapely import MultiPolygon, Polygon

from data.sources.rows import FileRefusedError, RowRefusedError
from gis.codes import Text

FIRST_LINES = ("MAPPA", "MAPPA FONDIARIO", "QUADRO D'UNIONE")
MAX_COUNT = 1_000_000
MAX_LINE = 1_000
"""Characters: a line holds one datum."""
_MIN_RING = 4


@dataclass(frozen=True, slots=True)
class Bordo:
    """One closed outline: its code (a parcel, `345+` a building, `STRADA`, the sheet's name).

    `line` is where the block starts; `rings` are the outer one, then the holes.
    """

    line: int
    code: str
    inner_point: tuple[float, float]
    rings: tuple[tuple[tuple[float, float], ...], ...]

    def polygon(self) -> MultiPolygon:
        """The outline with its holes, x and y as written; raises RowRefusedError."""
        for ring in self.rings:
            if len(ring) < _MIN_RING or ring[0] != ring[-1]:
                raise RowRefusedError(
                    "BORDO",
                    self.code,
                    Text(
                        it=f"Un anello di {len(ring)} punti non si chiude.",
                        en=f"A ring of {len(ring)} points is not closed.",
                    ),
                )
        return MultiPolygon([Polygon(self.rings[0], self.rings[1:])])


class CxfFile:
    """A sheet opened at its first line; `has_end` is known once `bordi` is exhausted."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.has_end = False
        self.lines = _lines(path)
        self.line = 0
        kind = self.word()
        if kind not in FIRST_LINES:
            raise FileRefusedError(
                Text(
                    it=f"Riga 1: «{kind[:40]}» non apre una mappa CXF (MAPPA).",
                    en=f'Row 1: "{kind[:40]}" does not open a CXF map (MAPPA).',
                )
            )
        self.name = self.word()
        self.scale = self.number()

    def bordi(self) -> Iterator[Bordo]:
        """Every BORDO block; the others hold texts, symbols and lines that no table keeps."""
        for line, word in self.lines:
            self.line = line
            if word == "EOF":
                self.has_end = True
                return
            if word == "BORDO":
                yield self._bordo()

    def word(self) -> str:
        """The next datum; raises FileRefusedError at the end of the file."""
        for line, text in self.lines:
            self.line = line
            return text
        raise FileRefusedError(
            Text(
                it=f"File troncato dopo la riga {self.line}: scaricarlo di nuovo.",
                en=f"Truncated file after row {self.line}: download it again.",
            )
        )

    def number(self) -> float:
        """The next datum as a number with a decimal point."""
        text = self.word()
        try:
            return float(text)
        except ValueError as error:
            raise FileRefusedError(
                Text(
                    it=f"Riga {self.line}: «{text[:40]}» non è un numero con il punto decimale.",
                    en=f'Row {self.line}: "{text[:40]}" is no number with a decimal point.',
                )
            ) from error

    def count(self) -> int:
        """The next datum as a plausible count."""
        number = self.number()
        if not (0 <= number <= MAX_COUNT and number.is_integer()):
            raise self._wrong_counts(number)
        return int(number)

    def _bordo(self) -> Bordo:
        line = self.line
        code = self.word()
        self.number()
        self.number()
        self.point()
        inner_point = self.point()
        holes, vertices = self.count(), self.count()
        sizes = [self.count() for _ in range(holes)]
        outer = vertices - sum(sizes)
        if outer < 1:
            raise self._wrong_counts(sum(sizes))
        rings = tuple(tuple(self.point() for _ in range(size)) for size in (outer, *sizes))
        return Bordo(line, code, inner_point, rings)

    def point(self) -> tuple[float, float]:
        """The next two data as x and y."""
        return self.number(), self.number()

    def _wrong_counts(self, count: float) -> FileRefusedError:
        return FileRefusedError(
            Text(
                it=f"Riga {self.line}: conteggio dei vertici impossibile ({count:g}).",
                en=f"Row {self.line}: impossible count of vertices ({count:g}).",
            )
        )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines without their ends, blank ones left out."""
    with path.open(encoding="latin-1") as file:
        number = 0
        while line := file.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                raise FileRefusedError(
                    Text(
                        it=f"La riga {number} supera {MAX_LINE} caratteri: non è una mappa CXF.",
                        en=f"Row {number} is longer than {MAX_LINE} characters: this is no CXF"
                        " map.",
                    )
                )
            if text := line.strip():
                yield number, text
