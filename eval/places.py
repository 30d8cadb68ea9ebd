"""Places: names found, and points within 161 km (100 miles) of the gold."""

from __future__ import annotations

import math
from collections.abc import Mapping

from eval.overlap import Figures, Item, f1, overlapping

NEAR = 161.0
_DIAMETER = 12742.0


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude in degrees) on a sphere (haversine)."""
    (p, x), (q, y) = ((math.radians(v) for v in point) for point in (a, b))
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin((y - x) / 2) ** 2
    return _DIAMETER * math.asin(math.sqrt(min(1.0, half)))


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """F1 of names; of gold names with a point the share resolved near it, among all and among those found."""
    hits = have = want = near = points = found = 0
    for key, report in gold.items():
        left = list(predicted.get(key, {}).get("places", ()))
        have += len(left)
        want += len(report["places"])
        for place in report["places"]:
            pointed = place.get("lat") is not None
            points += pointed
            match = next((x for x in left if overlapping(x, place)), None)
            if match is None:
                continue
            left.remove(match)
            hits += 1
            if pointed:
                found += 1
                if match.get("lat") is not None:
                    near += distance((place["lat"], place["lon"]), (match["lat"], match["lon"])) <= NEAR
    return {
        "found F": f1(hits, have, want),
        "within 161 km": 100 * near / (points or 1),
        "of those found": 100 * near / (found or 1),
    }
