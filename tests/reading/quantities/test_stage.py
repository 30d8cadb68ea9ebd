"""Quantities with bounds, unit and what they count; all sentences are made up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import Report, language, read
from reportedly.model import Anchor, Quantity
from reportedly.reading.parsed import Parsed, parse
from reportedly.reading.quantities.stage import find_quantities
from reportedly.reading.times.stage import find_times

pytestmark = pytest.mark.model

TABLE = """
The storm destroyed 40 houses. => 40: 40 to 40 house, houses destroyed
Over 10,000 residents fled the town. => Over 10,000: 10000 to - people, residents
At least 30 miners were killed. => At least 30: 30 to - people, miners killed
Up to 12,000 workers may lose their jobs. => Up to 12,000: - to 12000 people, workers
No fewer than 100 passengers were injured. => No fewer than 100: 100 to - people, passengers injured
Fewer than 50 tickets were sold. => Fewer than 50: - to 50 ticket, tickets sold
Nearly 5,000 runners took part. => Nearly 5,000: 5000 to 5000 people, runners
About 1,500 nurses went on strike. => About 1,500: 1500 to 1500 people, nurses
Between 4,000 and 5,000 farmers marched. => Between 4,000 and 5,000: 4000 to 5000 people, farmers
The club has 3,000-4,000 members. => 3,000-4,000: 3000 to 4000 people, members
The fire killed two or three firefighters. => two or three: 2 to 3 people, firefighters killed
Some 1.5 million people live there. => Some 1.5 million: 1500000 to 1500000 people, people
Two hundred and fifty students were evacuated. => Two hundred and fifty: 250 to 250 people, students evacuated
Half a million voters stayed at home. => Half a million: 500000 to 500000 people, voters
A dozen ships were damaged. => A dozen: 12 to 12 ship, ships damaged
The camp has 84 300 refugees. => 84 300: 84300 to 84300 people, refugees
The strike idled 7.250 workers. => 7.250: 7250 to 7250 people, workers
Dozens of shops closed. => Dozens: - to - shop, shops
Tens of thousands of fans came. => Tens of thousands: - to - people, fans
Several hundred passengers were stranded. => Several hundred: 200 to 999 people, passengers
A few thousand demonstrators gathered. => A few thousand: 2000 to 9999 people, demonstrators
A third of the 600 sailors fell ill. => A third of the 600: 200 to 200 people, sailors
Two-thirds of the voters agreed. => Two-thirds: 0.6666666667 to 0.6666666667 share, voters
Three-quarters of the crop was lost. => Three-quarters: 0.75 to 0.75 share, crop
Half of the trees died. => Half: 0.5 to 0.5 share, trees
One in five patients waited. => One in five: 0.2 to 0.2 share, patients
The project cost $5 billion. => $5 billion: 5000000000 to 5000000000 USD, None
The bank was fined €300m. => €300m: 300000000 to 300000000 EUR, None
The government promised 20 million pounds in aid. => 20 million pounds: 20000000 to 20000000 GBP, aid
The firm lost 6.4 billion yen. => 6.4 billion yen: 6400000000 to 6400000000 JPY, None
The jet dropped 500-pound bombs. => 500-pound: 500 to 500 pound, bombs
They seized 200 pounds of explosives. => 200 pounds: 200 to 200 pound, explosives
He paid a 500-pound fine. => 500-pound: 500 to 500 GBP, fine
It cost 40 zlotys. => 40 zlotys: 40 to 40 PLN, None
It cost 300 Danish crowns. => 300 Danish crowns: 300 to 300 DKK, None
They need 50,000 Belarusian roubles. => 50,000 Belarusian roubles: 50000 to 50000 BYN, None
She earned R$3.2bn. => R$3.2bn: 3200000000 to 3200000000 BRL, None
They got 10 marks. => 10: 10 to 10 mark, marks
The plant makes 450 MWh a day. => 450 MWh: 450 to 450 megawatt hour, None
The hall covers 3,000 sq ft. => 3,000 sq ft: 3000 to 3000 square foot, None
It was 30°C. => 30°C: 30 to 30 degree, None
It was a 20-kiloton bomb. => 20-kiloton: 20 to 20 kiloton, bomb
Output was 2 million bpd. => 2 million bpd: 2000000 to 2000000 barrel per day, None
They found 3 nanometres of rust. => 3 nanometres: 3 to 3 nanometre, rust
A single miner was killed. => A single: 1 to 1 people, miner killed
Not a single house survived. => Not a single: 0 to 0 house, house
It is a single market. =>
One of our drones was lost. => One: 1 to 1 drone, drones lost
One of the reasons is money. =>
A quarter of a million people fled. => A quarter of a million: 250000 to 250000 people, people
A couple of hundred nurses came. => A couple of hundred: 200 to 200 people, nurses
He sent a pair of tanks. => a pair of: 2 to 2 tank, tanks sent
They lost a battalion of 500. => 500: 500 to 500 people, battalion lost
One-fifth of the town burned. => One-fifth: 0.2 to 0.2 share, town
One fifth of the town burned. => One fifth: 0.2 to 0.2 share, town
Three out of four homes are dark. => Three out of four: 0.75 to 0.75 share, homes
Thousands more nurses came. => Thousands: - to - people, nurses
About 350 Syrians work for the farm. => About 350: 350 to 350 people, Syrians
The village is 35 km south of Mosul. => 35 km: 35 to 35 kilometre, None
They went from one village to another. =>
The river divides the town in two. =>
They sent 12 million doses. => 12 million: 12000000 to 12000000 dose, doses sent
Half of the 10 years were lost. => Half: 0.5 to 0.5 share, years
He paid several hundred cents. => several hundred cents: 2 to 9.99 USD, None
A third of the 6m people fled. => A third of the 6m: 2000000 to 2000000 people, people
He paid 50 cents. => 50 cents: 0.5 to 0.5 USD, None
The US gave US$12 million. => US$12 million: 12000000 to 12000000 USD, None
Turnout was 61 percent. => 61 percent: 61 to 61 percent, None
Turnout rose by 3.5%. => 3.5%: 3.5 to 3.5 percent, None
Inflation hit 7 per cent. => 7 per cent: 7 to 7 percent, None
The rate fell by two percentage points. => two percentage points: 2 to 2 percentage point, None
The pipeline is 1,200 km long. => 1,200 km: 1200 to 1200 kilometre, None
The drone flew 300m. => 300m: 300 to 300 metre, None
They cleared 45 square kilometres of forest. => 45 square kilometres: 45 to 45 square kilometre, forest
The mine produced 2,000 tonnes of coal. => 2,000 tonnes: 2000 to 2000 tonne, coal
A 50-kilometre front collapsed. => 50-kilometre: 50 to 50 kilometre, front
A 100-strong unit arrived. => 100-strong: 100 to 100 people, unit
A 12-member council decided. => 12-member: 12 to 12 people, council
The number of wounded exceeds 3,000. => 3,000: 3000 to - people, wounded
The number of visitors reached 40,000. => 40,000: 40000 to 40000 people, visitors
Officials put the dead at 70. => 70: 70 to 70 people, dead
Casualties rose to 1,200, of whom 300 died. => 1,200: 1200 to 1200 people, Casualties | 300: 300 to 300 people, dead
The airline will hire 900 pilots. => 900: 900 to 900 people, pilots to be hired
Police arrested 15 protesters. => 15: 15 to 15 people, protesters arrested
The arrest of 12 clerks shook the bank. => 12: 12 to 12 people, clerks arrested
The loss of 40 ships was felt. => 40: 40 to 40 ship, ships lost
Rebels captured three villages. => three: 3 to 3 village, villages captured
Thirty-two of the passengers were rescued. => Thirty-two: 32 to 32 people, passengers rescued
5,000 or more guests are expected. => 5,000 or more: 5000 to - people, guests
The hall holds 800-plus spectators. => 800-plus: 800 to - people, spectators
They sent 600 soldiers and 40 tanks. => 600: 600 to 600 people, soldiers sent | 40: 40 to 40 tank, tanks sent
Of the 4,700 casualties, 600 were killed. => 4,700: 4700 to 4700 people, casualties | 600: 600 to 600 people, killed
Hail destroyed six carts, two huts and a car. => six: 6 to 6 cart, carts destroyed | two: 2 to 2 hut, huts destroyed
The attack ended with at least ten people killed. => at least ten: 10 to - people, people killed
They mourned the murder of hundreds of people. => hundreds: - to - people, people killed
There were raids -- eight in the valley. => eight: 8 to 8 raid, raids
Twelve Britons were injured. => Twelve: 12 to 12 people, Britons injured
They offered a reward of up to $5 million for clues. => up to $5 million: - to 5000000 USD, reward
The city will raise its support to schools by £20 million. => £20 million: 20000000 to 20000000 GBP, support
That brought the total contribution to $90 million. => $90 million: 90000000 to 90000000 USD, total contribution
Officials cut the budget by 40%. => 40%: 40 to 40 percent, budget
The bank contributed more than $4 million. => more than $4 million: 4000000 to - USD, contributed
The troops came within 7.5 kilometres of the dam. => 7.5 kilometres: 7.5 to 7.5 kilometre, None
Traders hid millions of dollars in cash. => millions of dollars: - to - USD, cash
The fine was USD 5 million. => USD 5 million: 5000000 to 5000000 USD, None
He owed 300 EUR. => 300 EUR: 300 to 300 EUR, owed
They paid 40 million Iraqi dinars. => 40 million Iraqi dinars: 40000000 to 40000000 IQD, None
It cost 20 New Zealand dollars. => 20 New Zealand dollars: 20 to 20 NZD, None
The mill made 3 million Swiss francs in profit. => 3 million Swiss francs: 3000000 to 3000000 CHF, profit
Some 300 Iraqi villages were shelled. => Some 300: 300 to 300 village, Iraqi villages
Children as young as 10 worked there. =>
The Rapid Force (RF) 50 left port. =>
The temple dates from 575 B.C. =>
The F-16 landed. =>
Article 5 was invoked. =>
Resolution 2231 expired. =>
The 3rd brigade left. =>
He won the second prize. =>
The minister, Anna Kole, 52, resigned. =>
A 44-year-old man died. =>
They won 3-2. =>
It was a 5-4 ruling. =>
Call 555-0134 for details. =>
The war began in 1998. =>
He spoke on 9 May 2021. =>
It lasted three weeks. =>
He called three times. =>
No one was hurt. =>
One of them left. =>
He lives at No. 10. =>
It put the dead at 9 and the wounded at 70. => 9: 9 to 9 people, dead | 70: 70 to 70 people, wounded
One civilian was killed. => One: 1 to 1 people, civilian killed
"""
"""A sentence, and the quantities in it: lowest to highest, unit, of what."""
FOUND = [tuple(line.split(" =>")) for line in TABLE.strip().splitlines()]


def quantities_in(text: str) -> tuple[Quantity, ...]:
    parsed = parse(text)
    return find_quantities(parsed, find_times(parsed, None))


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[s for s, _ in FOUND])
def test_quantities(sentence: str, expected: str) -> None:
    found = quantities_in(sentence)
    told = (f"{q.anchor.exact}: {_shown(q.low)} to {_shown(q.high)} {q.unit}, {q.of}" for q in found)
    assert " | ".join(told) == expected.strip()


def _shown(bound: float | None) -> str:
    return "-" if bound is None else f"{bound:.10g}"


def test_a_bare_number_goes_on_with_what_was_counted_before() -> None:
    text = "About 3,000 nurses went on strike. The union had spoken of at least 5,000."
    found = quantities_in(text)
    assert [(q.low, q.high, q.unit, q.of) for q in found] == [
        (3000, 3000, "people", "nurses"),
        (5000, None, "people", "nurses"),
    ]


WHOLES = """
The guard lost 600 killed of 4,700 casualties. => 600 killed of 4,700
The paper said 600 were killed of 4,700 casualties. => 600 killed of 4,700
The paper said 600 young soldiers had died out of 4,700 casualties. => 600 young soldiers dead of 4,700
There were 4,700 casualties, including 600 killed and 1,100 wounded. => 600 killed of 4,700 | 1,100 wounded of 4,700
Casualties rose to 1,200, of whom 300 died. => 300 dead of 1,200
Out of 90 ships, 12 were sunk. => 12 sunk of 90
Five out of 12 ministers resigned. => Five ministers of 12
12 of the 30 hostages were freed. => 12 hostages freed of 30
A third of the 600 sailors fell ill. => A third of the 600 sailors of 600
Some 40% of its 300 tanks were destroyed. => Some 40% tanks of 300
They lost 200 vehicles, among them 12 tanks. => 12 tanks of 200
The bank spent $5 million of the $20 million. => $5 million None of $20 million
Three battalions of 500 soldiers arrived. =>
They deployed 10,000 troops from 40 countries. =>
The bus carried 60 people, including 12 children, for 3 km. => 12 children of 60
The bomb killed 200 people, including 12 guests, and wounded 150. => 12 guests of 200
They killed three doctors, including a friend, and two nurses. =>
The town has 3,000 residents, including 5,000 refugees. =>
"""
"""A sentence, and the parts in it with what they are of and their whole."""
PARTS = [tuple(line.split(" =>")) for line in WHOLES.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "expected"), PARTS, ids=[s for s, _ in PARTS])
def test_parts_know_their_whole(sentence: str, expected: str) -> None:
    found = quantities_in(sentence)
    told = (f"{q.anchor.exact} {q.of} of {q.whole.exact}" for q in found if q.whole)
    assert " | ".join(told) == expected.strip()


def test_what_became_of_a_part_did_not_become_of_the_whole() -> None:
    part, whole = quantities_in("12 of the 30 hostages were freed.")
    assert (part.of, whole.of) == ("hostages freed", "hostages")
    ships, sunk = quantities_in("Out of 90 ships, 12 were sunk.")
    assert (ships.of, sunk.of, sunk.unit) == ("ships", "sunk", "ship")


def test_each_quantity_knows_its_innermost_statement() -> None:
    text = "Anna Kole said that the crew told them that 40 boats had sunk. Two planes landed."
    statements = read(Report(text=text)).statements
    inner = text.index("40 boats"), text.index(". Two")
    within = replace(statements[0], id="within", content=(Anchor.of(text, *inner),))
    found = find_quantities(parse(text), (), (), [within, *statements])
    assert [q.statement for q in found] == ["within", statements[1].id]
    assert all(q.statement is None for q in quantities_in(text))


def test_every_quantity_names_its_rule_and_its_place() -> None:
    text = "More than 40 ships, dozens of boats and a third of the 90 buoys were lost; repairs cost $3m."
    found = quantities_in(text)
    assert len(found) == 4
    assert all(q.made_by.startswith("rule:") and q.anchor.holds_in(text) for q in found)


PIECES = """
about over up to no fewer than 3,000 - – 4 1.5 million bn $ € % percent per cent km square a third of the 600 dozens
hundreds of thousands half quarter two-thirds one in five people soldiers killed plus or more and between from to 0 1/2
½ 1/0 99999999999999999999 strong member years old .
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join))
def test_no_numbers_make_the_rules_fail(text: str) -> None:
    parsed = Parsed.of(language.pipeline(language.pipeline_name()).make_doc(text))
    assert all(q.anchor.holds_in(text) for q in find_quantities(parsed, find_times(parsed, None)))
