"""Every table of the project, for Alembic and the tests."""

from buildings import tables as domain
from data.deliveries import models as deliveries
from data.ingest import models as ingest
from gis.db import Base

MODULES = (domain, deliveries, ingest)

metadata = Base.metadata
