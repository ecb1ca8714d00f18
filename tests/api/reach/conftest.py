"""The offices around the town, whose people use pages and the API."""

from tests.buildings.purposes.conftest import desk, offices

__all__ = ["desk", "offices"]
