"""How routes are declared: a page for people, its JSON at the same address with `.json`, a form that is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi.types import DecoratedCallable


class PageRouter(APIRouter):
    """The routes of one kind of page.

    Declare the JSON of a path before its page: where a path ends in a name, the page would take `.json` for part of it.
    """

    def json(self, path: str, tag: str) -> Callable[[DecoratedCallable], DecoratedCallable]:
        """JSON for programs, described in OpenAPI under `tag`."""
        return self.get(f"{path}.json", tags=[tag])

    def html(self, path: str) -> Callable[[DecoratedCallable], DecoratedCallable]:
        """A page for people; OpenAPI leaves it out."""
        return self.api_route(path, methods=["GET", "HEAD"], include_in_schema=False)

    def form(self, path: str) -> Callable[[DecoratedCallable], DecoratedCallable]:
        """A form that is sent; OpenAPI leaves it out."""
        return self.post(path, include_in_schema=False)
