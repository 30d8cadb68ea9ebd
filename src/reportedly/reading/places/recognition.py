"""Which names are places: what the gazetteer, the tagger and the words around a name say, weighed against each other.

Weights are judgements, in units that make 2 a name to be believed; they were set by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import look_up
from reportedly.lexicon.places import context, doubtful

if TYPE_CHECKING:
    from reportedly.lexicon.gazetteer import Entry
    from reportedly.reading.places.names import Mention, Tokens

BELIEVED = 1.5
SURE = 3.0
"""From here on, a name vouches for the same name elsewhere in the report."""
_LABELS = {"GPE": 2.0, "LOC": 1.5, "FAC": 1.0, "ORG": 0.0, "PERSON": -1.0, "NORP": -0.7, "": 0.0}
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_OTHER_LABEL = -0.5
_WIDER = {"PERSON": -2.5, "ORG": -2.0, "EVENT": -1.0, "WORK_OF_ART": -1.5, "LAW": -1.0, "PRODUCT": -1.0, "NORP": -1.0}
"""The same where the entity is longer than the name."""
_MARKS = frozenset(("-", "–", "—", "--", "(", ":"))
_DASHES = frozenset(("-", "–", "—", "--"))
_CITY = frozenset(("city",))
_REGIONS = frozenset(("region",))
_SUBDIVISIONS = frozenset(("region", "district"))
_CITIES = frozenset(("city", "town", "village", "suburb", "suburbs"))
_LINKING = frozenset(("of", "and", "the", "for", "&", "'s", "’s", "-", "'"))


def weigh(words: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Those of the names that are places, with their full extent and the kinds that they may be."""
    names = _people(words)
    for mention in mentions:
        _extend(words, mention)
    by_end = {mention.last: mention for mention in mentions}
    by_start = {mention.start: mention for mention in mentions}
    _share_kind(words, by_end)
    for mention in mentions:
        mention.score = _prior(mention) + _doubt(words, mention) + _label(words, mention) + _before(words, mention)
        mention.score += _after(words, mention)
        if mention.end == mention.start + 1 and mention.key in names:
            mention.score -= 3.5
        _contain(words, mention, by_start)
    sure = {m.key for m in mentions if m.score >= SURE}
    for mention in mentions:
        if mention.score < BELIEVED and mention.score > -0.5 and mention.key in sure and mention.key not in names:
            mention.score = BELIEVED
    return [m for m in mentions if m.score >= BELIEVED]


def _prior(mention: Mention) -> float:
    """How likely a name is a place's before anything else is known."""
    if mention.made_by == "abbreviation":
        return 1.0 if mention.end - mention.start == 1 and mention.entries[0].listed else 0.0
    best = max(_prior_of(entry) for entry in mention.entries)
    return best + (0.8 if mention.end - mention.start > 1 else 0.0)


def _prior_of(entry: Entry) -> float:
    if entry.listed:
        return 3.0 if entry.kind in ("country", "continent", "region") else 2.0
    if entry.kind == "city":
        people = entry.population
        known = (
            2.8
            if people >= 1_000_000
            else 2.5
            if people >= 500_000
            else 1.5
            if people >= 100_000
            else 0.8
            if people >= 15_000
            else 0.2
        )
    else:
        known = 1.0 if entry.kind == "region" else 0.2
    return known - (0.8 if entry.other else 0.0)


def _doubt(words: Tokens, mention: Mention) -> float:
    """What speaks for an ordinary word or a person's name."""
    if mention.end - mention.start > 1:
        return 0.0
    word = words.low[mention.start]
    known = mention.entries[0].listed and mention.entries[0].kind in ("country", "continent", "region")
    doubt = 0.0
    if word in doubtful("word") and not known:
        doubt -= 1.5
        if words.doc[mention.start].is_sent_start or words.doc[mention.start].pos_ != "PROPN":
            doubt -= 1.5
    if word in doubtful("given"):
        doubt -= 0.4 if known else 1.0
    if word in doubtful("surname") and not known:
        doubt -= 0.7
    return doubt


def _label(words: Tokens, mention: Mention) -> float:
    start, end = mention.start, mention.end
    label, (first, last) = words.label[start], words.span[start]
    if not label and words.label[end - 1]:
        label, (first, last) = words.label[end - 1], words.span[end - 1]
    if not label:
        return 0.0
    if words.low[first] in ("the", "a"):
        first += 1
    if last > first and words.low[last - 1] in ("'s", "’s"):
        last -= 1
    wider = first < mention.first or last > mention.last
    if wider and label in _WIDER:
        if mention.modifier:
            return 0.0
        leads = label == "ORG" and first >= mention.first and mention.entries[0].kind == "country"
        return -0.5 if leads else _WIDER[label]
    return 0.0 if mention.kinds and label == "PERSON" else _LABELS.get(label, _OTHER_LABEL)


def _extend(words: Tokens, mention: Mention) -> None:
    """Take in the words that say which part or what kind of a place it is, and see what it stands before."""
    after = words.at(mention.end)
    for class_ in ("region", "district"):
        if after in context(class_) and not (after == "state" and words.named[mention.end]):
            follows = words.is_name(mention.end + 1) and words.at(mention.end + 1) not in context("body")
            if words.is_name(mention.end) or not follows:
                mention.last = mention.end + 1
                _subdivide(mention, after)
            break
    before = mention.start - 1
    while words.at(before) in context("direction") or (
        words.at(before) == "-" and words.at(before - 1) in context("direction")
    ):
        if words.at(before) != "-":
            mention.first = before
        before -= 1
    called = words.at(before) == "of" and words.at(before - 1) in _CITIES
    if not mention.kinds and (called or (after in _CITIES and not words.is_name(mention.end))):
        mention.kinds = _CITY
    mention.modifier = _heads_body(words, mention.last)


def _subdivide(mention: Mention, type_: str) -> None:
    """Let a name be one of a subdivision, of the type that the words call it."""
    region = type_ in context("region")
    mention.kinds = _REGIONS if region else _SUBDIVISIONS
    named = look_up(f"{mention.key} {word}" for word in (context("region") if region else (type_,)))
    mention.entries = (*dict.fromkeys(entry for found in named.values() for entry in found), *mention.entries)


def _share_kind(words: Tokens, by_end: dict[int, Mention]) -> None:
    """Give all names of a list the kind that is said at its end: "Cooke, Grayson and Love counties"."""
    for i, word in enumerate(words.low):
        if word not in context("plural"):
            continue
        end = i
        while (mention := by_end.get(end)) is not None:
            if not mention.kinds:
                _subdivide(mention, word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s"))
            end = mention.first
            while words.at(end - 1) in ("and", ",", "or"):
                end -= 1


def _heads_body(words: Tokens, i: int) -> bool:
    """Whether the names from `i` on make a public body of the place before them: "(Springfield) City Council"."""
    if words.at(i) in ("'s", "’s"):
        return False
    for j in range(i, i + 5):
        word = words.at(j)
        if not words.is_name(j):
            return False
        if word in context("body"):
            return not any(words.is_name(k) and words.at(k) in context("private") for k in range(j, j + 3))
        if word not in context("neutral"):
            return False
    return False


def _before(words: Tokens, mention: Mention) -> float:
    """What the words in front of the mention say."""
    i = mention.first - 1
    word = words.at(i)
    if word == "the":
        i -= 1
        word = words.at(i)
    if word in context("in"):
        return 2.0
    if word in context("from"):
        if word != "of":
            return 1.0
        owner = words.at(i - 1)
        if owner in context("of private") and (words.is_name(i - 1) or owner in context("noble")):
            return -4.0
        if words.is_name(i - 1):
            return 0.5 if owner in context("body") | context("district") | context("region") else -0.5
        return 2.0 if owner in context("settlement") else 0.5
    if word in context("before private") and words.is_name(i):
        return -4.0
    if words.is_name(i) and i == mention.first - 1:
        if word in context("title") and not (word in context("body") and words.label[mention.start] == "GPE"):
            return -4.0
        if word in doubtful("given") or (len(word) == 2 and word.endswith(".")):
            return -3.0 if words.label[mention.start] in ("PERSON", "ORG", "") else -1.5
        own = words.label[mention.start] in _PLACES and words.span[mention.start][0] >= mention.first
        return 0.0 if own or words.doc[i].is_sent_start else -2.0
    if word == "-" and words.at(i - 1) in ("r", "d"):
        return 2.0
    return 0.0


def _after(words: Tokens, mention: Mention) -> float:
    """What the words behind the mention say."""
    i = mention.last
    word = words.at(i)
    score = 0.0
    if mention.kinds and mention.kinds != _CITY:
        score += 2.5
    if mention.modifier or (words.is_name(mention.end - 1) and words.low[mention.end - 1] in context("district")):
        return score + 1.0
    if word in ("'s", "’s") and mention.key.startswith("st "):
        return score - (6.0 if words.is_name(i + 1) else 3.0)  # "St. Peter's Square"
    if words.is_name(i):
        return score + _named_after(words, mention, i)
    if word in context("people"):
        return score + 1.5
    if word in context("thing"):
        return score - 4.0
    if word == "-" and words.at(i + 1) in ("based", "born", "area", "led", "backed", "held", "controlled"):
        return score + 1.5
    if (word in _MARKS or word == ",") and _is_dateline(words, mention):
        mention.dateline = True
        return score + 2.0
    return score


def _is_dateline(words: Tokens, mention: Mention) -> bool:
    """Whether the mention opens a paragraph in capitals, with a dash after it, at once or a few words on."""
    i = mention.first
    capitals = (
        all(words.text[k].isupper() for k in range(mention.start, mention.end)) and len(words.text[mention.start]) > 2
    )
    opens = i == 0 or words.text[i - 1].isspace() or bool(words.doc[i].is_sent_start)
    if not (capitals or opens) or (capitals and words.at(i - 1).isupper()):
        return False
    marked = any(words.at(k) in _DASHES for k in range(mention.last, mention.last + 12))
    return marked and (capitals or words.at(mention.last + 1).isalpha())


def _named_after(words: Tokens, mention: Mention, i: int) -> float:
    """The same where another name follows: is it one with the mention?"""
    j = i
    while j < i + 6 and (words.is_name(j) or words.at(j) in _LINKING):
        word = words.at(j)
        if words.is_name(j) and word in context("private"):
            return -4.0
        if word in context("street") and j < i + 2:
            return -4.0
        if word in context("nature"):
            return -2.0
        j += 1
    label, (_, last) = words.label[mention.start], words.span[mention.start]
    if label == "GPE" and last <= mention.last:
        return 0.0
    return -1.0 if label != "PERSON" else -2.0


def _contain(words: Tokens, mention: Mention, by_start: dict[int, Mention]) -> None:
    """Tie a place to the one that is named after a comma: "Paris, Texas", "Goma, in eastern Congo".

    Countries and regions beside their like are a list: "China, Japan", "Oklahoma, Pennsylvania".
    """
    i = mention.last
    if words.at(i) != ",":
        return
    i += 1
    while words.at(i) in ("in", "the") or words.at(i) in context("direction"):
        i += 1
    outer = by_start.get(i)
    if outer is None:
        return
    if outer.entries[0].kind == "country" and _opens_clause(words, outer):
        return
    wide = [e for e in outer.entries if (e.listed or e.kind == "region") and e.kind in ("country", "region", "area")]
    if any(e.kind == "region" for e in mention.entries):
        wide = [e for e in wide if e.kind == "country"]
    if mention.entries[0].listed and mention.entries[0].kind == "country":
        wide = [e for e in wide if e.kind == "region"]
    inner = next(((e, w) for e in mention.entries for w in wide if lies_in(e, w)), None)
    districts = not wide and any(e.kind in ("district", "city") for e in outer.entries)
    if inner is not None:
        mention.within = inner[1]
        mention.score += 3.0
        outer.score += 2.5
        if inner[1].kind == "region":
            outer.kinds = frozenset(("region",))
    elif districts and any(e.district and e.district.split()[0].casefold() in outer.key for e in mention.entries):
        mention.score += 1.0
        outer.score += 1.0


def _opens_clause(words: Tokens, country: Mention) -> bool:
    """Whether a country after a comma goes with what follows: "in Paris, the US Defense Secretary said"."""
    token = words.doc[country.end - 1]
    follows = token.head.i > token.i and token.head.sent == token.sent
    return words.is_name(country.last) or (follows and token.dep_ in _LEADING)


_LEADING = frozenset(("compound", "amod", "nmod", "poss", "nsubj", "nsubjpass"))


def lies_in(entry: Entry, outer: Entry) -> bool:
    """Whether a place lies in a country or region, as far as the gazetteer tells."""
    if entry.country != outer.country or entry.country is None:
        return False
    if outer.kind == "country":
        return entry.kind != "country"
    if entry.region is not None and entry.region == outer.name:
        return True
    return not entry.listed and outer.country != "US" and near(entry, outer, 4.0)


def near(one: Entry, two: Entry, degrees: float) -> bool:
    """Whether two places are not farther apart than so many degrees, either way."""
    return abs(one.lat - two.lat) <= degrees and abs(one.lon - two.lon) <= degrees * 1.5


def _people(words: Tokens) -> set[str]:
    """Last names of the people that the report introduces by first name or title."""
    given, titles = doubtful("given"), context("title")
    names = set()
    for i, low in enumerate(words.low):
        if not words.named[i] or not words.is_name(i + 1):
            continue
        if low.rstrip(".") not in titles and not (low in given and words.label[i] in ("PERSON", "")):
            continue
        k = i + 1
        while words.is_name(k + 1) and words.label[k + 1] == "PERSON" and words.low[k + 1] not in titles:
            k += 1
        if words.label[k] in ("PERSON", "") and words.low[k] not in context("body"):
            names.add(words.low[k].rstrip("."))
    return names
