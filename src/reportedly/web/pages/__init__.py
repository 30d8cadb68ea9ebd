"""The pages of the desk, one kind a file: its context, its JSON and its HTML together."""

from reportedly.web.pages import (
    account,
    actors,
    add,
    alerts,
    brief,
    channels,
    claims,
    days,
    decisions,
    disagreements,
    events,
    feeds,
    forecasts,
    news,
    numbers,
    origins,
    places,
    progress,
    reports,
    review,
    search,
    sources,
    statements,
    timeline,
    today,
    tolls,
    topics,
)
from reportedly.web.routing import PageRouter

router = PageRouter(
    responses={
        404: {"description": "No such thing in this ledger, or not yet on that day."},
        503: {"description": "The ledger cannot be read now."},
    }
)
for page in (
    feeds,
    today,
    news,
    claims,
    statements,
    numbers,
    tolls,
    forecasts,
    timeline,
    events,
    days,
    places,
    origins,
    search,
    topics,
    alerts,
    brief,
    reports,
    sources,
    actors,
    review,
    decisions,
    disagreements,
    add,
    channels,
    account,
    progress,
):
    router.include_router(page.router)
