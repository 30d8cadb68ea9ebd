"""Words that show what a place name means: those around it, and those that it may be instead."""

from __future__ import annotations

from functools import cache

from reportedly.lexicon import table
from reportedly.lexicon.cues import verbs
from reportedly.lexicon.gazetteer import key_of, look_up


@cache
def context(class_: str) -> frozenset[str]:
    """The words of a class of `place_context.tsv`, in small letters."""
    return frozenset(row["word"] for row in table("place_context.tsv") if class_ in row["class"].split("|"))


@cache
def doubtful(class_: str) -> frozenset[str]:
    """Words that name a place and are a "word", a "given" name or a "surname" as well, in small letters."""
    return frozenset(row["word"] for row in table("place_doubts.tsv") if class_ in row["class"].split("|"))


@cache
def not_places() -> frozenset[str]:
    """Keys of demonyms, bodies and directions, which are no places: "Russians", "White House", "north eastern"."""
    words = {word for row in table("states.tsv") for word in row["adjective"].split("|") if word}
    words |= {row["adjective"] for row in table("place_adjectives.tsv")}
    keys = {form for word in words for form in (key_of(word), key_of(word) + "s")}
    keys |= {f"{one} {two}" for one in context("direction") for two in context("direction")}
    bodies = {key_of(name) for row in table("actors.tsv") for name in (row["name"], *row["also"].split("|")) if name}
    keys |= {key for key in bodies if not _is_great(key)}
    return frozenset(key for key in keys if not _is_listed(key))


@cache
def peoples() -> frozenset[str]:
    """Demonyms in small letters: "texan", "peruvian"."""
    words = {word for row in table("states.tsv") for word in row["adjective"].split("|") if word}
    return frozenset(word.lower() for word in words | {row["adjective"] for row in table("place_adjectives.tsv")})


def _is_listed(key: str) -> bool:
    """True if the first place of a key is one of a table."""
    entries = look_up((key,)).get(key, ())
    return bool(entries) and entries[0].listed


def _is_great(key: str) -> bool:
    """True if a key is the usual name of a large city: "Brussels" is a place, though it may stand for the Union."""
    entries = look_up((key,)).get(key, ())
    return any(entry.population >= GREAT and not entry.other for entry in entries)


GREAT = 300_000
"""Population of a large city."""


@cache
def halves() -> dict[tuple[str, str], str]:
    """Divided countries without their half, by the half and a name: "korea" for ("north", "korean")."""
    found = {}
    for row in table("states.tsv"):
        half, _, name = row["name"].casefold().partition(" ")
        if half in ("north", "south") and name:
            for word in (row["name"], *row["adjective"].split("|")):
                first, _, last = word.casefold().partition(" ")
                if first == half:
                    found[half, last] = name
    return found


@cache
def party_words(class_: str) -> frozenset[str]:
    """The lemmas of a class of `party_words.tsv`; those of "subject" with the verbs of saying."""
    words = {row["word"] for row in table("party_words.tsv") if class_ in row["class"].split("|")}
    if class_ == "subject":
        words.update(verbs())
    return frozenset(words)


@cache
def seats() -> frozenset[tuple[str, str]]:
    """Keys of the places that stand for a government, each with its country: ("tehran", "IR")."""
    return frozenset(
        (key_of(seat), row["code"]) for row in table("states.tsv") for seat in row["seats"].split("|") if seat
    )


@cache
def country_cues() -> dict[str, tuple[str, ...]]:
    """Words that show in which countries a report was written: "sheriff" is of the US."""
    return {row["word"]: tuple(row["countries"].split("|")) for row in table("place_cues.tsv")}
