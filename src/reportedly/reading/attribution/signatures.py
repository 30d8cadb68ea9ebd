"""Signatures: the name after a quotation, a post or a headline that says whose words they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.roles import singular
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.text.spans import tokens_in
from reportedly.reading.text.syntax import FINITE, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Span, Syntax

_SIGNED = re.compile(r"[,.]?[ \t]*(?:\n[ \t]*)?(?P<cue>[–—―-]+)[ \t]*(?P<who>[^\W\d_a-z][^\n]{1,120}?)[. \t]*(?=\n|$)")
_BRACKETED = re.compile(r"[,.]?[ \t]*(?P<cue>\()(?P<who>[^\W\d_a-z][^()\n]{1,80})\)[. \t]*(?=\n|$)")
_INTRODUCED = re.compile(
    r"^[ \t]*(?:[Aa]nd[ ])?(?P<cue>[Ff]rom)[ ](?:the (?:desk|office) of[ ])?(?P<who>[^\W\d_a-z][^\n:]{2,100}):\s*$",
    re.MULTILINE,
)
_POST = re.compile(r"^[ \t]*(?P<cue>[–—―-]+)[ \t]*(?P<who>[^\n(@]{2,60}?)[ ]\(@\w+\)[^\n]*", re.MULTILINE)
_TAGS = re.compile(r"(?:#\w+)+|https?://\S+|pic\.\S+")
_BEHIND = 1000
"""Characters behind a post in which its hashtags and links are."""
_POST_WORD = re.compile(r"\S+")
_HEADLINE = re.compile(
    r"^(?P<said>[^\n]{8,160}?)[ ](?P<cue>[–—-])[ ]?(?P<who>[^\W_][^\n.!?:;\"“”()]{2,50})$", re.MULTILINE
)
_HEADLINE_COLON = re.compile(
    r"^(?P<said>[^\n:]{8,160})(?P<cue>:)[ ](?P<who>[^\W_][^\n.!?:;\"“”()]{2,40})$", re.MULTILINE
)
_GAP = 10
"""Characters of blanks between an introduction and its quotation."""
_LONGEST_NAME = 6
"""Words of the speaker at the end of a headline."""


def find_signed(parsed: Parsed) -> Iterator[Candidate]:
    """One candidate for each quotation, post or headline with its speaker's name behind (or, on a line, before) it."""
    yield from _quotations(parsed)
    yield from _posts(parsed)
    yield from _headlines(parsed)


def _candidate(rule: str, g: Syntax, m: re.Match[str], content: Span | None) -> Iterator[Candidate]:
    """The candidate for a match with the groups `who` and `cue`; the name counts without its description."""
    start, end = m.span("who")
    name = trim(g.text, start, start + len(m["who"].split(",")[0]))
    if content is not None and name is not None and not any(g.tag[i] in FINITE for i in tokens_in(g, (start, end))):
        at = g.token_at(m.start("cue"))
        yield Candidate(rule, at, m.span("cue"), name, [content], source_head=g.token_at(name[1] - 1))


def _quotations(parsed: Parsed) -> Iterator[Candidate]:
    g = parsed.syntax
    introduced = {m.end(): m for m in _INTRODUCED.finditer(g.text)}
    for q in parsed.quotations:
        before = (
            q.open - len(g.text[max(0, q.open - _GAP) : q.open]) + len(g.text[max(0, q.open - _GAP) : q.open].rstrip())
        )
        if q.open and not g.text[g.text.rfind("\n", 0, q.open) + 1 : q.open].isspace() and g.text[q.open - 1] != "\n":
            continue
        content = trim(g.text, q.start, q.end)
        m = _SIGNED.match(g.text, q.close) or _BRACKETED.match(g.text, q.close)
        if m is not None and (m["cue"] != "(" or " " in m["who"]):
            yield from _candidate("signed", g, m, content)
        elif before in introduced or any(end - before in range(3) for end in introduced):
            opening = next(m for end, m in introduced.items() if end - before in range(3))
            yield from _candidate("signed", g, opening, content)


def _posts(parsed: Parsed) -> Iterator[Candidate]:
    """Embedded posts: a paragraph with a line "— Name (@handle) day" below it."""
    g = parsed.syntax
    for m in _POST.finditer(g.text):
        end = len(g.text[: m.start()].rstrip())
        start = g.text.rfind("\n\n", 0, end) + 1
        yield from _candidate("signed", g, m, trim(g.text, start, _without_tags(g.text, start, end)))


def _without_tags(text: str, start: int, end: int) -> int:
    """Where the words of a post end: before the hashtags and links behind them."""
    words = list(_POST_WORD.finditer(text, max(start, end - _BEHIND), end))
    while words and _TAGS.fullmatch(words[-1].group()):
        end = words.pop().start()
    return end


def _headlines(parsed: Parsed) -> Iterator[Candidate]:
    """Headlines that end with a dash and a speaker: "Rebels hold town - army"."""
    g = parsed.syntax
    for m in (*_HEADLINE.finditer(g.text), *_HEADLINE_COLON.finditer(g.text)):
        inside = list(tokens_in(g, m.span("who")))
        content = [s for s in (_without_boilerplate(parsed, m.span("said")),) if s is not None]
        if len(inside) > _LONGEST_NAME or g.text[m.end("said") - 1] in '.!?"”' or not content:
            continue
        if m["cue"] == ":" and not any(g.tag[i] in FINITE for i in tokens_in(g, content[0])):
            continue
        head = m["who"].split()[-1].lower()
        if {head, singular(head)} & (cues.speakers() | word_set("document")) or g.label[inside[-1]] == "PERSON":
            yield from _candidate("headline", g, m, content[0])


def _without_boilerplate(parsed: Parsed, span: Span) -> Span | None:
    start = max((e for s, e in parsed.boilerplate if s <= span[0] < e), default=span[0])
    return trim(parsed.text, start, span[1]) if start < span[1] else None
