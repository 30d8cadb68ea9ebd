"""Runs of capitalised words: where one ends, where the name proper starts after titles, what kind of body it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from reportedly.reading.speakers.roster import RosterMatches

_IRREGULAR_PLURALS = ("men", "women", "people", "children")
"""Endings of plurals without s: "Cattlemen's Chamber", "People's Front"."""
_HEADLINE_WORDS = 5
"""Words from which on a sentence may be a headline."""
_HEADLINE_CAPITALS = 0.7
"""Share of its words that are capitalised."""
_LONGEST_POSITION = 4
"""Letters of the shortest word in capitals that is no abbreviation of a position: "WR", "GM"."""


def headlines(roster: RosterMatches) -> set[int]:
    """Sentences in which most words are capitalised, so that capitals do not show names."""
    syntax, found = roster.syntax, set()
    for number, start in enumerate(syntax.starts):
        end = syntax.sentence_end(number)
        words = [w for w in syntax.words[start:end] if w[:1].isalpha()]
        if len(words) < _HEADLINE_WORDS or sum(w[0].isupper() for w in words) < _HEADLINE_CAPITALS * len(words):
            continue
        if not any(syntax.is_verb(i) and syntax.words[i][0].islower() for i in range(start, end)):
            found.add(number)
    return found


def common_nouns(roster: RosterMatches) -> set[str]:
    """The singular nouns that the report writes in small letters: "coroner" is no first name there."""
    syntax = roster.syntax
    return {word for i, word in enumerate(syntax.words) if syntax.tag[i] == "NN" and word.islower()}


def is_no_part(roster: RosterMatches, start: int, end: int, nouns: set[str]) -> bool:
    """True if the first word of a run is no part of the name: "Near | Lodd", "Coroner | Ana Ruiz", "QB | Ana Ruiz".

    `nouns` are the common nouns of the report.
    """
    syntax = roster.syntax
    if end - start < 2 or not roster.in_name[start + 1]:
        return False
    opens = start == syntax.starts[syntax.sent[start]]
    if opens and syntax.low[start] in word_set("prepositions that open a sentence"):
        return True
    if any(found[1] == start + 1 for k in (start - 2, start - 1) if k >= 0 and (found := roster.role(k, start + 1))):
        return True  # "secretary of | State | Ruiz"
    named = end - start > 2 and start not in roster.matched and roster.role(start, end) is None
    if not named or actors.gender_of(roster.wording(start + 1, end)) is None or body_head(roster, start, end):
        return False
    word = syntax.words[start]
    position = (
        word.isupper() and word.isalpha() and 1 < len(word) < _LONGEST_POSITION and not roster.matched & {start + 1}
    )
    return syntax.low[start] in nouns or (position and not syntax.words[start + 1].isupper())


def run_end(roster: RosterMatches, start: int) -> int:
    """Where the run of capitalised words that starts here ends, with "of" and the like between them."""
    syntax = roster.syntax
    match = roster.matches.get(start)
    i = match.end if match is not None else start + 1
    while i < syntax.n and syntax.sent[i] == syntax.sent[start]:
        match = roster.matches.get(i)
        if match is not None:
            if match.entry.kind is not ActorKind.PERSON and not _joiner(roster, i) and not _joiner(roster, i - 1):
                break
            i = match.end
        elif roster.in_name[i]:
            i += 1
        elif hyphenates(roster, i):
            i += 2
        elif owns_a_body(roster, i) or _is_particle(roster, i) or (_joiner(roster, i) and _joins(roster, start, i)):
            i += 1
        else:
            break
    while i > start + 1 and _joiner(roster, i - 1):
        i -= 1
    return i


def _joiner(roster: RosterMatches, i: int) -> bool:
    return roster.syntax.low[i] in word_set("in body names")


def hyphenates(roster: RosterMatches, i: int) -> bool:
    """True for a hyphen without blanks around it."""
    syntax = roster.syntax
    return (
        syntax.low[i] in HYPHENS
        and i + 1 < syntax.n
        and syntax.end[i - 1] == syntax.char[i]
        and syntax.end[i] == syntax.char[i + 1]
    )


def owns_a_body(roster: RosterMatches, i: int) -> bool:
    """True for the genitive of many within a body's name: "Farmers' Union", not "Peru's Navy"."""
    syntax = roster.syntax
    many = syntax.low[i] in {"'", "’"} and syntax.low[i - 1].endswith("s")
    irregular = syntax.low[i] in {"'s", "’s"} and syntax.low[i - 1].endswith(_IRREGULAR_PLURALS)
    if not (many or irregular) or syntax.end[i - 1] != syntax.char[i] or i - 1 in roster.matched:
        return False
    end = i + 1
    while end < syntax.n and roster.in_name[end] and end not in roster.matches:
        end += 1
    body = any(roster.plain[k] in roles.body_heads() for k in range(i + 1, end))
    return end > i + 1 and (body or _is_linked_body(roster, i))


def _is_linked_body(roster: RosterMatches, i: int) -> bool:
    """True if the words before a genitive are a body's name with "on" or "for": "Council for | Miners' Rights"."""
    first = i
    while first > 0 and (roster.in_name[first - 1] or _joiner(roster, first - 1)):
        first -= 1
    linked = any(roster.syntax.low[k] in {"on", "for"} for k in range(first, i))
    return linked and body_head(roster, first, i) is not None


def _is_particle(roster: RosterMatches, i: int) -> bool:
    """True for "van" or "al" before a capitalised word or a hyphen."""
    syntax = roster.syntax
    return (
        syntax.low[i] in word_set("name particles")
        and i + 1 < syntax.n
        and (roster.in_name[i + 1] or syntax.words[i + 1] in HYPHENS)
    )


def _joins(roster: RosterMatches, start: int, i: int) -> bool:
    """True if "of", "for", "and" or "the" at `i` goes on with a body's name or an office."""
    syntax = roster.syntax
    low = syntax.low[i]
    if low == "the":
        return syntax.low[i - 1] in {"of", "for", "on"} and i + 1 < syntax.n and roster.in_name[i + 1]
    following = i + 1 + (i + 1 < syntax.n and syntax.low[i + 1] == "the")
    if following >= syntax.n or not roster.in_name[following]:
        return False
    body = body_head(roster, start, i) is not None
    if low == "of" and syntax.label[i - 1] == syntax.label[i] == syntax.label[following] == "ORG":
        return True
    if low == "of" and ends_firm(roster, start, i - 1):
        return False  # "Tasman Electronics of Perth"
    if low == "of":
        return body or roster.role(i - 1, i) is not None
    if low in {"for", "on"}:
        return body or (low == "for" and roster.role(i - 1, i) is not None)
    if low == "and" and not body and _opens_compound(roster, start, i):
        return True
    linked = any(syntax.low[k] in {"of", "for", "on"} for k in range(start, i))
    return body and linked and following not in roster.matches


def _opens_compound(roster: RosterMatches, start: int, i: int) -> bool:
    """True for the "and" within "the Dock and Rail Union", which is one body of two words joined."""
    syntax = roster.syntax
    apart = start == 0 or syntax.low[start - 1] != "the" or i - start != 1 or start in roster.matched
    if apart or syntax.label[start] in {"PERSON", "GPE"} or i + 1 in roster.matches:
        return False
    end = i + 1
    while end < syntax.n and (roster.in_name[end] or owns_a_body(roster, end)):
        end += 1
    return end > i + 2 and roster.plain[end - 1] in roles.body_heads()


def goes_on(roster: RosterMatches, end: int) -> bool:
    """True if a roster name is the beginning of a body's own longer name: "Moscow State University"."""
    sent = roster.syntax.sent
    if end >= len(sent) or not roster.in_name[end] or end in roster.matches or sent[end] != sent[end - 1]:
        return False
    stop = run_end(roster, end)
    head = body_head(roster, end - 1, stop)
    if head is None:
        return False
    noun = roles.bodies().get(roster.plain[head])
    named = not noun.organ if noun is not None else ends_firm(roster, end - 1, head)
    return named and roster.role(end, stop) is None


def body_head(roster: RosterMatches, start: int, end: int) -> int | None:
    """The token that says what kind of body a run names: the last before any "of" or "for"."""
    found = None
    for i in range(start, end):
        if roster.syntax.low[i] in {"of", "for", "on"} and found is not None:
            break
        named = roster.in_name[i] and i not in roster.matched
        if named and (roster.plain[i] in roles.body_heads() or ends_firm(roster, start, i)):
            found = i
    return found


def ends_firm(roster: RosterMatches, start: int, i: int) -> bool:
    """True if a run from `start` on is a firm's name up to this token, by the word: "Tasman | Airways", "Odda | AG"."""
    if i == start or roster.plain[i] not in word_set("endings of firms"):
        return False
    return actors.gender_of(roster.wording(start, i + 1)) is None


def starts_proper(roster: RosterMatches, start: int, end: int) -> int:
    """Where the name proper starts after offices and honorifics; `start` where none lead it."""
    office = roster.role(start, end)
    whole = office is not None and office[1] == end  # "Secretary-General"
    i = name = start + (_is_person_noun(roster, start) and end - start > 2 and not whole)
    while i < end:
        found = roster.role(i, end)
        if found is None or (found[1] == end and name > start):
            if roster.syntax.low[i] in {"of", "for"} and name == i:
                i = name = _after_owner(roster, i, end)
            else:
                i += 1
            continue
        if found[1] == end and i > start and roster.role(start, i) is None and not _bare_office(roster, start, i):
            break
        i = name = found[1]
    return name


def _is_person_noun(roster: RosterMatches, i: int) -> bool:
    """True for "Widow" before a full name; not for first names, which some of these nouns are too."""
    word = roster.plain[i]
    return word in persons() and i not in roster.matched and actors.gender_of(f"{word} {word}") is None


def _bare_office(roster: RosterMatches, start: int, i: int) -> bool:
    """True if all words before the role are ones that offices are named with: "Deputy Interior Minister"."""
    return all(
        roster.syntax.low[k] in word_set("office words") or roster.plain[k] in roles.body_heads()
        for k in range(start, i)
    )


def _after_owner(roster: RosterMatches, i: int, end: int) -> int:
    """Where the owner of an office ends whose "of" is token `i`: "Chief of the General Staff | Viktor Danko"."""
    syntax = roster.syntax
    i += 1
    i += i < end and syntax.low[i] == "the"
    match = roster.matches.get(i)
    if match is not None and match.end < end:
        return match.end
    head = body_head(roster, i, end)
    if head is not None and head + 1 < end:
        return head + 1
    return next((k for k in range(i, end) if syntax.label[k] == "PERSON" or _opens_full_name(roster, k, end)), end)


def _opens_full_name(roster: RosterMatches, k: int, end: int) -> bool:
    return roster.in_name[k] and k + 1 < end and actors.gender_of(roster.wording(k, end)) is not None
