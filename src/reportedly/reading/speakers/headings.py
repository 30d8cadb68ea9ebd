"""What the heading of a report says of who speaks in it: full names, the interviewee, the issuer of a release.

The title "Ten minutes with Ada Obi" gives "Mrs Obi" her full name, and says whose answers the lines with "A:" are.
"Communiqué of the Tarra Front" and the outlet "Odda Mines Press Office" say who "we" is, and whose own voice it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.model import Report
    from reportedly.reading.speakers.entities import Entities
    from reportedly.reading.speakers.entity import Entity, Mentions

_WORD = re.compile(r"[^\W\d_](?:[\w’'\-]*\w)?\.?")
_LONGEST_NAME = 4
"""Words of the longest full name that a title may give."""
_CAPITALS = 0.7
"""Share of capitalised words from which on the capitals of a title show no names."""
_FEW = 4
"""Words up to which a title's capitals always count."""
_NEVER_ISSUERS = frozenset({ActorKind.OUTLET, ActorKind.STATE, ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP})


@dataclass(frozen=True, slots=True)
class Heading:
    """The title and outlet of a report as far as they name people and bodies."""

    runs: tuple[tuple[str, ...], ...] = ()
    """Runs of capitalised words in the title, without the titles before names."""
    titled: tuple[tuple[str, ...], ...] = ()
    """Those of them that a title leads: "Col. Ana Ruiz"."""
    sure: bool = True
    """False where the whole title is in capitals or title case, so that runs are no names by themselves."""
    issuer: str | None = None
    """The name after "statement by" or "communiqué of" in the title."""
    outlet: str = ""
    release: bool = False
    """True if the title or the outlet says that this is a text of a body: "press note", "investor relations"."""

    @classmethod
    def of(cls, report: Report) -> Heading:
        """The heading of a report."""
        title, outlet = report.title or "", report.outlet or ""
        words = _WORD.findall(title)
        capitals = sum(word[0].isupper() for word in words)
        said = {word.lower() for word in (*words, *_WORD.findall(outlet))}
        runs = tuple(_runs(title))
        return cls(
            runs=tuple(run for _, run in runs),
            titled=tuple(run for led, run in runs if led),
            sure=len(words) <= _FEW or capitals < _CAPITALS * len(words),
            issuer=_issuer(title),
            outlet=outlet,
            release=not word_set("releases").isdisjoint(said),
        )

    def full_name(self, last: str) -> str | None:
        """The full name in the title that ends with this last name, or has it second of two."""
        for run in self.runs:
            for i in range(1, len(run)):
                if run[i].casefold() != last.casefold():
                    continue
                named = run[: i + 1] if self.sure else run[i - 1 : i + 1]
                if self.sure or actors.gender_of(" ".join(named)):
                    return " ".join(run[: i + 2] if i == 1 and self.sure and len(run) == i + 2 else named)
        return None

    def titled_people(self) -> Iterator[str]:
        """The full names of people in the title that an office or honorific leads."""
        yield from (" ".join(run) for run in self.titled if run[-1].lower() not in roles.body_heads())

    def people(self) -> Iterator[str]:
        """The runs of the title that may be full names of people."""
        for run in self.runs:
            name = " ".join(run)
            head = run[-1].lower()
            named = len(run) > 1 and head not in roles.body_heads() and actors.canonical(name) is None
            if named and not run[0].isupper() and (self.sure or actors.gender_of(name)):
                yield name


def _runs(title: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """The runs of at least two capitalised words, without the roles that lead them up, and whether there were any."""
    run: list[str] = []
    end, titled = -1, False
    for match in _WORD.finditer(title):
        word = match.group()
        blank = title[end : match.start()].isspace() if end >= 0 else False
        goes_on = blank and (word[0].isupper() or (bool(run) and word in word_set("name particles")))
        if not goes_on:
            yield from _full(run, titled=titled)
            run, titled = [], False
        if word[0].isupper() or run:
            run.append(word.removesuffix("’s").removesuffix("'s") if word[0].isupper() else word)
        if word.endswith(("’s", "'s")) or (word.endswith(".") and len(word) > 3):
            yield from _full(run, titled=titled)
            titled = _is_role(run[-1:])
            run = []
        end = match.end()
    yield from _full(run, titled=titled)


def _full(run: list[str], *, titled: bool) -> Iterator[tuple[bool, tuple[str, ...]]]:
    while run and (_is_role(run[:1]) or _of_grammar(run[0])):
        titled = titled or _is_role(run[:1])
        run = run[1:]
    while run and run[-1] in word_set("name particles"):
        run = run[:-1]
    if 1 < len(run) <= _LONGEST_NAME:
        yield titled, tuple(run)


def _is_role(words: list[str]) -> bool:
    return bool(words) and roles.role_at((words[0].lower().rstrip("."),)) is not None


def _of_grammar(word: str) -> bool:
    return word.lower() in word_set("words of grammar") | word_set("article")


_ISSUED = re.compile(
    r"(?<![^\W\d_])(?P<kind>[^\W\d_]+)(?:[ ,]+)(?:of|by|from|from:) (?:the )?"
    r"(?P<name>[^\W\d_].{0,300}?)(?: (?:on|about|in) |[:;,(]|$)"
)
_FROM = re.compile(r"^(?:to|an open letter to) .*, from (?P<name>[^\W\d_].{0,300})$", re.IGNORECASE)


def _issuer(title: str) -> str | None:
    """The name after the noun for a text: "Statement by | Isla Reed", "Communiqué of the | Tarra Front"."""
    addressed = _FROM.match(title)
    if addressed is not None:
        return addressed["name"]
    for match in _ISSUED.finditer(title):
        name = match["name"].strip()
        if match["kind"].lower() in word_set("signed texts") and name[:1].isupper():
            return name
    return None


def issuer(heading: Heading, entities: Entities, mentions: Mentions, low: Iterable[str]) -> Entity | None:
    """The body or person whose own text the report is; None for an outlet's.

    It is the one whom the title names as such, or a body in the text of whose name the outlet's consists, or with
    which it begins where the text is a release or says "we" outside of quotations.
    """
    if heading.issuer is not None:
        return _called(heading.issuer, entities)
    if not heading.outlet:
        return None
    outlet = actors.key(heading.outlet)
    spoken = heading.release or not word_set("first person plural").isdisjoint(low)
    found = [
        mention.entity
        for mention in mentions.in_order
        if mention.entity.kind not in _NEVER_ISSUERS and not mention.adjective
    ]
    for entity in found:
        name = actors.key(entity.name)
        if outlet == name or (spoken and " " in name and outlet.startswith(f"{name} ")):
            return entity
    return None


def _without_titles(name: str) -> str | None:
    """The full name after titles, and nothing of what follows it: "Secretary of Trade | Ana Ruiz | the start of"."""
    words = name.split()
    for start in range(1, len(words) - 1):
        if not any(roles.role_at((word.lower().rpartition("/")[2],)) for word in words[:start]):
            continue
        if roles.role_at((words[start].lower(),)):
            continue
        end = start
        while end < len(words) and (words[end][0].isupper() or words[end] in word_set("name particles")):
            end += 1
        full = " ".join(words[start:end])
        if 1 < end - start <= _LONGEST_NAME and (actors.gender_of(full) is not None or _ends_title(words[:start])):
            return full
    return None


def _ends_title(words: list[str]) -> bool:
    """True for a whole title: "General", "Secretary of Trade"; not for "Secretary of"."""
    low = [word.lower() for word in words]
    link = next((i for i, word in enumerate(low) if word in {"of", "for"}), len(low))
    subject = low[link + 1 :]
    return (
        bool(low[:link])
        and roles.role_at((low[link - 1].rpartition("/")[2],)) is not None
        and (link == len(low) or roles.subject_named(subject[1:] if subject[:1] == ["the"] else subject))
    )


def _called(name: str, entities: Entities) -> Entity:
    """The entity of that name: a body or person of the report or the roster, else a new one."""
    known = actors.canonical(name)
    if known is not None:
        return entities.of_entry(known)
    titled = _without_titles(name)
    if titled is not None:
        person = entities.person_in_full(titled) or entities.add_person(titled)
        person.of = person.of or (entities.publisher.party if entities.publisher is not None else None)
        return person
    found = entities.body_called(name) or entities.person_in_full(name)
    if found is not None:
        return found
    head = name.split()[-1].lower()
    words = {word.lower() for word in name.split()}
    body = not words.isdisjoint(roles.body_heads()) or head in word_set("endings of firms") or " " not in name
    return entities.body(name, ActorKind.ORGANISATION) if body else entities.add_person(name)
