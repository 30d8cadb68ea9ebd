"""A brief in Markdown: headings, lists, pipe tables and footnotes, as pandoc and GitHub read them."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.export.brief.citation import MACHINE, beyond, cited, headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.export.brief.brief import Brief, Finding, Footnote, Sentence, Series

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$^@#])")


def markdown(brief: Brief) -> str:
    """The brief as Markdown; whatever stands in a report is escaped."""
    parts = [f"# {_escaped(brief.title)}", _escaped(brief.subtitle)]
    for name, heading in headings(brief):
        parts += [f"## {heading}", *_section(brief, name)]
    if brief.left_out:
        parts.append(beyond(brief.left_out))
    parts += [f"*{MACHINE}*", *map(_footnote, brief.notes)]
    return "\n\n".join(parts) + "\n"


def _section(brief: Brief, name: str) -> Iterator[str]:
    """The paragraphs of a section."""
    sentences: dict[str, Sequence[Sentence]] = {
        "new": brief.new,
        "taken_back": brief.taken_back,
        "expected": brief.expected,
    }
    found: dict[str, Sequence[Finding]] = {
        "known": brief.known,
        "contested": brief.contested,
        "alleged": brief.alleged,
        "denied": brief.denied,
    }
    if name == "numbers":
        rows = (row for series in brief.numbers for row in _rows(series))
        yield "\n".join(("| of | day | number | by |", "|---|---|---|---|", *rows))
    elif name in sentences:
        yield "\n".join(f"- {_sentence(s)}" for s in sentences[name])
    else:
        for finding in found[name]:
            yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    yield _sentence(finding.sentence)
    if finding.voices:
        yield _sentence(finding.voices)
    if finding.sides:
        heads = " | ".join(side.heading for side in finding.sides)
        rules = "|".join("---" for _ in finding.sides)
        rows = zip_longest(*([_sentence(v) for v in side.voices] for side in finding.sides), fillvalue="")
        yield "\n".join((f"| {heads} |", f"|{rules}|", *(f"| {' | '.join(row)} |" for row in rows)))


def _rows(series: Series) -> Iterator[str]:
    for f in series.figures:
        cells = (_escaped(series.of), wording.day(f.day), f"{_escaped(f.value)}{_notes(f.notes)}", _escaped(f.who))
        yield f"| {' | '.join(cells)} |"


def _sentence(sentence: Sentence) -> str:
    return "".join(_phrase(p.text, strong=p.strong) + _notes(p.notes) for p in sentence)


def _phrase(text: str, *, strong: bool) -> str:
    """Bold without the blanks at its ends, which Markdown would not take for bold."""
    if not strong or not text.strip():
        return _escaped(text)
    bare = text.strip()
    before, after = text[: text.index(bare)], text[text.index(bare) + len(bare) :]
    return f"{before}**{_escaped(bare)}**{after}"


def _notes(numbers: Sequence[int]) -> str:
    return "".join(f"[^{n}]" for n in numbers)


def _footnote(note: Footnote) -> str:
    where, url = cited(note)
    address = f" <{url}>" if url else ""
    return f"[^{note.number}]: {_escaped(where)}{address} {_escaped(note.who)}: “{_escaped(note.words)}”"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
