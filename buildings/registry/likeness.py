"""How alike a street's name is to what a person typed, word by word."""

from rapidfuzz.distance import OSA

from buildings.registry.inquiry import SMALL_WORDS, STREET_KINDS, fold

LEAST_ALIKE = 0.72
"""Below it a street is not meant: two wrong letters in a word of eight still are."""

_BEGUN = 0.95
_SHORTEST_BEGINNING = 3


def likeness(typed: str, name: str) -> float:
    """From 0 to 1: `typed` as an inquiry reads it, `name` as the register writes it.

    Every typed word counts; a word of the name that was not typed counts little, so that the
    surname alone finds `via Domenico Cimarosa`, and the whole name `via Cimarosa`.
    """
    asked, named = _words(typed), _words(fold(name))
    if not asked or not named:
        return 0.0
    of_asked = _mean([max(_alike(word, other) for other in named) for word in asked])
    of_named = _mean([max(_alike(other, word) for other in asked) for word in named])
    return max(0.9 * of_asked + 0.1 * of_named, 0.15 * of_asked + 0.8 * of_named)


def _words(text: str) -> list[str]:
    """The telling words; a name of small words alone keeps them."""
    words = text.replace("/", " ").replace("-", " ").replace(".", " ").replace(",", " ").split()
    if len(words) > 1 and words[0] in STREET_KINDS:
        words = words[1:]
    return [word for word in words if word not in SMALL_WORDS] or words


def _alike(word: str, other: str) -> float:
    """One word against another; numbers and very short words only when equal."""
    if word == other:
        return 1.0
    shorter = min(word, other, key=len)
    if len(shorter) < _SHORTEST_BEGINNING or word.isdecimal() or other.isdecimal():
        return 0.0
    longer = other if shorter is word else word
    if longer.startswith(shorter):
        return _BEGUN
    return float(OSA.normalized_similarity(word, other))


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)
