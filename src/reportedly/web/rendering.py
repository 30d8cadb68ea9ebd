"""From a template and values to an answer: links that keep the day looked back at, one stylesheet, one policy."""

from __future__ import annotations

from collections import Counter
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context

from reportedly.export import page, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from fastapi import Request, Response
    from jinja2.runtime import Context

    from reportedly.web.lanes import Dot

SHOWN = 50
"""Rows a page."""


def render(
    request: Request,
    template: str,
    *,
    as_of: date | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    style: str = "",
    **values: Any,
) -> Response:
    """The page made from a template; `style` is CSS that only this page needs."""
    body = (
        environment()
        .get_template(template)
        .render(
            values,
            as_of=as_of,
            path=quote(request.url.path, errors="replace"),
            query=dict(request.query_params),
            style=style,
            status=status,
        )
    )
    own = f" '{page.content_hash(style)}'" if style else ""
    policy = (
        f"default-src 'none'; style-src 'self'{own}; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return HTMLResponse(body, status, {"content-security-policy": policy})


@cache
def stylesheet() -> str:
    """The style of report and desk, in one."""
    return page.stylesheet() + resources.files(__package__).joinpath("assets/desk.css").read_text("utf-8")


@cache
def icon() -> bytes:
    """The mark in the browser's tab."""
    return resources.files(__package__).joinpath("assets/mark.svg").read_bytes()


@cache
def environment() -> Environment:
    """The templates of the desk and those that it shares with the self-contained page."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("reportedly.web"), PackageLoader("reportedly.export")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.add_filters(made)
    made.filters |= {
        "amount": wording.amount,
        "joined": wording.joined,
        "party": party,
        "count": counted,
        "count_stances": stances,
        "known": known,
    }
    made.globals |= {"to": _to, "here": _here, "style_version": sha256(stylesheet().encode()).hexdigest()[:12]}
    return made


def party(name: str) -> str:
    """A party's name as it is shown: of an unnamed source without the report that it is named in."""
    return wording.plain(name.partition(" @ ")[0]) or "unnamed"


def counted(number: int, noun: str, several: str = "") -> str:
    """1 report; 12 reports."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {several or noun + 's'}"


def stances(dots: Sequence[Dot]) -> str:
    """What the marks of a lane come to, in words: affirm 3 times, deny once."""
    tally = Counter(dot.stance.value for dot in dots)
    return ", ".join(f"{stance} {'once' if n == 1 else f'{n} times'}" for stance, n in tally.items())


def known(key: str, among: Mapping[str, object]) -> object:
    """What stands under that key, or None."""
    return among.get(key)


def address_of(*parts: object, as_of: date | None, at: str = "", **query: object) -> str:
    """The address of a page of the desk, `parts` one a step; it keeps the day that is looked back at."""
    kept = urlencode({key: value for key, value in {"as_of": as_of, **query}.items() if value})
    path = "/" + "/".join(wording.address(str(part)) for part in parts)
    return path + (f"?{kept}" if kept else "") + (f"#{at}" if at else "")


@pass_context
def _to(context: Context, *parts: object, at: str = "", **query: object) -> str:
    return address_of(*parts, as_of=context.get("as_of"), at=at, **query)


@pass_context
def _here(context: Context, **query: object) -> str:
    """The address of this page with something else asked."""
    asked = {**context["query"], **query}
    return f"{context['path']}?{urlencode({key: value for key, value in asked.items() if value})}"
