"""The same seed gives the same rows, in another process and with another hash seed."""

import os
import subprocess
import sys

from data.generator.estate import SEED
from data.generator.misfortune.facts import Misfortune
from data.generator.misfortune.telling import EPOCH, misfortune
from data.generator.structure import Estate

DIGEST = """
from hashlib import sha256
from data.generator.estate import satellite
from data.generator.misfortune.telling import misfortune
estate = satellite({seed})
told = misfortune(estate, {seed})
print(sha256((repr(estate) + repr(told)).encode()).hexdigest())
"""


def digest(hash_seed: str, seed: int = SEED) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DIGEST.format(seed=seed)],
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_two_processes_make_equal_bytes() -> None:
    first, second = digest("0"), digest("42")

    assert len(first) == 64
    assert first == second
    assert digest("0", seed=SEED + 1) != first


def test_a_later_epoch_moves_every_date(estate: Estate, told: Misfortune) -> None:
    later = misfortune(estate, SEED, EPOCH.replace(year=EPOCH.year + 1))

    assert len(later.statuses) > 10_000
    assert {sale.key for sale in later.sales} == {sale.key for sale in told.sales}
    assert max(fact.span.since for fact in later.statuses) > EPOCH
