"""Free wordings for a code: by a declared list, or by what the sender answered before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.sources.rows import Answerable, RowRefusedError
from data.sources.sheets.fields import plain
from gis.codes import Coded, Text


@dataclass(frozen=True, slots=True)
class Words:
    """The wordings of one code list, brought to one spelling; its own labels are among them.

    `name` is the key under which unknown wordings are answered: `--answer "name:wording=value"`.
    """

    name: str
    codes: type[Coded]
    synonyms: Mapping[str, Coded]
    _known: dict[str, Coded] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Bring the wordings to one spelling, once."""
        self._known.update(self._spelt())

    def known(self) -> Mapping[str, Coded]:
        """Every wording that needs no answer."""
        return self._known

    def _spelt(self) -> dict[str, Coded]:
        own: dict[str, Coded] = {}
        for code in self.codes:
            own |= {plain(text): code for text in (code.value, code.label.it, code.label.en)}
        return own | {plain(text): code for text, code in self.synonyms.items()}


NO_VALUE = "-"
"""An answer that says: this wording tells nothing."""


def word(column: str, text: str, words: Words, answers: Mapping[str, str]) -> Coded | None:
    """The code of a wording; blank is None. Raises RowRefusedError for one nobody explained."""
    wording = plain(text)
    if not wording:
        return None
    found = words.known().get(wording)
    if found is not None:
        return found
    key = f"{words.name}:{wording.lower()}"
    answer = answers.get(key)
    if answer == NO_VALUE:
        return None
    explained = next((code for code in words.codes if code.value == answer), None)
    if explained is not None:
        return explained
    values = ", ".join(code.value for code in words.codes)
    raise RowRefusedError(
        column,
        text,
        Answerable(
            it=f"«{text}» non è una voce conosciuta: dire che cosa vuol dire con"
            f' --answer "{key}=VALORE" (uno di: {values}, oppure {NO_VALUE}).',
            en=f'"{text}" is no known wording: say what it means with'
            f' --answer "{key}=VALUE" (one of: {values}, or {NO_VALUE}).',
            on_page=Text(
                it=f"«{text}» non è una voce conosciuta: scriverla con altre parole nella tabella e"
                " caricare di nuovo il file.",
                en=f'"{text}" is no known wording: write it with other words in the table and'
                " upload the file again.",
            ),
        ),
    )
