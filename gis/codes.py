"""Words shown to people: bilingual texts, and code lists whose labels stand beside their values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

Language = Literal["it", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Italian and English, Italian first."""

    it: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in `language`."""
        return self.en if language == "en" else self.it

    def format(self, **values: object) -> "Text":
        """Both languages with the same values filled in."""
        return Text(it=self.it.format(**values), en=self.en.format(**values))


class Coded(StrEnum):
    """A code list: each member is written `NAME = "value", "etichetta", "label"`.

    The value goes to the database and the API, the two labels to people.
    """

    label: Text

    def __new__(cls, value: str, it: str, en: str) -> Self:
        """Keep the value as the string and the labels beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(it=it, en=en)
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member with that value; raises KeyError for another."""
        return {member.value: member for member in cls}[value]
