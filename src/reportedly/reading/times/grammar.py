"""The grammar of time expressions: patterns over token classes, as `lexer.pattern` compiles them.

Spans follow TimeML: prepositions stay outside, articles, modifiers ("at least two years") and parts
("the end of May") inside. What an expression means is decided in `values.py`.
"""

from __future__ import annotations

MACROS = {
    "MONTH": "{month}|{mabbr}{dot}?",
    "WEEKDAY": "{weekday}|{wabbr}{dot}?",
    "UNIT": "{unit}|{units}|{yearword}|{quarter}|{second}|{weekends}",
    "WHOLE": "{num}|{dom}|{year}",
    "COUNT": "{a}?{few}|{a}?{couple}{of}?|{several}|{WHOLE}(?:{frac}|{and}{a}{half})?{more}?"
    "|{a}{additional}?|{another}{WHOLE}?|{half}{a}?|{many}{of}|{frac}{of}?{a}",
    "MOD": "{approx}|{more}{than}|{less}{than}|{at}{least}|{at}{most}|{no}{more}{than}|{no}{less}{than}|{up}{to}"
    "|{not}{more}{than}|{as}{several}{as}",
    "PART": "{the}?(?:(?:{early}|{late}|{earlier}|{later})(?:{in}{the}|{on}{the}?|{that}(?={month}))?"
    "|(?:{mid}|{early}|{late}){hyphen}|{mid}|(?:{middle}|{begin}|{end}){of}){the}?",
    "YEARREL": "(?:{of}|{comma})?(?:{last}|{this}|{next}|{that}|{the}(?:{previous}|{following}|{same})){yearword}",
    "DATE": "(?:(?:{this}{coming}?|{next}|{last})?(?P<weekday>{WEEKDAY}){comma}?(?:{the})?)?"
    "(?:{the}?(?P<day>{dom}|{ord}|{first}|{second})(?:{of})?(?P<month>{MONTH})(?:{comma}?(?P<year>{year})|(?P<yearrel>{YEARREL}))?"
    "|(?P<month2>{MONTH}){the}?(?P<day2>{dom}|{ord}|{first}|{second})(?!{num}|{dom}|{percent}|{hyphen}{unit})"
    "(?:{comma}?(?P<year2>{year})|(?P<yearrel2>{YEARREL}))?)",
    "CLOCK": "(?:(?P<hour>{clock}|{WHOLE}){ampm}{dot}?|(?P<hour2>{clock})|(?P<hour3>{WHOLE}){oclock}|(?P<hour4>{noon}))"
    "(?:{open}?{local}{time}{shut}?|{zone}(?!{time})|{zone}{time}|{open}?{zonename}{time}{shut}?)?",
    "LISTED": "(?:{WEEKDAY}{comma}?)?{the}?(?:{dom}|{ord})",
    "OFMONTH": "(?:(?P<month>{MONTH})(?:{comma}?{of}?(?P<year>{year})|(?P<yearrel>{YEARREL}))?"
    "|{the}?(?P<rel>{REL})?(?P<unit2>{unit}))",
    "REL": "{last}|{next}|{this}(?:{past}|{coming}|{last}|{next})?|{past}|{coming}|{previous}|{following}|{same}"
    "|{that}(?:{same})?",
    "ORD": "{first}|{second}|{ord}|{last}|{final}",
}

RULES = (
    ("stated", "{iso}|{slashdate}"),
    ("date", "(?P<part>{PART}?){DATE}"),
    (
        "dayspan",
        "(?P<from>{dom}|{ord})(?:(?<={between}{dom}){and}|{to}|{until}|{hyphen}|{dash})(?P<till>{dom}|{ord}){of}?(?P<month>{MONTH})(?:{comma}?(?P<year>{year}))?",
    ),
    (
        "dayspan",
        "(?P<month>{MONTH})(?P<from>{dom}|{ord})(?:(?<={between}{month}{dom}){and}|{to}|{until}|{hyphen}|{dash})(?P<till>{dom}|{ord})(?:{comma}?(?P<year>{year}))?",
    ),
    (
        "listed",
        "(?:(?P<weekday>{WEEKDAY}){comma}?{the}?)?(?P<day>{dom}|{ord})(?=(?:{comma}{LISTED}){0,40}{comma}?(?:{and}|{or}){LISTED}{of}?"
        "(?P<month>{MONTH})(?:{comma}?(?P<year>{year}))?)",
    ),
    ("dayofweek", "(?P<weekday>{weekday})(?:{the}(?P<day>{ord})|(?P<day2>{dom}))"),
    ("nth", "{the}?(?P<day>{ord}|{first}|{second}){of}{the}?(?P<rel>{REL})?(?P<unit>{unit})"),
    ("nth", "(?<={on}|{by}|{until}|{from}|{since}|{before}|{after}){the}(?P<day>{ord})"),
    ("edge", "{the}(?P<edge>{first}|{last}|{final})(?P<count>{WHOLE}|{few})?(?P<unit>{unit}|{units}){of}{OFMONTH}"),
    ("nthweekday", "{the}(?P<nth>{ORD})(?P<weekday>{weekday})(?:{of}|{in}){OFMONTH}"),
    ("month", "(?P<part>{PART}?)(?P<month>{MONTH})(?:{comma}?{of}?(?P<year>{year})|(?P<yearrel>{YEARREL}))"),
    ("month", "(?P<part>{PART}?)(?P<rel>{REL})?(?P<month>{month})"),
    (
        "weekday",
        "(?P<part>(?:{early}|{late}|{mid}{hyphen}?)?)(?P<rel>{the}?{REL})?(?P<weekday>{weekday})(?:{of}?(?P<weekrel>{last}|{this}|{next})(?P<unit>{unit}))?",
    ),
    ("weekon", "(?:(?P<weekday>{weekday})|(?P<deictic>{deictic}))(?P<unit>{unit})(?!{hyphen})"),
    (
        "weekon",
        "(?P<count>{a}|{WHOLE})(?P<unit>{unit}|{units})(?:(?:{on}|{from})(?P<weekday>{weekday})|{on}?(?P<deictic>{deictic}))",
    ),
    (
        "weekon",
        "(?P<count>{a}|{WHOLE})(?P<unit>{unit}|{units})(?P<side>{ago}{last}?|{last})(?:(?P<weekday>{weekday})|(?P<deictic>{deictic}))",
    ),
    (
        "second",
        "{the}(?:(?P<weekday>{weekday})|(?P<unit>{unit}|{weekend}|{yearword}))(?P<side>{before}{last}|{after}{next})",
    ),
    ("intime", "(?<={in})(?P<mod>{MOD}?)(?P<count>{COUNT})(?P<unit>{UNIT})(?:{poss}|{apostrophe}){time}"),
    ("fortnight", "(?<={in})(?P<count>{a}|{WHOLE})(?P<unit>{unit}|{units})"),
    (
        "dayafter",
        "{the}?(?P<unit>{unit})(?P<side>{before}|{after})(?P<rel>{REL})?(?:(?P<weekday>{weekday})|(?P<deictic>{deictic}))",
    ),
    (
        "daypart",
        "(?P<part>{PART}?)(?:(?P<rel>{REL})?(?P<weekday>{weekday})|(?P<deictic>{deictic})|(?P<rel2>{this}|{last}|{that}(?:{same})?"
        "|{the}(?:{next}|{following}|{previous}|{same})|{the}(?={daypart}))){comma}?{PART}?(?P<daypart>{daypart})",
    ),
    (
        "daypart",
        "(?P<part>{PART}?){the}?(?P<daypart>{daypart})(?:{of}{the}?|{on})?(?:{DATE}|(?P<rel>{REL})?(?P<weekday0>{weekday})|(?P<deictic>{deictic}))",
    ),
    ("daypart", "{DATE}{comma}?(?:{in}{the})?(?P<daypart>{daypart})"),
    ("clock", "{CLOCK}(?:{comma}?{on}?(?:{DATE}|(?P<rel>{REL})?(?P<weekday0>{weekday})|(?P<deictic>{deictic})))?"),
    (
        "clock",
        "(?P<hour>{clock}|{WHOLE}){in}{the}(?P<daypart>{daypart})(?:{comma}?{on}?(?:{DATE}|(?P<weekday0>{weekday})|(?P<deictic>{deictic})))?",
    ),
    ("military", "(?P<hour>{year}|{num})(?:{units})?(?P<zone>{zone})"),
    (
        "year",
        "(?P<part>{PART}?)(?:{the}?{fiscal}(?:{yearword})?|{the}{yearword}|{yearword})?(?P<year>{year}|(?<={yearword}){num})(?:{or}{later}|{poss}{end})?",
    ),
    ("yearspan", "(?P<year>{year})(?:{hyphen}|{dash}|{slash})(?P<year2>{year}|{dom}|{num})"),
    ("decade", "(?P<part>{PART}?){the}?(?P<decade>{decade}|{decadename})"),
    ("century", "(?P<part>{PART}?){the}?(?P<ord>{ord}){hyphen}?(?P<unit>{unit})"),
    (
        "quarter",
        "{the}?{full}?{fiscal}?{hyphen}?(?P<ord>{ORD}){fiscal}?{quarter}(?:{of}?{the}?{fiscal}?(?P<year>{year})|(?P<yearrel>{YEARREL}))?",
    ),
    ("quarter", "{fiscal}?{hyphen}?(?P<ord>{ORD}){hyphen}{quarter}(?:{of}?{fiscal}?(?P<year>{year}))?"),
    ("quarter", "(?:{the}?(?P<year>{year})|(?P<yearrel>{YEARREL}){poss}){fiscal}?(?P<ord>{ORD}){hyphen}?{quarter}"),
    ("quarter", "(?P<q>{qnum})(?:{of}?(?P<year>{year})|(?P<yearrel>{YEARREL}))?"),
    (
        "half",
        "{the}?(?P<ord>{ORD}){hyphen}?{half}(?:{of}{the}?(?:(?P<year>{year})|(?P<yearrel>{YEARREL})|(?P<yearword>{yearword})))",
    ),
    ("half", "(?P<h>{hnum})(?P<year>{year})"),
    (
        "relative",
        "(?P<part>{PART}?)(?P<the>{the})?(?P<rel>{REL}|{current}|{latest})(?P<unit>{fiscal}?(?:{unit}|{yearword}|{quarter}|{weekend}))(?P<end>{poss}{end})?",
    ),
    ("relative", "(?P<part>{PART})(?P<unit>{unit}|{yearword}|{quarter}|{weekend})"),
    ("yearend", "(?P<part>{PART}?){the}?(?P<unit>{yearword}|{unit})(?:{poss}|{hyphen})?{end}"),
    ("the", "{the}{full}?{fiscal}?(?P<unit>{yearword}|{quarter}|{unit}|{weekend})(?!{hyphen})"),
    (
        "vague",
        "{the}?(?P<rel>{recent}|{coming}|{past}|{next}|{last}|{following}|{these})(?P<unit>{units})(?P<ahead>{ahead})?",
    ),
    ("vague", "{the}(?P<unit>{units})(?P<ahead>{ahead})"),
    (
        "recount",
        "(?P<mod>{MOD}?){the}?(?P<rel>{last}|{past}|{next}|{coming}|{previous}|{first}|{latest}|{following}|{final}|{recent})"
        "(?P<count>{COUNT})(?:(?:{to}|{or}|{hyphen}|{dash})(?P<count2>{COUNT}))?(?P<unit>{UNIT})(?P<so>{or}{so})?",
    ),
    (
        "ago",
        "(?P<mod>{MOD}?)(?P<count>{COUNT})(?:(?:{or}|{to})(?P<count2>{COUNT}))?{hyphen}?(?P<unit>{UNIT})(?:{or}(?:{so}|{several}))?{ago}",
    ),
    ("ago", "(?P<mod>{MOD}?)(?P<count>{COUNT})(?P<unit>{UNIT}){back}"),
    ("ago", "(?P<count>{units}{ago})"),
    (
        "shift",
        "(?P<mod>{MOD}?)(?P<count>{COUNT})(?:{or}(?P<count2>{COUNT}))?(?P<unit>{UNIT})(?P<so>{or}{so})?(?P<side>{earlier}|{later}|{hence}|{from}{present}|{from}{deictic})",
    ),
    ("shift", "{the}(?P<unit>{unit}|{yearword})(?P<side>{before}|{after})(?={comma}|{dot}|{break}|$)"),
    (
        "duration",
        "(?P<mod>{MOD}?)(?:{the}(?!{a}|{WHOLE}(?:{unit}|{yearword})))?(?P<count>{COUNT})(?:(?:{to}|{or}|{and}|{hyphen}|{dash})(?P<count2>{COUNT}))?{adjective}?(?P<unit>{UNIT})"
        "(?P<half>{and}{a}{half})?(?P<so>{or}{so}|{or}{several})?(?!{hyphen}|{old})",
    ),
    ("bare", "(?P<unit>{units})(?:{earlier}|{later})"),
    ("bare", "(?<={for})(?P<unit>{units})|(?<={in}{the})(?P<unit2>{units})(?={before}|{after})"),
    ("hyphenated", "(?P<mod>{MOD}?)(?P<count>{WHOLE}|{several}){hyphen}(?P<unit>{UNIT})(?!{hyphen}{old}|{old})"),
    ("long", "(?P<unit>{unit}|{units}|{yearword}){hyphen}{long}"),
    (
        "set",
        "{each}(?P<n>{another}|{WHOLE}|{ord}|{second})?(?P<what>{unit}|{units}|{yearword}|{quarter}|{weekday}|{weekend}|{month}|{daypart}|{season})(?P<daypart>{daypart})?",
    ),
    ("set", "(?P<weekday>{weekdays})"),
    ("set", "(?P<weekday>{weekday})(?P<dayparts>{dayparts})"),
    ("often", "(?P<how>{frequency})"),
    (
        "quarterago",
        "(?:{the}|{a})?{yearword}{hyphen}(?P<side>{ago}|{earlier})(?:(?P<ord>{ORD})?{hyphen}?(?P<quarter>{quarter})|{period})",
    ),
    ("quarterago", "{yearword}{hyphen}(?P<side>{ago}|{earlier})"),
    ("quarterago", "{the}{latest}{period}"),
    ("quarterago", "{the}(?P<year>{year})(?:{quarter}|{period})"),
    (
        "season",
        "(?P<part>{PART}?)(?P<rel>{the}?{REL})?(?P<season>{season})(?:{of}?(?P<year>{year})|(?P<yearrel>{YEARREL}))?",
    ),
    ("season", "{the}(?P<season>{season})(?:{of}?(?P<year>{year})|(?P<yearrel>{YEARREL}))?"),
    ("holiday", "(?:{this}|{last}|{next})?(?P<name>{holiday})(?:{comma}?(?P<year>{year}))?"),
    ("weekend", "(?P<rel>{the}?{REL}|{the})?(?P<unit>{weekend})"),
    ("deictic", "(?P<part>{PART}?)(?P<deictic>{deictic}|{tonight}|{overnight})"),
    ("noon", "(?<={at}|{by}|{in}|{until}|{to}|{before}|{after}|{approx}|{since})(?P<hour>{noon})"),
    ("present", "{present}"),
    ("pastref", "{pastref}|(?<={in}){the}(?:{recent}|{far})?{past}(?!{UNIT}|{COUNT}|{season})"),
    ("future", "{the}(?:{near}|{far})?{future}"),
)
