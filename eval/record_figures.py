"""How right the claims of a ledger are, against the record of a marked story: pairs, stances, statuses, relations.

Claims are those that `claims --json` writes, of the end and of each day on which a marked status changes. A marked
statement may stand in several claims: its own, and broader ones that it bears on `through` a narrower one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from eval.marked_story import MarkedStory
from eval.overlap import Figures, Item
from reportedly.linking.status import STRONG

FIGURES = {
    "statements found": ("statements found", "statements"),
    "pairs in one claim P": ("pairs right", "pairs"),
    "pairs in one claim R": ("pairs right", "pairs wanted"),
    "stance right": ("stances right", "stances"),
    "status right": ("statuses right", "statuses"),
    "of statuses shown, right": ("shown right", "shown"),
    "relations P": ("relations right", "relations"),
    "relations R": ("relations right", "relations wanted"),
}
"""Each figure as how many of how many."""
POOLED = frozenset({"pairs in one claim P", "of statuses shown, right", "relations P"})
"""Figures that are taken over all stories together, since a single one may show very little; the others are means."""
Counts = Counter[str]
Places = Mapping[str, frozenset[str]]
"""By marked statement, the claims of the ledger that it stands in."""


def figures(counts: Counts) -> Figures:
    """Shares from 0 to 100, and the numbers that the shares of what is shown rest on."""
    shares = {name: 100 * counts[hits] / (counts[of] or 1) for name, (hits, of) in FIGURES.items()}
    return {**shares, "pairs in one claim": counts["pairs"], "statuses shown": counts["shown"]}


def figures_together(stories: Sequence[Counts]) -> Figures:
    """The figures of several stories."""
    each = [figures(counts) for counts in stories]
    pooled = figures(sum(stories, Counter()))
    means = {name: sum(one[name] for one in each) / len(each) for name in FIGURES}
    return pooled | {name: mean for name, mean in means.items() if name not in POOLED}


def count(story: MarkedStory, final: Sequence[Item], by_day: Mapping[str, Sequence[Item]]) -> Counts:
    """What is right in one story, and of how much."""
    where = places(story, final)
    found = Counter({"statements found": len(where), "statements": len(story.statements)})
    return (
        found
        + pairs(story, where)
        + stances(story, final)
        + statuses(story, by_day)
        + shown_statuses(story, by_day)
        + relations(story, where, final)
    )


def places(story: MarkedStory, claims: Sequence[Item]) -> Places:
    """The claims that marked statements stand in; those that were not found are left out."""
    said: dict[str, dict[str, Item]] = {report: {} for report in story.reports}
    claims_of: dict[str, set[str]] = {}
    for claim in claims:
        for s in claim["statements"]:
            said[s["report"]][s["id"]] = s
            claims_of.setdefault(s["id"], set()).add(claim["id"])
    return {
        marked: frozenset(claims_of[s["id"]])
        for report, statements in said.items()
        for marked, s in story.matched(report, list(statements.values())).items()
    }


def pairs(story: MarkedStory, where: Places) -> Counts:
    """Pairs of marked statements that are together in a claim, and those that should be.

    Two statements that bear on no listed claim are not judged; one that does and one that does not are a wrong pair.
    """
    claim_of = {key: s.get("claim") for key, s in story.statements.items()}
    counts: Counts = Counter()
    for a, b in combinations(sorted(where), 2):
        if where[a] & where[b] and (claim_of[a] or claim_of[b]):
            counts["pairs"] += 1
            counts["pairs right"] += claim_of[a] == claim_of[b]
    sizes = Counter(claim for claim in claim_of.values() if claim)
    counts["pairs wanted"] = sum(n * (n - 1) // 2 for n in sizes.values())
    return counts


def stances(story: MarkedStory, claims: Sequence[Item]) -> Counts:
    """Stances toward their own claims of the statements that were found and bear on a listed claim."""
    counts: Counts = Counter()
    for report, item in story.reports.items():
        bearing = [s for s in item["statements"] if s.get("claim")]
        own = [s for claim in claims for s in claim["statements"] if s["report"] == report and not s.get("through")]
        for marked, s in story.matched(report, own, marked=bearing).items():
            counts["stances"] += 1
            counts["stances right"] += s["stance"] == story.statements[marked]["stance"]
    return counts


def statuses(story: MarkedStory, by_day: Mapping[str, Sequence[Item]]) -> Counts:
    """Marked claims, on each day of their histories, and whether the claim that fits best has the marked status."""
    counts: Counts = Counter()
    spots = {day: places(story, claims) for day, claims in by_day.items()}
    for claim in story.claims:
        for step in claim["history"]:
            status = {c["id"]: c["status"] for c in by_day[step["as_of"]]}
            best = _best_fit(story, claim["id"], spots[step["as_of"]])
            counts["statuses"] += 1
            counts["statuses right"] += best is not None and status[best] == step["status"]
    return counts


def _best_fit(story: MarkedStory, claim: str, where: Places) -> str | None:
    """The claim of the ledger whose marked statements are most nearly those of a listed one (Dice)."""
    own = {key for key in where if story.statements[key].get("claim") == claim}
    members: dict[str, set[str]] = {}
    for key, found in where.items():
        for one in found:
            members.setdefault(one, set()).add(key)
    candidates = sorted({one for key in own for one in where[key]})
    return max(candidates, default=None, key=lambda one: 2 * len(members[one] & own) / (len(members[one]) + len(own)))


def shown_statuses(story: MarkedStory, by_day: Mapping[str, Sequence[Item]]) -> Counts:
    """Statuses that are shown beyond "alleged", on all days, and how many of them are right.

    One is right if most of the claim's marked statements bear on one listed claim that has this status on that day.
    Claims without a marked statement are left out.
    """
    counts: Counts = Counter()
    steps = {claim["id"]: claim["history"] for claim in story.claims}
    for day, claims in by_day.items():
        members = _listed_claims(story, places(story, claims))
        for claim in claims:
            mine = members.get(claim["id"])
            if claim["status"] not in STRONG or not mine:
                continue
            best = _commonest(mine)
            status = [step["status"] for step in steps.get(best or "", ()) if step["as_of"] <= day]
            counts["shown"] += 1
            counts["shown right"] += 2 * mine.count(best) > len(mine) and status[-1:] == [claim["status"]]
    return counts


def relations(story: MarkedStory, where: Places, claims: Sequence[Item]) -> Counts:
    """Relations between claims, each claim standing for the listed one that most of its members bear on."""
    listed = {key: [one for one in found if one] for key, found in _listed_claims(story, where).items()}
    meaning = {key: _commonest(found) for key, found in listed.items() if found}
    wanted = {(a, kind, b) if kind == ">" else _exclusion(a, b) for a, kind, b in story.relations}
    found = set(_found_relations(claims, meaning))
    return Counter({"relations right": len(wanted & found), "relations": len(found), "relations wanted": len(wanted)})


def _found_relations(claims: Sequence[Item], meaning: Mapping[str, str | None]) -> Iterator[tuple[str, str, str]]:
    for claim in claims:
        for relation in claim.get("relations") or ():
            a, b = meaning.get(claim["id"]), meaning.get(relation["claim"])
            if a and b and a != b:
                entailed = {"entails": (a, ">", b), "entailed by": (b, ">", a)}
                yield entailed.get(relation["kind"], _exclusion(a, b))


def _exclusion(a: str, b: str) -> tuple[str, str, str]:
    """Two claims that exclude each other, in a fixed order."""
    return min(a, b), "x", max(a, b)


def _listed_claims(story: MarkedStory, where: Places) -> dict[str, list[str | None]]:
    """By claim of the ledger, the listed claims that its marked statements bear on; None for no listed one."""
    members: dict[str, list[str | None]] = {}
    for key, found in where.items():
        for one in found:
            members.setdefault(one, []).append(story.statements[key].get("claim"))
    return members


def _commonest(values: Sequence[str | None]) -> str | None:
    return max(sorted(set(values), key=str), key=values.count)
