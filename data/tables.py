"""Every table of the project, for Alembic and the tests."""

from buildings import tables as domain
from gis.db import Base

MODULES = (domain,)

metadata = Base.metadata
