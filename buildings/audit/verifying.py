"""Proving the chain: every entry, every seal, every anchor; and what is not sealed yet."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row

from buildings.audit import anchors
from buildings.audit.anchors import Anchor
from buildings.audit.sealing import NO_HASH, PACKAGE, entry_lines
from buildings.audit.states import Fault
from gis.sqlfiles import filled, read_sql, statement

MOST_TOLD = 50
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class Found:
    """One thing wrong: in which seal, or in which line of the anchors."""

    fault: Fault
    where: int


@dataclass(slots=True)
class Proof:
    """What was looked at, what was wrong, and the tail that no seal covers yet."""

    seal_count: int = 0
    entry_count: int = 0
    expired_seals: int = 0
    anchor_count: int = 0
    tail_count: int = 0
    tail_age: dt.timedelta = dt.timedelta(0)
    fault_count: int = 0
    faults: list[Found] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault_count == 0

    def tell(self, fault: Fault, where: int) -> None:
        """Count a fault; the first ones are kept to be shown."""
        self.fault_count += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Found(fault, where))


def verify(connection: Connection, folder: Path) -> Proof:
    """Go through the whole chain and compare it with the anchors in `folder`.

    The connection must be at the beginning of a REPEATABLE READ transaction: what is sealed
    meanwhile is of the next proof.
    """
    proof = Proof()
    anchored = _anchored(folder, proof)
    lines = _Lines(entry_lines(connection, _LOWEST, _HIGHEST))
    until, previous, total = 0, NO_HASH, 0
    if lines.skip_below(0):
        proof.tell(Fault.STRAY, 0)
    for seal in _seals(connection):
        proof.seal_count += 1
        total += seal.entry_count
        is_next = (
            seal.id == proof.seal_count
            and seal.from_number == until
            and bytes(seal.previous_hash) == previous
            and seal.total_count == total
        )
        if not is_next:
            proof.tell(Fault.LINK, seal.id)
        if hashlib.sha256(seal.line.encode()).digest() != bytes(seal.hash):
            proof.tell(Fault.SEAL, seal.id)
        _prove_entries(seal, lines, proof)
        for anchor in anchored.pop(seal.id, ()):
            if (anchor.hash, anchor.total_count) != (bytes(seal.hash), seal.total_count):
                proof.tell(Fault.ANCHOR_DIFFERS, seal.id)
        until, previous = seal.until_number, bytes(seal.hash)
    for seal_id in sorted(anchored):
        proof.tell(Fault.ANCHOR_GONE, seal_id)
    tail = connection.execute(statement(PACKAGE, "tail"), {"from_number": until}).one()
    proof.tail_count, proof.tail_age = tail.entry_count, tail.age or dt.timedelta(0)
    return proof


def _anchored(folder: Path, proof: Proof) -> dict[int, list[Anchor]]:
    found: dict[int, list[Anchor]] = defaultdict(list)
    for line in anchors.read(folder):
        if isinstance(line, Anchor):
            proof.anchor_count += 1
            found[line.seal_id].append(line)
        else:
            proof.tell(Fault.ANCHOR_FILE, line.line_number)
    return found


def _seals(connection: Connection) -> Iterator[Row[Any]]:
    query = filled(PACKAGE, "seals", {"line": read_sql(PACKAGE, "seal_line")})
    yield from connection.execute(query, execution_options={"yield_per": 1000})


def _prove_entries(seal: Row[Any], lines: "_Lines", proof: Proof) -> None:
    """Whether a seal's entries are those that it sealed, or all gone when their term was over."""
    digest, count = lines.digest_until(seal.until_number)
    proof.entry_count += count
    if count == 0 and seal.is_expired:
        proof.expired_seals += 1
    elif count != seal.entry_count or digest != bytes(seal.entries_hash):
        proof.tell(Fault.ENTRIES, seal.id)


class _Lines:
    """The entries in the order of their transactions, taken range after range."""

    def __init__(self, rows: Iterator[Row[tuple[int, str]]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def digest_until(self, number: int) -> tuple[bytes, int]:
        """The hash and the count of the entries below `number` that were not taken yet."""
        digest, count = hashlib.sha256(), 0
        while self._next is not None and self._next.transaction_id < number:
            digest.update(f"{self._next.line}\n".encode())
            count += 1
            self._next = next(self._rows, None)
        return digest.digest(), count

    def skip_below(self, number: int) -> int:
        """Take the entries below `number`; how many."""
        return self.digest_until(number)[1]
