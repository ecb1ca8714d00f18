"""Active parts of a PDF: scripts, actions that start by themselves, files inside it.

A PDF is never opened here and always downloaded, so this is a sieve and not a proof: names are
looked for in the clear and in compressed objects, also where letters are written in hexadecimal.
"""

import re
import zlib

ACTIVE = frozenset(
    {"JavaScript", "JS", "OpenAction", "AA", "Launch", "EmbeddedFile", "RichMedia", "XFA",
     "SubmitForm", "ImportData"}
)  # fmt: skip
"""Names of a PDF that make it do something."""

_NAME = re.compile(rb"/((?:[A-Za-z0-9_+.-]|#[0-9A-Fa-f]{2}){1,60})(?![A-Za-z0-9_+.#-])")
_OBJECTS = re.compile(rb"/(?:ObjStm|#4[fF]bjStm)")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_INFLATED = 32 * 1024**2
_BEFORE = 400
"""Bytes before a stream in which its dictionary stands."""


def active_parts(content: bytes) -> frozenset[str]:
    """The active names that a PDF holds; the whole of it is refused as active when it inflates."""
    found = set(_names(content))
    room = _MOST_INFLATED
    for start in _streams(content):
        inflated = _inflated(content[start:], room)
        room -= len(inflated)
        found |= _names(inflated)
        if room <= 0:
            return frozenset({"ObjStm"})
    # An action on opening that only goes to a page is what every word processor writes.
    if "OpenAction" in found and not found & (ACTIVE - {"OpenAction"}):
        found -= {"OpenAction"}
    return frozenset(found & ACTIVE)


def _names(content: bytes) -> frozenset[str]:
    return frozenset(_plain(match[1]) for match in _NAME.finditer(content))


def _plain(name: bytes) -> str:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), name).decode(
        "latin-1"
    )


def _streams(content: bytes) -> list[int]:
    """Where the compressed objects begin."""
    return [
        match.end()
        for match in _STREAM.finditer(content)
        if _OBJECTS.search(content, max(0, match.start() - _BEFORE), match.start())
    ]


def _inflated(content: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, max(1, most))
    except zlib.error:
        return b""
