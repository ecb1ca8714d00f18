"""Every page, and the JSON that stands beside the pages."""

from fastapi import APIRouter

from api import approvals as approvals_json
from api import discrepancies as discrepancies_json
from api import matches as matches_json
from api import purposes as purposes_json
from api import search, units
from api.pages import (
    approvals,
    assets,
    audit,
    cards,
    catalogue,
    consegna,
    deliveries,
    discrepancies,
    documents,
    exports,
    gallery,
    imports,
    map_page,
    matches,
    office,
    places,
    purposes,
    releases,
    retention,
    sheets,
    start,
    works,
)
from api.pages.access import account, accounts, emergency, provider, sala, sign_in

router = APIRouter()
for part in (
    assets, start, cards, places, discrepancies, discrepancies_json, map_page, gallery, catalogue,
    search, units, matches, matches_json, sheets, imports, consegna, deliveries, works,
    office, releases, sign_in, account, accounts, provider, sala, audit, retention, documents,
    approvals, approvals_json, exports, purposes, purposes_json, emergency,
):  # fmt: skip
    router.include_router(part.router)
