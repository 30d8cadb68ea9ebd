"""When and where what a number counts was so; all sentences are made up."""

from __future__ import annotations

import pytest

from reportedly.reading.parsed import parse
from reportedly.reading.places.stage import find_places
from reportedly.reading.quantities.stage import find_quantities
from reportedly.reading.times.stage import find_times

pytestmark = pytest.mark.model

TABLE = """
The blast killed 40 people in Bergen on 3 March 2031. => 3 March 2031; Bergen
Norway's navy was accused of killing more than 900 people near Bergen. => ; Bergen
The raid on Oslo was the worst since 900 people were killed near Bergen in 2013. => 2013; Bergen
Sunday's fire in Oslo recalls the one of 2013, which killed 40 people. => 2013;
Police in Oslo said on 3 March 2031 that 40 people had been killed in Bergen. => ; Bergen
The attack on Oslo comes after the death of 40 people in Bergen in 2013. => 2013; Bergen
In 2013 rebels stormed Bergen and killed 40 people. => 2013; Bergen
Forty people were killed. =>;
"""
"""A sentence, and the times and places around its last number of people."""
FOUND = [tuple(line.split(" =>")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[s for s, _ in FOUND])
def test_a_number_has_the_times_and_places_of_the_clause_around_it(sentence: str, expected: str) -> None:
    parsed = parse(sentence)
    times, places = find_times(parsed, None), find_places(parsed, [])
    *_, number = (q for q in find_quantities(parsed, times, places) if q.unit == "people")
    told = "; ".join(", ".join(a.exact for a in named) for named in (number.times, number.places))
    assert told.strip() == expected.strip().replace("=>", "")
