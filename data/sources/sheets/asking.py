"""Questions that a file raises, asked with the exact command that answers them."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.sources.rows import Asked, FileRefusedError
from gis.codes import Text


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be answered: `--answer KEY=` with one of the `choices`; the first is shown."""

    key: str
    text: Text
    choices: tuple[str, ...]


class AskedBackError(FileRefusedError):
    """The file is not loaded until a question is answered; `command` answers it as proposed."""

    def __init__(self, text: Text, command: str) -> None:
        super().__init__(
            Text(
                it=f"{text.it}\n  Per accettare:\n  {command}",
                en=f"{text.en}\n  To accept:\n  {command}",
            )
        )
        self.command = command


def ask(path: Path, source: str, asked: Asked, questions: Sequence[Question]) -> None:
    """Raise AskedBackError for the questions without a valid answer, all of them at once."""
    open_ones = [each for each in questions if asked.answers.get(each.key) not in each.choices]
    if not open_ones:
        return
    it = "\n".join(f"  - {q.text.it} ({' | '.join(q.choices)})" for q in open_ones)
    en = "\n".join(f"  - {q.text.en} ({' | '.join(q.choices)})" for q in open_ones)
    answers = {each.key: each.choices[0] for each in open_ones}
    raise AskedBackError(
        Text(
            it=f"Il file si può leggere in più modi:\n{it}",
            en=f"The file can be read in several ways:\n{en}",
        ),
        command(path, source, asked, answers=answers),
    )


def command(
    path: Path,
    source: str,
    asked: Asked,
    *,
    columns: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> str:
    """The import command with what was said so far and what is proposed beside it."""
    words = ["satellite", "import", source, str(path)]
    if asked.sender:
        words += ["--sender", asked.sender]
    if asked.sheet:
        words += ["--sheet", asked.sheet]
    for name, field in {**asked.columns, **(columns or {})}.items():
        words += ["--map", f"{name}={field}"]
    for key, value in {**asked.said, **(answers or {})}.items():
        words += ["--answer", f"{key}={value}"]
    return shlex.join(words)
