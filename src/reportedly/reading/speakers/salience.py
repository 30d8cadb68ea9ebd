"""Whom "he", "it", "the envoy" or "the agency" means: the most salient member of the cast that it fits."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.roles import RoleClass
from reportedly.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.lexicon.roles import BodyNoun, Role
    from reportedly.reading.speakers.entities import Cast, Member, Mention

SOURCE, SUBJECT, OTHER, QUOTED = 3.0, 2.5, 1.2, 0.5
"""How salient a mention is: as a source, as a subject, otherwise, within what somebody else says."""
OWN = 0.1
"""The same within the very words whose source is asked for."""
FAR = 8
"""Sentences back that a reference reaches."""
LONGEST = 400
"""Tokens that a content reaches from its start, for this purpose."""
DESCRIBED_FAR = 40
"""The same for a description, which says more than a pronoun."""


class Memory:
    """Who was mentioned and who spoke, up to where the reader has come."""

    __slots__ = ("_quoted", "_said", "_said_starts", "cast")

    def __init__(self, cast: Cast, quoted: list[tuple[int, int]]) -> None:
        self.cast = cast
        self._quoted = quoted
        self._said: list[Mention] = []
        self._said_starts: list[int] = []

    def spoke(self, mention: Mention) -> None:
        """Remember a source; sources come in text order."""
        self._said.append(mention)
        self._said_starts.append(mention.start)

    def last_speaker(self, position: int) -> Member | None:
        """Whoever spoke last before this token."""
        i = bisect_left(self._said_starts, position)
        return self._said[i - 1].member if i else None

    def most_salient(
        self, position: int, own: list[tuple[int, int]], fits: Callable[[Member], float | None], far: int = FAR
    ) -> Member | None:
        """The best fitting member before this token, by salience less one a sentence.

        `own` holds the tokens of what is being said: nobody speaks of himself by name there.
        """
        words = self.cast.words
        here = words.sentence[min(position, words.size - 1)]
        best: Member | None = None
        best_score = float("-inf")
        fitness: dict[int, float | None] = {}

        def weigh(mention: Mention, salience: float, distance: int) -> None:
            nonlocal best, best_score
            member = mention.member
            fit = fitness.get(id(member), 1.0)
            if fit == 1.0:
                fit = fitness[id(member)] = fits(member)
            if fit is None:
                return
            score = salience - distance + fit
            if score > best_score:
                best, best_score = member, score

        for i in range(bisect_left(self._said_starts, position) - 1, -1, -1):
            distance = here - words.sentence[self._said[i].start]
            if distance > far:
                break
            salience = SOURCE if self._said[i].subject else OTHER
            weigh(self._said[i], OWN if _inside(self._said[i].start, own) else salience, distance)
        for i in range(self.cast.before(position) - 1, -1, -1):
            mention = self.cast.mentions[i]
            distance = here - words.sentence[mention.start]
            if distance > far:
                break
            if mention.adjective or mention.end > position:
                continue
            if _inside(mention.start, own):
                salience = OWN
            elif _inside(mention.start, self._quoted):
                salience = QUOTED
            else:
                salience = SUBJECT if mention.subject else OTHER
            weigh(mention, salience, distance)
        return best


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a token lies in one of these spans, which are sorted by their starts."""
    i = bisect_left(spans, (position + 1, 0)) - 1
    while i >= 0 and position - spans[i][0] <= LONGEST:
        if position < spans[i][1]:
            return True
        i -= 1
    return False


def fits_pronoun(pronoun: str) -> Callable[[Member], float | None]:
    """Who may be meant by "he", "she", "it" or "they" (in any case)."""
    if pronoun in {"he", "him", "his", "himself"}:
        return lambda m: _gendered(m, "m", 0.3)
    if pronoun in {"she", "her", "hers", "herself"}:
        return lambda m: _gendered(m, "f", 1.0)
    if pronoun in {"it", "its", "itself", "which"}:
        return lambda m: None if m.is_person or m.kind is ActorKind.GROUP else (-0.8 if m.plural else 0.0)
    return _many


def _gendered(member: Member, gender: str, unknown: float) -> float | None:
    if not member.is_person:
        return None
    if member.kind is ActorKind.UNNAMED and not member.nouns:
        return -1.0
    if member.gender is None:
        return -unknown
    return 0.0 if member.gender == gender else None


def _many(member: Member) -> float | None:
    if member.plural or member.kind is ActorKind.GROUP:
        return 0.0
    if member.kind is ActorKind.PERSON:
        return -1.8
    return -1.0


def fits_role(role: Role, party: str | None) -> Callable[[Member], float | None]:
    """Which person may be meant by "the envoy", or with a party by "the Russian envoy"."""
    own = {role.noun, role.noun.rsplit(" ", 1)[-1]}

    def fit(member: Member) -> float | None:
        if not member.is_person:
            return None
        unlike = party is not None and party not in {member.of, member.state, member.party}
        if unlike and (member.of is not None or role.noun not in member.nouns):
            return None
        if unlike:
            return -0.5
        if role.gender and member.gender and role.gender != member.gender:
            return None
        if role.noun in member.nouns:
            return 0.0
        if member.nouns & role.like or (" " not in role.noun and own & member.nouns):
            return -0.3
        if role.cls is RoleClass.ANYONE:
            return -0.3
        return None

    return fit


def fits_body(noun: BodyNoun, head: str, state: str | None) -> Callable[[Member], float | None]:
    """Which body may be meant by "the agency", or with a state by "the Russian agency"."""
    last = noun.phrase.rsplit(" ", 1)[-1] if noun.phrase else head

    def fit(member: Member) -> float | None:
        if member.kind in {ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP}:
            return None
        if state is not None and state not in {member.of, member.state, member.name}:
            return None
        if noun.phrase in member.nouns:
            return 0.0
        if " " in noun.phrase:
            return None
        if last in member.nouns:
            return -0.1
        if last == "agency" and member.kind is ActorKind.OUTLET:
            return -0.6
        if last in roles.words_in("generic bodies") and (
            member.kind is noun.kind
            or (last in roles.words_in("generic groups") and member.kind is ActorKind.ARMED_GROUP)
        ):
            return -0.4 if member.nouns or member.of or member.kind is not ActorKind.ORGANISATION else -1.2
        return None

    return fit
