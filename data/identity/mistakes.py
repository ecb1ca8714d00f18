"""How people write a flat and how they err: the vocabulary of the labelled set.

Nothing here is shared with the reader of namings, so that the set does not grade its own tables.
"""

from random import Random

KEYBOARD = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "l": "ko", "m": "n", "n": "mb", "o": "ip", "r": "et", "s": "adz", "t": "ry",
    "u": "yi", "v": "cb", "w": "v", "z": "sx",
}  # fmt: skip
SOUNDS = (("w", "v"), ("k", "c"), ("c", "k"), ("s", "z"), ("z", "s"), ("ll", "l"), ("l", "ll"),
          ("z", "zz"), ("r", "rr"), ("zart", "zzart"))  # fmt: skip
FIRST_NAMES = {
    "Cimarosa": ("Domenico",),
    "Cilea": ("Francesco",),
    "Leoncavallo": ("Ruggero", "Ruggiero"),
    "Bizet": ("Georges",),
    "Mozart": ("Wolfgang Amadeus", "W. Amadeus"),
    "Wagner": ("Richard", "Riccardo"),
}
"""Composers whom the streets are named after; no street of the register says it whole."""


def happens(stream: Random, share: float) -> bool:
    """True in that share of cases."""
    return stream.random() < share


def street(name: str, stream: Random, *, loud: bool = False) -> tuple[str, list[str]]:
    """A spelling of `via Cimarosa`, and what is unusual in it; `loud` is upper case throughout."""
    surname = name.partition(" ")[2]
    kinds: list[str] = []
    if happens(stream, 0.25):
        surname, how = slip(surname, stream)
        kinds.append(how)
    if happens(stream, 0.22):
        surname, how = _named(name.partition(" ")[2], surname, stream)
        kinds.append(how)
    before = stream.choices(
        ("Via ", "via ", "V. ", "v. ", "V.", "", "VIA  "), (5, 3, 2, 2, 1, 2, 1)
    )[0]
    if before.strip(". ").lower() == "v":
        kinds.append("street_kind_short")
    if not before:
        kinds.append("street_kind_missing")
    written = before + surname
    if happens(stream, 0.05) and before.strip().lower() == "via":
        written, kinds = f"{surname}, via", [*kinds, "street_kind_behind"]
    return (written.upper() if loud or happens(stream, 0.2) else written), kinds


def slip(word: str, stream: Random) -> tuple[str, str]:
    """One slip of the pen inside a word, its first letter mostly spared."""
    lower = word.lower()
    sounds = [(old, new) for old, new in SOUNDS if old in lower]
    if sounds and happens(stream, 0.35):
        old, new = stream.choice(sounds)
        return lower.replace(old, new, 1).capitalize(), "street_sound"
    place = stream.randrange(1, len(lower) - 1)
    how = stream.choice(("drop", "double", "swap", "neighbour"))
    letter = lower[place]
    changed = {
        "drop": lower[:place] + lower[place + 1 :],
        "double": lower[:place] + letter + lower[place:],
        "swap": lower[:place] + lower[place + 1] + letter + lower[place + 2 :],
        "neighbour": lower[:place] + stream.choice(KEYBOARD.get(letter, "x")) + lower[place + 1 :],
    }[how]
    return changed.capitalize(), f"street_{how}"


def _named(surname: str, written: str, stream: Random) -> tuple[str, str]:
    """The composer's first name before or behind, whole or as an initial."""
    first = stream.choice(FIRST_NAMES[surname])
    shape = stream.choice(("whole", "initial", "behind"))
    initials = " ".join(f"{word[0]}." for word in first.split())
    spelled = {
        "whole": f"{first} {written}",
        "initial": f"{initials} {written}",
        "behind": f"{written} {first.split()[0]}",
    }[shape]
    return spelled, f"first_name_{shape}"


def civic(number: int, stream: Random) -> tuple[str, list[str]]:
    """A spelling of a house number."""
    shape = stream.choices(
        ("{}", "n. {}", "n.{}", "{} ", "N° {}", "0{}", "civ. {}"), (8, 2, 1, 1, 1, 1, 1)
    )[0]
    return shape.format(number), [] if shape == "{}" else ["civic_form"]


def staircase(code: str, rank: int, stream: Random) -> tuple[str, list[str]]:
    """A spelling of a staircase; a few count what the house letters."""
    shapes = ("{}", "{low}", "sc. {}", "scala {}", "SCALA {}", "Sc.{}", "sc {low}", "scala  {low}")
    if happens(stream, 0.05):
        return str(rank), ["staircase_counted"]
    shape = stream.choice(shapes)
    return shape.format(code, low=code.lower()), [] if shape == "{}" else ["staircase_form"]


FLOOR_WORDS = ("terra", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo")


def floor(order: int, stream: Random) -> tuple[str, list[str]]:
    """A spelling of a floor, as clerks and the cadastre write it."""
    if order == 0:
        ground = ("T", "PT", "P.T.", "piano terra", "terra", "0", "TERR")
        return stream.choice(ground), ["floor_form"]
    shapes = (
        "{}", "{}°", "P{}", "p. {}", "piano {}", "000{}", "{word}", "{word} piano", "{}° piano",
        "{} p.",
    )  # fmt: skip
    shape = stream.choice(shapes)
    written = shape.format(order, word=FLOOR_WORDS[order])
    return written, [] if shape == "{}" else ["floor_form"]


def door(number: int, stream: Random) -> tuple[str, list[str]]:
    """A spelling of a door's number."""
    shapes = ("{}", "int. {}", "int {}", "INT.{}", "interno {}", "0{}", "n. {}", "app. {}", "Int{}")
    shape = stream.choices(shapes, (8, 3, 2, 2, 2, 2, 1, 1, 1))[0]
    return shape.format(number), [] if shape == "{}" else ["door_form"]


def padded(value: int, width: int, stream: Random) -> tuple[str, list[str]]:
    """A cadastral number with or without its zeros."""
    is_padded = happens(stream, 0.5)
    return (f"{value:0{width}d}" if is_padded else str(value)), ["zeros"] if is_padded else []


def category(code: str, stream: Random) -> str:
    """`A/3` as cadastre, visura and clerks write it."""
    letter, _, number = code.partition("/")
    return stream.choice((f"{letter}0{number}", code, f"{letter}{number}", f"{letter}.{number}"))
