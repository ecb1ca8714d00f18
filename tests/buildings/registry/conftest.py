"""The invented town in an otherwise empty register."""

import pytest
from sqlalchemy.orm import Session

from tests.buildings import town
from tests.buildings.town import Town


@pytest.fixture
def dante(session: Session) -> Town:
    """The town around via Dante 901."""
    return town.build(session)
