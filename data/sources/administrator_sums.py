"""The sums of an administrator's table against the totals that it states itself."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from data.sources.rows import FileRefusedError, Note
from data.sources.sheets.fields import plain
from gis.codes import Text

Amounts = Mapping[str, Decimal]
_CENT = Decimal("0.01")
_UNCHECKED = Text(
    it="Totale non verificato: {count} righe non si leggono.",
    en="Total not checked: {count} rows cannot be read.",
)
_NO_TOTAL = Text(
    it="Il file non ha una riga di totale: le somme non sono verificate.",
    en="The file has no row of totals: the sums are not checked.",
)
_CHECKED = Text(
    it="Totale verificato sulle righe: {figure}.", en="Total checked against the rows: {figure}."
)


class TotalCheck:
    """Adds up rows as they come, and compares each total row with what it may sum.

    A total may be of all rows so far, of the rows since the last total, or of its staircase.
    """

    def __init__(self) -> None:
        self.whole: dict[str, Decimal] = defaultdict(Decimal)
        self._since: dict[str, Decimal] = defaultdict(Decimal)
        self._by_staircase: dict[str, dict[str, Decimal]] = defaultdict(
            lambda: defaultdict(Decimal)
        )
        self._spoilt = 0
        self._compared = 0

    def add(self, amounts: Amounts, staircase: str) -> None:
        """One row's amounts by field, in the sign of the file."""
        for name, value in amounts.items():
            self.whole[name] += value
            self._since[name] += value
            self._by_staircase[plain(staircase)][name] += value

    def spoil(self) -> None:
        """A row whose amounts cannot be read."""
        self._spoilt += 1

    def compare(
        self, row: int, label: str, stated: Amounts, titles: Mapping[str, str]
    ) -> list[Note]:
        """What is told of a total row; FileRefusedError with both figures where it is not true."""
        notes = []
        for name, figure in stated.items():
            if self._spoilt:
                notes.append(
                    Note(row, titles[name], written(figure), _UNCHECKED.format(count=self._spoilt))
                )
                continue
            if not any(abs(figure - sum_) < _CENT for sum_ in self._candidates(name, label)):
                raise self._mismatch(row, titles[name], figure, name)
            self._compared += 1
            notes.append(Note(row, titles[name], "", _CHECKED.format(figure=written(figure))))
        self._since = defaultdict(Decimal)
        return notes

    def finish(self, last_row: int) -> list[Note]:
        """What is told at the end: whether any total was there to check."""
        return [] if self._compared or self._spoilt else [Note(last_row, "", "", _NO_TOTAL)]

    def _candidates(self, name: str, label: str) -> list[Decimal]:
        words = plain(label).split()
        staircases = [
            sums[name]
            for staircase, sums in self._by_staircase.items()
            if staircase and set(staircase.split()) <= set(words)
        ]
        return [self.whole[name], self._since[name], *staircases]

    def _mismatch(self, row: int, column: str, figure: Decimal, name: str) -> FileRefusedError:
        stated, whole, since = (
            written(each) for each in (figure, self.whole[name], self._since[name])
        )
        return FileRefusedError(
            Text(
                it=f"Riga {row}, colonna «{column}»: il totale scritto nel file è {stated}, ma le"
                f" righe sommano {whole} dall'inizio e {since} dal totale precedente. Il file è"
                " incompleto o una cifra è sbagliata: correggerlo e rimandarlo.",
                en=f'Row {row}, column "{column}": the total written in the file is {stated}, but'
                f" the rows sum to {whole} from the beginning and {since} since the total before."
                " The file is incomplete or a figure is wrong: correct it and send it again.",
            )
        )


def cents(figure: Decimal) -> Decimal:
    """The amount as the tables hold it."""
    return figure.quantize(_CENT)


def written(figure: Decimal) -> str:
    """An amount the Italian way."""
    return f"{figure:,.2f}".translate(str.maketrans(",.", ".,"))
