"""Every table of the domain, imported so that the metadata is whole."""

from buildings.accounts import models as accounts
from buildings.approvals import models as approvals
from buildings.arrears import models as arrears
from buildings.audit import models as audit
from buildings.audit import watching
from buildings.cadastre import land as cadastral_land
from buildings.cadastre import models as cadastre
from buildings.cadastre import plans as cadastral_plans
from buildings.cadastre import titles as cadastral_titles
from buildings.cases import models as cases
from buildings.census import models as census
from buildings.checklists import models as checklists
from buildings.chronicle import models as chronicle
from buildings.condominiums import models as condominiums
from buildings.disclosure import models as disclosure
from buildings.discrepancies import models as discrepancies
from buildings.documents import models as documents
from buildings.dwellings import models as dwellings
from buildings.emergencies import models as emergencies
from buildings.exports import models as exports
from buildings.identity import models as identity
from buildings.interventions import models as interventions
from buildings.issues import models as issues
from buildings.market import models as market
from buildings.occupations import models as occupations
from buildings.people import models as people
from buildings.projects import models as projects
from buildings.purposes import models as purposes
from buildings.registry import appurtenances
from buildings.registry import models as registry
from buildings.releases import models as releases
from buildings.research import models as research
from buildings.residence import models as residence
from buildings.retention import models as retention
from buildings.status import models as status
from buildings.thresholds import models as thresholds
from gis import provenance
from gis.db import Base

MODULES = (
    provenance,
    registry,
    appurtenances,
    condominiums,
    status,
    thresholds,
    dwellings,
    discrepancies,
    issues,
    cases,
    occupations,
    interventions,
    identity,
    chronicle,
    market,
    arrears,
    census,
    cadastre,
    cadastral_land,
    cadastral_plans,
    cadastral_titles,
    residence,
    people,
    projects,
    checklists,
    accounts,
    purposes,
    audit,
    watching,
    documents,
    retention,
    disclosure,
    releases,
    approvals,
    exports,
    research,
    emergencies,
)

metadata = Base.metadata
