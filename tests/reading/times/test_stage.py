"""Time expressions with their values, and speech days; all sentences are made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import language
from reportedly.model import Anchor, TimeType
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.parsed import Parsed, parse
from reportedly.reading.text.lexer import tokenize
from reportedly.reading.times.patterns import expressions
from reportedly.reading.times.speech_time import speech_day
from reportedly.reading.times.stage import find_times

pytestmark = pytest.mark.model

MONDAY = date(2025, 4, 28)

TABLE = """
The mayor resigned on 14 March 2024. => 14 March 2024: DATE 2024-03-14
The mayor resigned on March 14, 2024. => March 14, 2024: DATE 2024-03-14
The bridge was closed on 2025-02-03. => 2025-02-03: DATE 2025-02-03
The bridge closed on Oct. 18. => Oct. 18: DATE 2024-10-18
The ferry sank on the 3rd of May 2019. => the 3rd of May 2019: DATE 2019-05-03
Parliament will vote on May 9. => May 9: DATE 2025-05-09
The treaty will be signed on 9 May. => 9 May: DATE 2025-05-09
The court sat on Thursday, April 24. => Thursday, April 24: DATE 2025-04-24
Talks open on Wednesday, 30 April 2025. => Wednesday, 30 April 2025: DATE 2025-04-30
The minister spoke on Monday. => Monday: DATE 2025-04-28
The minister spoke on Friday. => Friday: DATE 2025-04-25
The minister will speak on Friday. => Friday: DATE 2025-05-02
The report was published last Thursday. => last Thursday: DATE 2025-04-24
The summit begins next Tuesday. => next Tuesday: DATE 2025-04-29
He left on Wednesday of last week. => Wednesday of last week: DATE 2025-04-23
They met this Tuesday. => this Tuesday: DATE 2025-04-29
The train stopped yesterday. => yesterday: DATE 2025-04-27
The train runs today. => today: DATE 2025-04-28
The train will leave tomorrow. => tomorrow: DATE 2025-04-29
The fire broke out last night. => last night: TIME 2025-04-27TNI
The fire broke out on Friday morning. => Friday morning: TIME 2025-04-25TMO
The concert was on Saturday evening. => Saturday evening: TIME 2025-04-26TEV
The alarm rang early on Sunday. => Sunday: DATE 2025-04-27
The curfew starts at 10 p.m. on Thursday. => 10 p.m. on Thursday: TIME 2025-05-01T22:00
The attack began at 04:30 GMT on Saturday. => 04:30 GMT on Saturday: TIME 2025-04-26T04:30Z
The launch is set for 14:00 UTC on May 2. => 14:00 UTC on May 2: TIME 2025-05-02T14:00Z
Shops open at 9 a.m. local time. => 9 a.m. local time: TIME 2025-04-28T09:00
The guns fell silent at noon on Sunday. => noon on Sunday: TIME 2025-04-27T12:00
The siege ended at midnight. => midnight: TIME 2025-04-28T24:00
Prices rose last year. => last year: DATE 2024
Prices rose last month. => last month: DATE 2025-03
The talks may open as soon as Friday. => Friday: DATE 2025-05-02
Prices rose last week. => last week: DATE 2025-W17
Prices will fall next month. => next month: DATE 2025-05
The strike continued this week. => this week: DATE 2025-W18
The museum opened earlier this month. => earlier this month: DATE 2025-04
It was built earlier this year. => earlier this year: DATE 2025
The plant will close later this year. => later this year: DATE 2025
The line should open by the end of 2025. => the end of 2025: DATE 2025
The project began in early 2014. => early 2014: DATE 2014
The factory shut in mid-March. => mid-March: DATE 2025-03
He retired at the end of June. => the end of June: DATE 2024-06
The bill is due by the end of the month. => the end of the month: DATE 2025-04
The fund grew in the third quarter of 2023. => the third quarter of 2023: DATE 2023-Q3
The fund grew in the first half of 2024. => the first half of 2024: DATE 2024-H1
Profit fell in the fourth quarter. => the fourth quarter: DATE 2024-Q4
Sales doubled in Q2 2022. => Q2 2022: DATE 2022-Q2
The law dates from the 1990s. => the 1990s: DATE 199
It was popular in the early 1970s. => the early 1970s: DATE 197
It was popular in the '60s. => the '60s: DATE 196
The church was built in the 12th century. => the 12th century: DATE 11
He was born in 1956. => 1956: DATE 1956
The agency was set up in fiscal 2019. => fiscal 2019: DATE 2019
The river flooded in the summer of 2021. => the summer of 2021: DATE 2021-SU
The river flooded last autumn. => last autumn: DATE 2024-FA
Schools reopen this autumn. => this autumn: DATE 2025-FA
They married in August last year. => August last year: DATE 2024-08
They married last August. => last August: DATE 2024-08
She arrived in June. => June: DATE 2024-06
Elections are expected in September. => September: DATE 2025-09
The army withdrew two days ago. => two days ago: DATE 2025-04-26
The army withdrew three weeks ago. => three weeks ago: DATE 2025-W15
The army withdrew five months ago. => five months ago: DATE 2024-11
The army withdrew 12 years ago. => 12 years ago: DATE 2013
The town fell more than 10 years ago. => more than 10 years ago: DATE 2015
It fell on 3 March 2022 and rose two days later. => 3 March 2022: DATE 2022-03-03 | two days later: DATE 2022-03-05
It fell on 3 May 2022; the following day it burned. => 3 May 2022: DATE 2022-05-03 | the following day: DATE 2022-05-04
It fell on 3 May 2022, a week earlier not. => 3 May 2022: DATE 2022-05-03 | a week earlier: DATE 2022-W17
The town fell in 2022 and was rebuilt the following year. => 2022: DATE 2022 | the following year: DATE 2023
He spoke on Saturday; a day earlier he had resigned. => Saturday: DATE 2025-04-26 | a day earlier: DATE 2025-04-25
He spoke on Saturday and flew home the same day. => Saturday: DATE 2025-04-26 | the same day: DATE 2025-04-26
He lived there for three weeks. => three weeks: DURATION P3W
The war lasted 80 years. => 80 years: DURATION P80Y
It took at least two hours. => at least two hours: DURATION PT2H
She waited nearly six months. => nearly six months: DURATION P6M
They ruled for two and a half years. => two and a half years: DURATION P2.5Y
The flight took 5 1/2 hours. => 5 1/2 hours: DURATION PT5.5H
He got a five-year sentence. => five-year: DURATION P5Y
The two-day visit ended. => two-day: DURATION P2D
Rain fell for several days. => several days: DURATION PXD
In the past two weeks, nothing has changed. => the past two weeks: DURATION P2W
Over the next three years, the fleet will grow. => the next three years: DURATION P3Y
During the first nine months, output fell. => the first nine months: DURATION P9M
The council meets every Monday. => every Monday: SET XXXX-WXX-1
The council meets every month. => every month: SET P1M
The paper appears daily. => daily: SET P1D
The tax is paid annually. => annually: SET P1Y
He plays on Sundays. => Sundays: SET XXXX-WXX-7
The garrison is now empty. => now: DATE PRESENT_REF
He recently retired. => recently: DATE PAST_REF
The plan will be shown in the coming days. => the coming days: DATE FUTURE_REF
Growth has slowed in recent months. => recent months: DATE PAST_REF
Nobody knows the future. => the future: DATE FUTURE_REF
Between 8 and 13 October, the port was shut. => 8 and 13 October: DATE 2024-10-08/2024-10-13
The shop was open from 2014 to 2022. => 2014 to 2022: DATE 2014/2022
Results come on Sunday or Monday. => Sunday or Monday: DATE 2025-05-04/2025-05-05
In January and February it snowed. => January and February: DATE 2025-01/2025-02
It snowed between January and March. => January and March: DATE 2025-01/2025-03
He drew from 3 to 5 May. => 3 to 5 May: DATE 2025-05-03/2025-05-05
The fair runs May 3-5. => May 3-5: DATE 2025-05-03/2025-05-05
The 2021-22 season was the last. => 2021-22: DATE 2021/2022
The weekend was quiet. => The weekend: DATE 2025-W17-WE
The crew rested last weekend. => last weekend: DATE 2025-W17-WE
He said it before Christmas. => Christmas: DATE 2024-12-25
The vote was held the day before yesterday. => the day before yesterday: DATE 2025-04-26
The market reopened a week ago. => a week ago: DATE 2025-W17
The dam burst half a century ago. => half a century ago: DATE 1975
The court will rule within 14 days. => 14 days: DURATION P14D
A decade ago he was unknown. => A decade ago: DATE 2015
They met on Christmas Eve 2021. => Christmas Eve 2021: DATE 2021-12-24
Markets close on Good Friday 2024. => Good Friday 2024: DATE 2024-03-29
They have agreed to meet in June. => June: DATE 2025-06
The tariff rises, effective June 1. => June 1: DATE 2025-06-01
The offer had been due to expire on Friday evening. => Friday evening: TIME 2025-04-25TEV
The port has been shut since Thursday. => Thursday: DATE 2025-04-24
They will stay until the end of 2026, since May they cannot leave. => the end of 2026: DATE 2026 | May: DATE 2024-05
He will one day return. => one day: DATE FUTURE_REF
One day, the bridge collapsed. => One day: DATE PAST_REF
The repair was done in one day. => one day: DURATION P1D
The alarm rang on Friday, an hour later the fire was out. => Friday: DATE 2025-04-25 | an hour later: DURATION PT1H
He told "This Week" that he would stay. =>
In the first nine months it lost, a year earlier not. => the first nine months: DURATION P9M | a year earlier: DATE 2024
Sales fell in the latest quarter. => the latest quarter: DATE 2025-Q1
Profit rose in the third fiscal quarter of 2024. => the third fiscal quarter of 2024: DATE 2024-Q3
Profit rose in the fiscal first quarter. => the fiscal first quarter: DATE 2025-Q1
The fair will be held between 3 and 5 May. => 3 and 5 May: DATE 2025-05-03/2025-05-05
He governed from 2014 to 2022. => 2014 to 2022: DATE 2014/2022
Shelling began at 6:15 p.m. EST on Friday. => 6:15 p.m. EST on Friday: TIME 2025-04-25T18:15-05:00
The truce began at 00:00 Moscow time on Sunday. => 00:00 Moscow time on Sunday: TIME 2025-04-27T00:00+03:00
It ended at 5 p.m. (Kyiv time) on 3 January 2025. => 5 p.m. (Kyiv time) on 3 January 2025: TIME 2025-01-03T17:00+02:00
Polls close at 8 p.m. Eastern time on May 6. => 8 p.m. Eastern time on May 6: TIME 2025-05-06T20:00-04:00
Tests were held on August 2 and 5. => August 2: DATE 2024-08-02 | 5: DATE 2024-08-05
The ferry sank on August 2 and 3 people drowned. => August 2: DATE 2024-08-02
The night of the attack was cold. =>
Days earlier he had left. => Days earlier: DURATION PXD
They may march on the capital. =>
He came second in the race. =>
The troops march at dawn. =>
She took a second look at the plan. =>
Marines may fall back. =>
Iraq imports three-quarters of its food. =>
She is in her 30s. =>
The 44-year-old driver was fined. =>
About 2,000 people left. =>
June Okafor, 34, thanked her colleague April Lund. =>
The Sunday Courier has learned that June Okafor will sue. June is ill. =>
She told Julia August that the case will be heard in August. => August: DATE 2025-08
Health Tomorrow said the drug was safe. =>
The Weekly Mirror was sold. =>
The monthly Vremya was banned. =>
The Twelve-Day War was on the agenda. =>
Black Sunday was remembered on Monday. => Monday: DATE 2025-04-28
The Mail on Sunday has been sold. =>
The Autumn War was short. =>
Miners Plan to Strike Tomorrow => Tomorrow: DATE 2025-04-29
Officials said Friday Iran had protested. => Friday: DATE 2025-04-25
The canal might reopen in March. => March: DATE 2026-03
The party hopes to hold a congress in February. => February: DATE 2026-02
Rescuers could not be reached on Friday. => Friday: DATE 2025-04-25
The pilot did not land until Saturday. => Saturday: DATE 2025-04-26
It was not until Saturday that the pilot landed. => Saturday: DATE 2025-04-26
Did the minister call before February? => February: DATE 2025-02
The form was stamped 7-Feb-25. => 7-Feb-25: DATE 2025-02-07
The form was stamped 17-09-2024. => 17-09-2024: DATE 2024-09-17
The form was stamped 2024/09/17. => 2024/09/17: DATE 2024-09-17
The form was stamped 2024.09.17. => 2024.09.17: DATE 2024-09-17
Buses stop on Tuesday 6 and Saturday 10 May. => Tuesday 6: DATE 2025-05-06 | Saturday 10 May: DATE 2025-05-10
Hearings are set for May 5, 12 and 19. => May 5: DATE 2025-05-05 | 12: DATE 2025-05-12 | 19: DATE 2025-05-19
It met on 2, 4 and 9 May 2022. => 2: DATE 2022-05-02 | 4: DATE 2022-05-04 | 9 May 2022: DATE 2022-05-09
The shop will be shut on Tuesday 6 and Friday 9. => Tuesday 6: DATE 2025-05-06 | Friday 9: DATE 2025-05-09
On Friday 12 ships sank. => Friday: DATE 2025-04-25
The fee falls due on the 5th of next month. => the 5th of next month: DATE 2025-05-05
The fair will open on the 9th. => the 9th: DATE 2025-05-09
The fair closed on the 29th, the town said. => the 29th: DATE 2025-03-29
The ship left on 2 March. On the 11th it sank. => 2 March: DATE 2025-03-02 | the 11th: DATE 2025-03-11
The office is on the 9th floor. =>
The shop will close on Monday the 12th. => Monday the 12th: DATE 2025-05-12
The club meets on the first Thursday of next month. => the first Thursday of next month: DATE 2025-05-01
The club met on the last Thursday of March 2024. => the last Thursday of March 2024: DATE 2024-03-28
Tax is due on the last day of the month. => the last day of the month: DATE 2025-04-30
The form was stamped 2025-3-9. => 2025-3-9: DATE 2025-03-09
The form was stamped 09.03.25. => 09.03.25: DATE 2025-03-09
The show ran from 30 October to 2 November 2021. => 30 October to 2 November 2021: DATE 2021-10-30/2021-11-02
The show ran from March to June. => March to June: DATE 2025-03/2025-06
The firm seeks to reopen in February. => February: DATE 2026-02
The roof has to be mended in February. => February: DATE 2026-02
The roof needs to be mended in March. => March: DATE 2026-03
It snowed on the last three days of January 2025. => the last three days of January 2025: DATE 2025-01-29/2025-01-31
The first day of March was warm. => The first day of March: DATE 2025-03-01
The choir sings a week on Saturday. => a week on Saturday: DATE 2025-05-10
The choir sings Saturday week. => Saturday week: DATE 2025-05-10
The choir sang a week last Saturday. => a week last Saturday: DATE 2025-04-19
The choir sings twice a week on Saturdays. => a week: DURATION P1W | Saturdays: SET XXXX-WXX-6
They will vote a fortnight today. => a fortnight today: DATE 2025-05-12
They will vote the week after next. => the week after next: DATE 2025-W20
They voted the Tuesday before last. => the Tuesday before last: DATE 2025-04-15
They will vote in three weeks' time. => three weeks' time: DATE 2025-W21
They will vote in two hours' time. => two hours' time: DURATION PT2H
They will vote in a fortnight. => a fortnight: DATE 2025-W20
The hall was built in a fortnight. => a fortnight: DURATION P2W
The wall fell three days back. => three days back: DATE 2025-04-25
The case is heard in May. => May: DATE 2025-05
He quit in the middle of January 2024. => the middle of January 2024: DATE 2024-01
The team will fly home on Sunday night. => Sunday night: TIME 2025-05-04TNI
The shelling began at 4:45 a.m. on 11 June 2023. => 4:45 a.m. on 11 June 2023: TIME 2023-06-11T04:45
In 1945 the war ended. => 1945: DATE 1945
Trade grew from 1998 until 2006. => 1998 until 2006: DATE 1998/2006
He is due in court on Tuesday. => Tuesday: DATE 2025-04-29
The hearing was postponed until Thursday. => Thursday: DATE 2025-05-01
The talks were scheduled for Wednesday. => Wednesday: DATE 2025-04-30
By December, the bridge should be finished. => December: DATE 2025-12
The minister left office in November. => November: DATE 2024-11
Next year's budget is smaller. => Next year: DATE 2026
Monday's vote was close. => Monday: DATE 2025-04-28
The mid-1990s were lean. => The mid-1990s: DATE 199
The second quarter was weak, a year earlier not. => The second quarter: DATE 2025-Q2 | a year earlier: DATE 2024-Q2
It rained the whole of last weekend. => last weekend: DATE 2025-W17-WE
They will return in a few weeks. => a few weeks: DURATION PXW
The bank opened 150 years ago. => 150 years ago: DATE 1875
The office reopens in January. => January: DATE 2026-01
The poll was taken April 12-14. => April 12-14: DATE 2025-04-12/2025-04-14
He lived there in the late nineties. => the late nineties: DATE 199
The drought lasted a decade. => a decade: DURATION P10Y
They trained for half a year. => half a year: DURATION P6M
The fighting went on for hours. => hours: DURATION PTXH
The flood came a few days later. => a few days later: DURATION PXD
The next day the river rose. => The next day: DATE 2025-04-29
Earlier this week the road was shut. => Earlier this week: DATE 2025-W18
The show was held on 12/25/2023. => 12/25/2023: DATE 2023-12-25
The meeting is at 3 o'clock. => 3 o'clock: TIME 2025-04-28T03:00
The tower fell at 1530 GMT. => 1530 GMT: TIME 2025-04-28T15:30Z
"""
"""A sentence, and the times in it with type and value."""
FOUND = [tuple(line.split(" =>")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[s for s, _ in FOUND])
def test_times_of_a_report_published_on_a_monday(sentence: str, expected: str) -> None:
    found = find_times(parse(sentence), MONDAY)
    assert " | ".join(f"{t.anchor.exact}: {t.type} {t.value}" for t in found) == expected.strip()


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The minister spoke on Monday.", None),
        ("Prices rose last year.", None),
        ("The army withdrew two days ago.", None),
        ("Parliament votes on May 9.", None),
        ("She arrived in June.", None),
        ("The crew rested last weekend.", None),
        ("He said it before Christmas.", None),
        ("Profit fell in the third quarter.", None),
        ("The train runs today.", None),
        ("The mayor resigned on 14 March 2024.", "2024-03-14"),
        ("The law dates from the 1990s.", "199"),
        ("The war lasted 80 years.", "P80Y"),
        ("The council meets every Monday.", "XXXX-WXX-1"),
        ("The garrison is now empty.", "PRESENT_REF"),
    ],
)
def test_without_a_day_of_publication_nothing_is_guessed(sentence: str, value: str | None) -> None:
    [found] = find_times(parse(sentence), None)
    assert found.value == value


def test_a_time_anchored_on_a_named_day_needs_no_day_of_publication() -> None:
    found = find_times(parse("The town fell on 3 March 2022 and was retaken two days later."), None)
    assert [t.value for t in found] == ["2022-03-03", "2022-03-05"]


def test_a_time_anchored_on_an_unknown_day_is_unknown() -> None:
    text = "The town fell on 3 March 2022. It was retaken on Friday and lost again a day later."
    assert [t.value for t in find_times(parse(text), None)] == ["2022-03-03", None, None]


@pytest.mark.parametrize(
    ("sentence", "mod"),
    [
        ("The bill is due by the end of 2026.", "END"),
        ("The project began in early 2014.", "START"),
        ("The factory shut in mid-May 2023.", "MID"),
        ("It took more than two hours.", "MORE_THAN"),
        ("It took at least two hours.", "EQUAL_OR_MORE"),
        ("It took up to two hours.", "EQUAL_OR_LESS"),
        ("It took about two hours.", "APPROX"),
        ("It took two hours.", None),
    ],
)
def test_modifiers(sentence: str, mod: str | None) -> None:
    [found] = find_times(parse(sentence), MONDAY)
    assert found.mod == mod


def test_every_time_names_its_rule_and_its_place() -> None:
    text = "On Friday, two years after the flood of 2019, the dam was finished early this month."
    found = find_times(parse(text), MONDAY)
    assert len(found) == 4
    assert all(t.made_by.startswith("rule:") and t.anchor.holds_in(text) for t in found)


SAID = [
    ("The minister said on Friday that the bridge was safe.", "said", "the bridge was safe", date(2025, 4, 25)),
    ("The minister said late Sunday that the bridge was safe.", "said", "the bridge was safe", date(2025, 4, 27)),
    ("On Saturday the mayor announced a ban.", "announced", "a ban", date(2025, 4, 26)),
    ("She told reporters a day earlier that she would stay.", "told", "she would stay", date(2025, 4, 27)),
    ("The minister said the bridge collapsed on Friday.", "said", "the bridge collapsed on Friday", None),
    ("The minister said last week that the bridge was safe.", "said", "the bridge was safe", None),
    ("The minister said that the bridge was safe.", "said", "the bridge was safe", None),
]


@pytest.mark.parametrize(("text", "cue", "content", "day"), SAID, ids=[s[0] for s in SAID])
def test_the_speech_day_modifies_the_cue(text: str, cue: str, content: str, day: date | None) -> None:
    doc = parse(text)
    said = Attribution(
        source=None,
        cue=_anchor(text, cue),
        content=(_anchor(text, content),),
        quote=None,
        confidence=1.0,
        made_by="test",
    )
    assert speech_day(doc, said, find_times(doc, MONDAY), MONDAY) == day


def _anchor(text: str, words: str) -> Anchor:
    start = text.index(words)
    return Anchor.of(text, start, start + len(words))


@given(st.text(alphabet=st.sampled_from("0123456789 .,-:/'’\n\u200b\u202eaApPmMyYoO") | st.characters(), max_size=60))
def test_no_text_makes_the_patterns_fail(text: str) -> None:
    for expression in expressions(tokenize(text)):
        assert expression.first < expression.end


WORDS = """
in on the a last next this early late May March 31 29 February 2024 9999 0 1 two 99999999999999 years days ago earlier
later quarter second third Friday noon 25:99 24:00 13/45/2020 2024-99-99 1990s century of to and between from - half
decade weekend Christmas every other Z GMT 12:30 p.m . , until year before after
"""


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join),
    st.sampled_from([None, MONDAY, date.min, date.max]),
)
def test_no_date_makes_the_values_fail(text: str, published: date | None) -> None:
    parsed = Parsed.of(language.pipeline(language.pipeline_name()).make_doc(text))
    for time in find_times(parsed, published):
        assert time.anchor.holds_in(text)
        assert time.type in TimeType


def test_a_time_says_what_it_is_anchored_on() -> None:
    doc = parse("The mayor spoke on 14 March 2024. Two days later he left. On Monday he came back.")
    full, later, monday = find_times(doc, MONDAY)
    assert (full.anchored, later.anchored, monday.anchored) == ("full", "text", "publication")
    assert later.anchored_on == full.anchor
    assert find_times(doc, None)[-1].anchored is None
