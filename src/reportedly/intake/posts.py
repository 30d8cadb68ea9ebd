"""Posts of social media, one report each: a repost is a copy, an edited post a revision at the same address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.tally import Tally
from reportedly.language import code_of
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

_BLANKS = re.compile(r"[ \t\r\f\v]+")
_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post; its words are those of the author, or of whoever is reposted."""

    name: str
    """Its number or address, for messages."""
    text: str
    outlet: str | None
    """The account or channel that published it."""
    url: str | None = None
    at: datetime | None = None
    """When it was posted, or edited last."""
    language: str | None = None
    omitted: str = ""
    """Why it is no report, for a notice of the service or a repost without words."""


def reports_of_posts(
    posts: Iterable[Post], where: str, published: datetime | None, *, expected: int | None = None
) -> Iterator[Report | IntakeError]:
    """The reports of the posts; those without words are counted. `expected` is how many the file says it has."""
    tally = Tally(where)
    count = 0
    for post in posts:
        count += 1
        text = _LINES.sub("\n\n", _BLANKS.sub(" ", post.text)).strip()
        if post.omitted or not text:
            tally.leave_out(post.name, post.omitted or "without words")
        else:
            yield from tally.counted(_report(post, text, f"{where}#{post.name}", published))
    if expected is not None and count < expected:
        tally.failed += expected - count
        yield IntakeError(where, f"says that it has {expected:,} posts; {expected - count:,} of them are not in it")
    elif not tally.found and not tally.failed:
        yield IntakeError(where, f"has {count:,} posts, and none with words")
    tally.say()


def _report(post: Post, text: str, where: str, published: datetime | None) -> Iterator[Report]:
    check_text(text, where)
    yield Report(
        text=text,
        outlet=post.outlet,
        url=post.url,
        published_at=post.at or published,
        language=code_of(post.language),
    )
