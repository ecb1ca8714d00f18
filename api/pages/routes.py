"""Every page, and the JSON that stands beside the pages."""

from fastapi import APIRouter

from api import search, units
from api.pages import assets, cards, catalogue, gallery, map_page, places, start

router = APIRouter()
for part in (assets, start, cards, places, map_page, gallery, catalogue, search, units):
    router.include_router(part.router)
