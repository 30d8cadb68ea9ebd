"""Reports of agencies in ninjs (JSON), versions 1 to 3: body as text or markup, headline, provider, time of version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.dates import moment_of
from reportedly.intake.html import text_of
from reportedly.intake.newsml import WITHDRAWN
from reportedly.intake.newspapers import with_byline
from reportedly.intake.tally import Tally
from reportedly.language import code_of
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given

Item = dict[str, object]
_BODIES = ("body_text", "body_html", "body_xhtml", "bodies")
_LISTS = ("_items", "items", "data")


def items_in(value: object) -> list[Item]:
    """The items of ninjs in a JSON value; none if it is something else."""
    if isinstance(value, dict):
        if _is_item(value):
            return [value]
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    if not isinstance(value, list):
        return []
    items = [item for item in value if isinstance(item, dict)]
    return items if items and all(map(_is_item, items)) else []


def read_items(items: list[Item], given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the text items; pictures and withdrawn items are counted and named."""
    tally = Tally(given.where)
    for item in items:
        name = str(item.get("uri"))
        state, kind = str(item.get("pubstatus") or "usable"), str(item.get("type") or "text")
        if state in WITHDRAWN:
            tally.leave_out(name, f"{state} by the agency")
        elif kind not in ("text", "composite"):
            tally.leave_out(name, f"of the type {kind}")
        else:
            yield from tally.counted(_report(item, f"{given.where}!{name}" if len(items) > 1 else given.where, given))
    if not tally.found and not tally.failed:
        yield IntakeError(given.where, f"is ninjs without reports: it holds {len(items)} items without text")
    if len(items) > 1:
        tally.say()


def _is_item(value: Item) -> bool:
    return "uri" in value and (any(name in value for name in _BODIES) or "versioncreated" in value)


def _report(item: Item, where: str, given: Given) -> Iterator[Report]:
    text = _body(item)
    byline = _text(item.get("byline")) or _named(item.get("bylines"), "name", "byline")
    if not text:
        raise IntakeError(where, "has no body: ninjs of a picture, or a headline alone")
    check_text(text, where)
    yield Report(
        text="\n\n".join(with_byline((text,), byline)),
        title=_text(item.get("headline")) or _named(item.get("headlines"), "value") or _text(item.get("title")) or None,
        outlet=_outlet(item),
        url=_text(item.get("canonical")) or _text(item.get("uri")) or None,
        published_at=moment_of(_text(item.get("versioncreated")) or _text(item.get("firstcreated"))) or given.published,
        language=code_of(_text(item.get("language")) or None),
    )


def _body(item: Item) -> str:
    """The words: the plain body, else that in markup."""
    plain = _text(item.get("body_text"))
    markup = _text(item.get("body_html")) or _text(item.get("body_xhtml"))
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        if isinstance(body, dict):
            value, kind = _text(body.get("value")), _text(body.get("contenttype"))
            if "html" in kind or (not kind and "</" in value):
                markup = markup or value
            else:
                plain = plain or value
    return plain.strip() or (text_of(markup) if markup else "")


def _outlet(item: Item) -> str | None:
    for name in ("provider", "copyrightholder", "usageprovider"):
        if found := _text(item.get(name)):
            return found
    return _named(item.get("infosources"), "name") or _named(item.get("organisations"), "name") or None


def _named(values: object, *keys: str) -> str:
    """The first of these fields in the first object of a list."""
    for value in values if isinstance(values, list) else ():
        if isinstance(value, dict):
            return next((found for key in keys if (found := _text(value.get(key)))), "")
    return ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
