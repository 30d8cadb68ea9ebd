"""The pages of the desk, one module a kind; what they show comes from the ledger, how it reads from the templates."""

from fastapi import APIRouter

from reportedly.web.pages import claims, events, forecasts, numbers, places, reports, search, sources, timeline, today

router = APIRouter(include_in_schema=False)
for page in (today, claims, numbers, forecasts, timeline, events, places, sources, reports, search):
    router.include_router(page.router)
