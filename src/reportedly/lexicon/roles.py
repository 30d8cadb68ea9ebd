"""Nouns for people and bodies: roles ("envoy"), phrases for bodies ("foreign ministry"), their texts ("statement")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import LexiconError
from reportedly.lexicon import table
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "people",
    "police": "police",
    "news": "news",
    "forces": "forces",
}


class RoleClass(StrEnum):
    """For whom people of a role speak.

    From speaker to local: the body or state whose name stands beside the role; local ones are of a body in a place, and
    never speak for the place. Counsel: whoever they act for, a person or a body. From candidate on: only themselves.
    """

    SPEAKER = "speaker"
    OFFICE = "office"
    POST = "post"
    OFFICIAL = "official"
    MEMBER = "member"
    FORCE = "force"
    LOCAL = "local"
    COUNSEL = "counsel"
    CANDIDATE = "candidate"
    EXPERT = "expert"
    CIVIL = "civil"
    PRESS = "press"
    SOURCE = "source"
    ANYONE = "anyone"
    TITLE = "title"


class BodyUse(StrEnum):
    """What a phrase of `bodies.tsv` names: a body, what a ministry is for, a text of a body, or its findings."""

    BODY = "body"
    SUBJECT = "subject"
    UTTERANCE = "utterance"
    FINDING = "finding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A noun for people by what they are, such as "envoy"."""

    noun: str
    cls: RoleClass
    gender: str | None
    like: frozenset[str]
    """Other nouns for the same person: an envoy may have been introduced as an ambassador."""
    bodies: frozenset[str] = frozenset()
    """Nouns of the bodies of which such a person is where no other is named: a constable is of the police."""

    @property
    def speaks_for_others(self) -> bool:
        """True if such a person speaks for a party; an expert or a witness does not."""
        return self.cls in _FOR_OTHERS

    @property
    def of_a_state(self) -> bool:
        """True if such a person is of a state where nothing else is named: a minister, a lawmaker."""
        return self.cls in _OF_STATES

    @property
    def of_a_place(self) -> bool:
        """True if such a person is elected to govern a place: a governor, a mayor, a president."""
        return self.cls is RoleClass.OFFICE or self.noun in _GOVERNING


_GOVERNING = frozenset({"governor", "governor general", "gov", "mayor"})
_OF_STATES = frozenset({RoleClass.OFFICE, RoleClass.MEMBER})
_FOR_OTHERS = frozenset(
    {
        RoleClass.SPEAKER,
        RoleClass.OFFICE,
        RoleClass.POST,
        RoleClass.OFFICIAL,
        RoleClass.MEMBER,
        RoleClass.FORCE,
        RoleClass.LOCAL,
        RoleClass.COUNSEL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNoun:
    """A phrase for a body, without its owner."""

    phrase: str
    use: BodyUse
    kind: ActorKind
    name: str
    """Its usual name after a state's adjective; empty: the words as they stand."""
    organ: str
    """state: named with its state; owned: named with whomever it belongs to; empty: a body in its own right."""

    @property
    def head(self) -> str:
        """The last word of the phrase."""
        return self.phrase.rsplit(" ", 1)[-1]


def role_at(words: tuple[str, ...]) -> Role | None:
    """The role that these lower-case words name, in the singular or the plural."""
    return roles().get(" ".join((*words[:-1], words[-1]))) or roles().get(" ".join((*words[:-1], singular(words[-1]))))


@cache
def singular(noun: str) -> str:
    """The singular of a plural noun for people or bodies; any other word as it is."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-3] + ("man" if noun[:-3] + "man" in roles() else "men")
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us")):
        return noun[:-1]
    return noun


def head_noun(role: str) -> str:
    """The short form of a role: "chief" of "chief of staff", "secretary" of "secretary general"."""
    first, _, rest = role.partition(" ")
    if rest.startswith("of ") or first in {"secretary", "director", "attorney"}:
        return first
    return role.rsplit(" ", 1)[-1]


@cache
def roles() -> Mapping[str, Role]:
    """Every role by its noun."""
    bodies = {row["role"]: frozenset(row["bodies"].split("|")) for row in table("role_bodies.tsv")}
    try:
        return {
            row["noun"]: Role(
                noun=row["noun"],
                cls=RoleClass(row["class"]),
                gender=row["gender"] or None,
                like=frozenset(part for part in row["like"].split("|") if part),
                bodies=bodies.get(row["noun"], frozenset()),
            )
            for row in table("roles.tsv")
        }
    except ValueError as problem:
        raise LexiconError(f"roles.tsv: {problem}; classes are {', '.join(RoleClass)}") from None


@cache
def bodies() -> Mapping[str, BodyNoun]:
    """Every phrase for a body, subject or utterance."""
    found = {}
    for row in table("bodies.tsv"):
        use = (
            BodyUse(row["kind"])
            if row["kind"] in {BodyUse.SUBJECT, BodyUse.UTTERANCE, BodyUse.FINDING}
            else BodyUse.BODY
        )
        try:
            kind = ActorKind(row["kind"]) if use is BodyUse.BODY else ActorKind.ORGANISATION
        except ValueError as problem:
            raise LexiconError(f"bodies.tsv: {row['phrase']}: {problem}") from None
        found[row["phrase"]] = BodyNoun(phrase=row["phrase"], use=use, kind=kind, name=row["name"], organ=row["organ"])
    return found


def body_named(words: Iterable[str]) -> BodyNoun | None:
    """The phrase for a body that these lower-case words are; the genitive may be a word of its own."""
    return bodies().get(" ".join(words).replace("’", "'").replace(" '", "'"))


def subject_named(words: Sequence[str]) -> bool:
    """True if these lower-case words say what an office is for and not whose it is: "secretary of the | interior"."""
    subject = " ".join(words)
    found = bodies().get(subject) or bodies().get(f"the {subject}")
    return found is not None and found.use is BodyUse.SUBJECT


@cache
def body_heads() -> frozenset[str]:
    """The last words of the phrases for bodies."""
    return frozenset(p.rsplit(" ", 1)[-1] for p, b in bodies().items() if b.use is BodyUse.BODY)


@cache
def role_heads() -> frozenset[str]:
    """The last words of the nouns for people, in the singular."""
    return frozenset(noun.rsplit(" ", 1)[-1] for noun in roles())
