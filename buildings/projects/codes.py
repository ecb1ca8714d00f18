"""CUP and CIG, the codes of public projects and contracts, and what can be checked of them.

The rules are those of domain section 1.4: a CUP has a form but no public checksum; a CIG is the
standard one (checksum modulo 4091), a SmartCIG (checksum modulo 251) or, since 2024, the single
CIG, of which only the form is public.
"""

import re

from gis.codes import Coded

_CUP = re.compile(r"[A-Z]\d{2}[A-Z]\d{11}")
_STANDARD = re.compile(r"(\d{7})([0-9A-F]{3})")
_SMART = re.compile(r"[XYZ]([0-9A-F]{2})([0-9A-F]{7})")
_SINGLE = re.compile(r"[A-U][0-9A-F]{9}")
_FACTOR = 211
_STANDARD_MODULUS, _SMART_MODULUS = 4091, 251


class CigKind(Coded):
    """The three shapes of a CIG."""

    STANDARD = "standard", "CIG ordinario", "standard CIG"
    SMART = "smart", "SmartCIG", "SmartCIG"
    SINGLE = "single", "CIG unico (dal 2024)", "single CIG (since 2024)"


def sound_cup(text: str) -> str | None:
    """The CUP in capitals, or None when it has not the form of one."""
    code = text.strip().upper()
    return code if code.isascii() and _CUP.fullmatch(code) else None


def kind_of_cig(text: str) -> CigKind | None:
    """Which CIG `text` (capitals) is; None when its form or its checksum is wrong."""
    if not text.isascii():
        return None
    if found := _STANDARD.fullmatch(text):
        number = int(found[1])
        is_sound = number != 0 and int(found[2], 16) == number * _FACTOR % _STANDARD_MODULUS
        return CigKind.STANDARD if is_sound else None
    if found := _SMART.fullmatch(text):
        is_sound = int(found[1], 16) == int(found[2], 16) * _FACTOR % _SMART_MODULUS
        return CigKind.SMART if is_sound else None
    return CigKind.SINGLE if _SINGLE.fullmatch(text) else None
