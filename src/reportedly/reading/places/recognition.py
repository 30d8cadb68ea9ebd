"""Toponym recognition: which names are places, by the gazetteer, the parser's entities and the words around a name.

Each name has a score; the weights were set by hand, in units in which 1.5 makes a name a place.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon.gazetteer import PlaceKind
from reportedly.lexicon.places import context, doubtful
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.places.containment import tie_to_container
from reportedly.reading.places.extent import CITY, extend
from reportedly.reading.places.names import entity_at, is_name, label_at, word_at

if TYPE_CHECKING:
    from reportedly.lexicon.gazetteer import GazetteerEntry
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.places.names import Mention

BELIEVED = 1.5
SURE = 3.0
"""From this score on, a name is a place wherever else the report has it."""
_UNSURE = -0.5
"""Down to this score a name is a place if the report has it as a sure one."""
_PERSON = 3.5
"""Score that a name loses if the report has it as a person's last name."""
_LABELS = {"GPE": 2.0, "LOC": 1.5, "FAC": 1.0, "ORG": 0.0, "PERSON": -1.0, "NORP": -0.7, "": 0.0}
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_OTHER_LABEL = -0.5
_WIDER = {"PERSON": -2.5, "ORG": -2.0, "EVENT": -1.0, "WORK_OF_ART": -1.5, "LAW": -1.0, "PRODUCT": -1.0, "NORP": -1.0}
"""The same where the entity is longer than the name."""
_KNOWN_KINDS = (PlaceKind.COUNTRY, PlaceKind.CONTINENT, PlaceKind.REGION)
_STOOD_ON = (PlaceKind.ISLAND, PlaceKind.MOUNTAIN)
_CITY_SCORES = ((1_000_000, 2.8), (500_000, 2.5), (100_000, 1.5), (15_000, 0.8), (0, 0.2))
"""Lowest population, and the score of a city of that size."""
_MARKS = frozenset(("-", "–", "—", "--", "(", ":", ","))
_DASHES = frozenset(("-", "–", "—", "--"))
_AFTER_PLACES = ("people", "body", "private", "district", "region", "nature", "street", "title", "neutral", "direction")
"""Classes of words that follow the name of a place: what follows a first name is none of them."""
_DATELINE = 12
"""Tokens within which the dash of a dateline follows its place."""


def recognise(parsed: Parsed, mentions: list[Mention]) -> list[Mention]:
    """Those of the names that are places, with their full extent and the kinds of place that they may be."""
    people = _last_names(parsed)
    extend(parsed, mentions)
    by_start = {mention.start: mention for mention in mentions}
    for mention in mentions:
        mention.score = _prior(mention) + _ambiguity(parsed, mention) + _entity(parsed, mention)
        mention.score += _before(parsed, mention)
        mention.score += _after(parsed, mention)
        if mention.end == mention.start + 1 and mention.key in people:
            mention.score -= _PERSON
        tie_to_container(parsed, mention, by_start)
    _raise_listed(parsed, mentions)
    sure = {m.key for m in mentions if m.score >= SURE} - people
    for mention in mentions:
        if _UNSURE < mention.score < BELIEVED and mention.key in sure:
            mention.score = BELIEVED
    return [m for m in mentions if m.score >= BELIEVED]


def _raise_listed(parsed: Parsed, mentions: list[Mention]) -> None:
    """Believe a name of a table that "and" joins to a believed one of its kind: "on Rhodes and Corfu"."""
    for one, two in pairwise(mentions):
        joined = one.last + 1 == two.first and word_at(parsed, one.last) in ("and", "or", ",")
        first, second = one.entries[0], two.entries[0]
        alike = first.listed and second.listed and first.kind is second.kind
        if joined and alike and one.score >= BELIEVED and two.score > _UNSURE:
            two.score = max(two.score, BELIEVED)


def _prior(mention: Mention) -> float:
    """How likely a name is a place before its surroundings are considered."""
    if mention.made_by == "abbreviation":
        return 1.0 if mention.end - mention.start == 1 and mention.entries[0].listed else 0.0
    best = max(_prior_of(entry) for entry in mention.entries)
    return best + (0.8 if mention.end - mention.start > 1 else 0.0)


def _prior_of(entry: GazetteerEntry) -> float:
    if entry.listed:
        return 3.0 if entry.kind in _KNOWN_KINDS else 2.0
    if entry.kind is PlaceKind.CITY:
        score = next((score for least, score in _CITY_SCORES if entry.population >= least), 0.2)
    else:
        score = 1.0 if entry.kind is PlaceKind.REGION else 0.2
    return score - (0.8 if entry.other else 0.0)


def _ambiguity(parsed: Parsed, mention: Mention) -> float:
    """Minus what a single word loses because it may be an ordinary word or a person's name."""
    if mention.end - mention.start > 1:
        return 0.0
    word, token = parsed.syntax.low[mention.start], parsed.doc[mention.start]
    known = mention.entries[0].listed and mention.entries[0].kind in _KNOWN_KINDS
    score = 0.0
    if word in doubtful("word") and not known:
        score -= 1.5
        if token.is_sent_start or token.pos_ != "PROPN":
            score -= 1.5
    if word in doubtful("given"):
        score -= 0.4 if known else 1.0
    if word in doubtful("surname") and not known:
        score -= 0.7
    return score


def _entity(parsed: Parsed, mention: Mention) -> float:
    """What the parser's named entity over the mention says."""
    at = mention.start if label_at(parsed, mention.start) else mention.end - 1
    label, (first, last) = label_at(parsed, at), entity_at(parsed, at)
    if not label:
        return 0.0
    if parsed.syntax.low[first] in ("the", "a"):
        first += 1
    if last > first and parsed.syntax.low[last - 1] in ("'s", "’s"):
        last -= 1
    wider = first < mention.first or last > mention.last
    if wider and label in _WIDER:
        if mention.modifier:
            return 0.0
        leads = label == "ORG" and first >= mention.first and mention.entries[0].kind is PlaceKind.COUNTRY
        return -0.5 if leads else _WIDER[label]
    return 0.0 if mention.kinds and label == "PERSON" else _LABELS.get(label, _OTHER_LABEL)


def _before(parsed: Parsed, mention: Mention) -> float:
    """What the words in front of the mention say."""
    i = mention.first - 1
    if word_at(parsed, i) == "the":
        i -= 1
    word = word_at(parsed, i)
    if word in context("in") or (word == "on" and mention.entries[0].kind in _STOOD_ON):
        return 2.0
    if word == "of" and word in context("from"):
        return _after_of(parsed, i)
    if word in context("from"):
        return 1.0
    if word in context("before private") and is_name(parsed, i):
        return -4.0
    if is_name(parsed, i) and i == mention.first - 1:
        return _after_name(parsed, mention, i)
    return 2.0 if word == "-" and word_at(parsed, i - 1) in ("r", "d") else 0.0


def _after_of(parsed: Parsed, i: int) -> float:
    """What the word before the "of" at token `i` says: "University of", "Duke of", "mayor of", "village of"."""
    owner = word_at(parsed, i - 1)
    if owner in context("of private") and (is_name(parsed, i - 1) or owner in context("noble")):
        return -4.0
    if is_name(parsed, i - 1):
        return 0.5 if owner in context("body") | context("district") | context("region") else -0.5
    return 2.0 if owner in context("settlement") else 0.5


def _after_name(parsed: Parsed, mention: Mention, i: int) -> float:
    """What the name at token `i`, right before the mention, says: a title, a first name, or another name."""
    word, label = word_at(parsed, i), label_at(parsed, mention.start)
    if word in context("title") and not (word in context("body") and label == "GPE"):
        return -4.0
    if word in doubtful("given") or (len(word) == 2 and word.endswith(".")):
        return -3.0 if label in ("PERSON", "ORG", "") else -1.5
    own = label in _PLACES and entity_at(parsed, mention.start)[0] >= mention.first
    return 0.0 if own or parsed.doc[i].is_sent_start else -2.0


def _after(parsed: Parsed, mention: Mention) -> float:
    """What the words behind the mention say."""
    i = mention.last
    word = word_at(parsed, i)
    score = 2.5 if mention.kinds and mention.kinds != CITY else 0.0
    district = is_name(parsed, mention.end - 1) and parsed.syntax.low[mention.end - 1] in context("district")
    if mention.modifier or district:
        return score + 1.0
    if word in ("'s", "’s") and mention.key.startswith("st "):
        return score - (6.0 if is_name(parsed, i + 1) else 3.0)  # "St. Peter's Square"
    if is_name(parsed, i):
        return score + _before_name(parsed, mention, i)
    if word in context("people"):
        return score + 1.5
    if word in context("thing") or _is_common_noun(parsed, mention):
        return score - 8.0
    if word == "-" and word_at(parsed, i + 1) in word_set("after a place and a hyphen"):
        return score + 1.5
    if _in_dateline(parsed, mention) or (word in _MARKS and _is_dateline(parsed, mention)):
        mention.dateline = True
        return score + 2.0
    return score


def _is_common_noun(parsed: Parsed, mention: Mention) -> bool:
    """Whether a name is an ordinary word before a noun: "China plates", "Mobile networks"."""
    i = mention.last
    if mention.end > mention.start + 1 or parsed.syntax.low[mention.start] not in doubtful("word"):
        return False
    if word_at(parsed, i) in context("ware"):
        return True
    token = parsed.doc[mention.start]
    named = any(word_at(parsed, i) in context(class_) for class_ in _AFTER_PLACES)
    compound = token.dep_ in ("compound", "amod") and i < parsed.syntax.n and parsed.doc[i].pos_ == "NOUN"
    return compound and not named and not mention.entries[0].listed and mention.first == mention.start


def _in_dateline(parsed: Parsed, mention: Mention) -> bool:
    return any(start <= parsed.syntax.char[mention.start] < end for start, end in parsed.datelines)


def _is_dateline(parsed: Parsed, mention: Mention) -> bool:
    """Whether the mention opens a paragraph, in capitals or with its first word, and a dash follows."""
    i, words = mention.first, parsed.syntax.words
    capitals = all(word.isupper() for word in words[mention.start : mention.end]) and len(words[mention.start]) > 2
    opens = i == 0 or words[i - 1].isspace() or bool(parsed.doc[i].is_sent_start)
    if not (capitals or opens):
        return False
    marked = any(word_at(parsed, k) in _DASHES for k in range(mention.last, mention.last + _DATELINE))
    return marked and (capitals or word_at(parsed, mention.last + 1).isalpha())


def _before_name(parsed: Parsed, mention: Mention, i: int) -> float:
    """What the names from token `i` on, right behind the mention, say: they may be one name with it."""
    if _is_first_name(parsed, mention):
        return -6.0
    linking = word_set("inside names")
    j = i
    while j < i + 6 and (is_name(parsed, j) or word_at(parsed, j) in linking):
        word = word_at(parsed, j)
        if is_name(parsed, j) and word in context("private"):
            return -4.0
        if word in context("street") and j < i + 2:
            return -4.0
        if word in context("nature"):
            return -2.0
        j += 1
    label = label_at(parsed, mention.start)
    if label == "GPE" and entity_at(parsed, mention.start)[1] <= mention.last:
        return 0.0
    return -1.0 if label != "PERSON" else -2.0


def _is_first_name(parsed: Parsed, mention: Mention) -> bool:
    """Whether the mention and the name behind it are one person's, by the parser's entity: "Kenya Bright"."""
    i = mention.last
    if mention.end > mention.start + 1 or parsed.syntax.low[mention.start] not in doubtful("given") | doubtful("named"):
        return False
    label, (first, last) = label_at(parsed, i), entity_at(parsed, i)
    if label in ("", "DATE", "TIME", "ORG") or first > mention.start or not i < last <= i + 2:
        return False
    word = parsed.syntax.low[i]
    return word.isalpha() and not any(word in context(class_) for class_ in _AFTER_PLACES)


def _last_names(parsed: Parsed) -> set[str]:
    """Last names of the people whom the report introduces by first name or title."""
    given, titles = doubtful("given"), context("title")
    low = parsed.syntax.low
    names = set()
    for i, word in enumerate(low):
        if not is_name(parsed, i) or not is_name(parsed, i + 1):
            continue
        if word.rstrip(".") not in titles and not (word in given and label_at(parsed, i) in ("PERSON", "")):
            continue
        k = i + 1
        while is_name(parsed, k + 1) and label_at(parsed, k + 1) == "PERSON" and low[k + 1] not in titles:
            k += 1
        if label_at(parsed, k) in ("PERSON", "") and low[k] not in context("body"):
            names.add(low[k].rstrip("."))
    return names
