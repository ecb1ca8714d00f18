"""The register's streets, and which of them a spelling may mean."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data.identity.levels import StreetLevel
from data.identity.streets import StreetName, read_street

LONG_WORD = 8
SHORT_WORD = 4
"""Letters from which a word may have two errors, and below which it may have none."""

INITIAL_OF = 3
"""Letters that a word must have for another to be its initial."""

_NEAR = 70
_MOST = 12
_TELLING = frozenset(
    [
        "vecchia",
        "vecchio",
        "nuova",
        "nuovo",
        "alta",
        "alto",
        "bassa",
        "basso",
        "inferiore",
        "superiore",
        "nord",
        "sud",
        "est",
        "ovest",
        "privata",
        "privato",
        "interna",
        "traversa",
    ]
)
"""Words that tell two streets of one name apart, so that they are never dropped."""

Alike = Callable[[str, str], bool]


@dataclass(slots=True)
class Gazetteer:
    """Streets of one municipality by their own names; each spelling is looked up once."""

    names: Iterable[str]
    _read: dict[str, StreetName] = field(default_factory=dict)
    _by_words: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _by_word: dict[str, set[str]] = field(default_factory=dict)
    _joined: dict[str, str] = field(default_factory=dict)
    _known: dict[str, list[tuple[str, StreetLevel]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_words: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        by_word: defaultdict[str, set[str]] = defaultdict(set)
        for name in sorted(set(self.names)):
            read = self._read[name] = read_street(name)
            by_words[tuple(sorted(read.words))].append(name)
            self._joined[name] = read.joined
            for word in read.words:
                by_word[word].add(name)
        self._by_words, self._by_word = dict(by_words), dict(by_word)

    def find(self, spelling: str) -> list[tuple[str, StreetLevel]]:
        """The streets that a spelling may mean and how well each agrees; empty for none."""
        if spelling not in self._known:
            self._known[spelling] = self._found(read_street(spelling))
        return self._known[spelling]

    def _found(self, asked: StreetName) -> list[tuple[str, StreetLevel]]:
        if not asked.words:
            return []
        for names in (
            self._by_words.get(tuple(sorted(asked.words)), []),
            sorted({name for word in asked.words for name in self._by_word.get(word, ())}),
            self._resembling(asked),
        ):
            levels = ((name, level_of(asked, self._read[name])) for name in names)
            if found := [(name, level) for name, level in levels if level is not None]:
                return _best(found)
        return []

    def _resembling(self, asked: StreetName) -> list[str]:
        hits = process.extract(
            asked.joined, self._joined, scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=_MOST
        )
        return [key for _, _, key in hits]


def _best(found: list[tuple[str, StreetLevel]]) -> list[tuple[str, StreetLevel]]:
    """Every street that agrees no worse than the best one."""
    best = min(level for _, level in found)
    return [(name, level) for name, level in found if level == best]


def level_of(asked: StreetName, known: StreetName) -> StreetLevel | None:
    """How a spelling agrees with a street; None where it does not."""
    same_kind = asked.kind is None or known.kind is None or asked.kind == known.kind
    if asked.words == known.words:
        return StreetLevel.SAME if same_kind else StreetLevel.PART
    if _agree(asked, known, _exact):
        return StreetLevel.PART if same_kind else StreetLevel.TYPO
    if same_kind and (_is_glued(asked, known) or _agree(asked, known, _near)):
        return StreetLevel.TYPO
    return None


def _agree(asked: StreetName, known: StreetName, alike: Alike) -> bool:
    """Whether one has all words of the other; a list by surname has the first name behind."""
    return _covers(asked.words, known.words, alike) or _covers(
        known.words, asked.words, alike, surname_first=len(known.words) == 1
    )


def _covers(
    few: tuple[str, ...], many: tuple[str, ...], alike: Alike, *, surname_first: bool = False
) -> bool:
    """Whether each word of `few` is one of `many`, the last of `many` among them.

    So a dropped first name agrees, a dropped surname does not; numbers are never dropped.
    """
    left = list(many)
    has_name = False
    for word in few:
        hit = next((other for other in left if alike(word, other)), None)
        if hit is None:
            return False
        has_name = has_name or min(len(word), len(hit)) >= SHORT_WORD
        left.remove(hit)
    is_last_dropped = bool(left) and left[-1] == many[-1] and not surname_first
    is_telling = any(word.isdigit() or word in _TELLING for word in left)
    return has_name and not is_last_dropped and not is_telling


def _is_glued(asked: StreetName, known: StreetName) -> bool:
    """Whether the names agree when written as one word, but for slips of the pen."""
    if asked.joined == known.joined:
        return True
    last = min(len(asked.words[-1]), len(known.words[-1]))
    if last < SHORT_WORD or any(map(str.isdigit, (*asked.words, *known.words))):
        return False
    return OSA.distance(asked.joined, known.joined) <= _errors_allowed(asked.joined)


def _exact(one: str, other: str) -> bool:
    """The same word, or the initial of it."""
    shorter, longer = sorted((one, other), key=len)
    is_initial = len(shorter) == 1 and len(longer) >= INITIAL_OF and shorter == longer[0]
    return one == other or is_initial


def _near(one: str, other: str) -> bool:
    """The same word but for slips of the pen, its initial or its beginning."""
    if _exact(one, other):
        return True
    if any(word.isdigit() for word in (one, other)):
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORT_WORD:
        return False
    return longer.startswith(shorter) or OSA.distance(one, other) <= _errors_allowed(shorter)


def _errors_allowed(word: str) -> int:
    if len(word) < SHORT_WORD:
        return 0
    return 2 if len(word) >= LONG_WORD else 1
