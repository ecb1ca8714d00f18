"""The registers of the Comune are read for a stated purpose, and by nobody who states none."""

import re
from pathlib import Path

from buildings.residence import models
from gis.db import Base
from tests.architecture.tree import files_ending, read, shipped_modules

REGISTERS = {
    each.__tablename__: name
    for name, each in vars(models).items()
    if isinstance(each, type)
    and issubclass(each, Base)
    and each is not Base
    and each is not models.SourcePurpose
}
WRITERS = ("data/ingest/", "data/migrations/", "data/tables.py")
"""What loads the registers' files, row by row, and reads them for nothing else."""

UNTOLD = {
    Path("buildings/retention/sql/due_facts.sql"),
    Path("buildings/accounts/real_people.sql"),
}
"""Tell nothing of a row: the one reads its number and last day to erase it, the other whether any
is there."""


def test_there_are_five_registers() -> None:
    assert set(REGISTERS) == {
        "unit_residents", "unit_waste_charge", "unit_lease", "unit_notice", "unit_custody",
    }  # fmt: skip


def test_only_their_own_feature_reads_the_registers_in_python() -> None:
    named = re.compile(rf"\b({'|'.join(REGISTERS.values())})\b")
    readers = {
        path.as_posix()
        for path in shipped_modules()
        if "buildings.residence.models" in read(path) and named.search(read(path))
    }
    assert {path for path in readers if not path.startswith(WRITERS)} <= {
        "buildings/residence/queries.py",
        "buildings/tables.py",
    }


def test_sql_that_reads_a_register_joins_its_purpose() -> None:
    """As many joins of the purpose as registers that are read."""
    named = re.compile(rf"\b(?:from|join) (?:{'|'.join(REGISTERS)})\b")
    looked_at = 0
    for path in files_ending(".sql"):
        reads = len(named.findall(read(path)))
        if path.parts[0] not in {"buildings", "api", "maps"} or not reads or path in UNTOLD:
            continue
        looked_at += 1
        assert len(re.findall(r"join source_purpose\b", read(path))) == reads, path
    assert looked_at >= 3
