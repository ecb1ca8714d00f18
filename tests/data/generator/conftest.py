"""The reference estate and what happens on it, made once."""

import pytest

from data.generator.estate import SEED, satellite
from data.generator.misfortune.facts import Misfortune
from data.generator.misfortune.telling import misfortune
from data.generator.structure import Estate


@pytest.fixture(scope="session")
def estate() -> Estate:
    """The reference estate."""
    return satellite()


@pytest.fixture(scope="session")
def told(estate: Estate) -> Misfortune:
    """What happens on the reference estate."""
    return misfortune(estate, SEED)
