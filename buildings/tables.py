"""Every table of the domain, imported so that the metadata is whole."""

from buildings.cases import models as cases
from buildings.census import models as census
from buildings.chronicle import models as chronicle
from buildings.condominiums import models as condominiums
from buildings.identity import models as identity
from buildings.interventions import models as interventions
from buildings.issues import models as issues
from buildings.market import models as market
from buildings.occupations import models as occupations
from buildings.registry import models as registry
from buildings.status import models as status
from gis import provenance
from gis.db import Base

MODULES = (
    provenance,
    registry,
    condominiums,
    status,
    issues,
    cases,
    occupations,
    interventions,
    identity,
    chronicle,
    market,
    census,
)

metadata = Base.metadata
