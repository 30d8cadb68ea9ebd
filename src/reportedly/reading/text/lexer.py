"""The lexer: a text as classed words, against which the patterns for times and quantities are matched.

Every word gets a class: from the tables `times.tsv` and `numbers.tsv`, or
from its shape (a year, a clock time, a decade). A class is one character, so that a text
is also a string of classes, and a pattern over classes is an ordinary regular expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly import lexicon
from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.numerals import Numeral, figure, fraction, read_numeral

SHAPES = (
    *("other", "break", "iso", "slashdate", "clock", "decade", "year", "dom", "num", "ord", "frac", "poss", "comma"),
    *("dot", "hyphen", "dash", "slash", "percent", "money", "colon", "open", "shut", "many", "part", "single"),
    *("holiday", "apostrophe"),
)
"""Classes that a word gets from its shape, or from being a number."""

_TOKEN = re.compile(
    r"""(?P<rupees>(?:Rs|RM|Tk|Ksh)(?=[0-9]))
    |(?P<word>(?![½¼¾⅓⅔⅛⅜⅝⅞])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|[oO]['’]clock|(?![½¼¾⅓⅔⅛⅜⅝⅞])[^\W\d_]+(?:[0-9]\w*)?)
    |(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-]))
    |(?P<slashdate>(?:[0-9]{1,2}(?:/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|\.[0-9]{1,2}\.[0-9]{4}|-[0-9]{1,2}-[0-9]{4}
        |-(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}-(?:[0-9]{4}|[0-9]{2}))
        |[0-9]{2}\.[0-9]{2}\.[0-9]{2}(?![.][0-9])
        |[12][0-9]{3}(?P<mark>[-./])[0-9]{1,2}(?P=mark)[0-9]{1,2})(?![\w/]))
    |(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:]))
    |(?P<decade>(?:[0-9]{3}|['’]?[0-9])0['’]?s(?!\w))
    |(?P<ord>[0-9]+(?:st|nd|rd|th)(?!\w))
    |(?P<frac>[0-9]{1,2}/[0-9]{1,2}(?![\w/])|[½¼¾⅓⅔⅛⅜⅝⅞])
    |(?P<grouped>(?<![\w.,/:'’-])(?<![0-9][ .'’\u00a0\u2009\u202f])[1-9][0-9]{0,2}
        (?P<by>[ .'’\u00a0\u2009\u202f])[0-9]{3}(?:(?P=by)[0-9]{3}){0,8}(?!(?P=by)?[0-9])(?:,[0-9]{1,2})?(?![\w/:]))
    |(?P<num>(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2}){1,8},[0-9]{3}|[0-9]+(?:\.[0-9]+)?)
        (?:\u0020?[½¼¾⅓⅔⅛⅜⅝⅞]|[ -](?:1/[2-8]|2/[35]|3/[458]|[57]/8)(?![\w/]))?)
    |(?P<poss>['’]s(?!\w))
    |(?P<break>\n[^\S\n]*\n)
    |(?P<sign>[^\w\s])""",
    re.VERBOSE,
)
_SIGNS = {
    **{",": "comma", ".": "dot", "-": "hyphen", "‐": "hyphen", "‑": "hyphen", "–": "dash", "—": "dash", "/": "slash"},
    **{"%": "percent", ":": "colon", "(": "open", ")": "shut", "'": "apostrophe", "’": "apostrophe"},
}
_LONGEST = 24
"""Characters; longer numbers are taken for something else, and would overflow a float."""
_GROUPED_BY_POINTS = re.compile(r"(?<![\w.])[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?![.\w])")
_DIGITS = re.compile(r"[0-9]+")
_FOLLOWING = re.compile(r"\s+(\w+)")
_CAPITAL_ONLY = frozenset({"mabbr", "wabbr", "zone", "zonename"})
_MONTHS_BUT_ALSO_VERBS = frozenset({"may", "march"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text with their places, classes and values; all four run in parallel."""

    text: str
    starts: list[int]
    ends: list[int]
    values: list[str | float | None]
    """The lexicon's value for the word, or its number."""
    classes: str

    def lower(self, i: int) -> str:
        """Word `i` in lower case."""
        return self.text[self.starts[i] : self.ends[i]].lower()


@cache
def alphabet() -> dict[str, str]:
    """The character of every class."""
    names = list(SHAPES)
    names.extend(row["class"] for row in lexicon.table("times.tsv"))
    return {name: chr(0x21 + i) for i, name in enumerate(dict.fromkeys(names))}


@cache
def _entries() -> dict[str, tuple[str, str | float | None]]:
    found: dict[str, tuple[str, str | float | None]] = {}
    for row in lexicon.table("numbers.tsv"):
        if row["kind"] in {"ordinal", "many", "part", "single"}:
            kind = {"ordinal": "ord"}.get(row["kind"], row["kind"])
            found[row["word"]] = (kind, float(row["value"]))
    for row in lexicon.table("times.tsv"):
        found[row["word"]] = (row["class"], row["value"] or None)
    return found


def pattern(source: str, macros: dict[str, str]) -> re.Pattern[str]:
    """A regular expression over classes; `{name}` is a class or a macro, blanks are for reading."""

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in macros:
            return f"(?:{_BRACES.sub(put, macros[name])})"
        return re.escape(alphabet()[name])

    return re.compile(_BRACES.sub(put, source.replace(" ", "").replace("\n", "")))


_BRACES = re.compile(r"\{(\w+)\}")


def tokenize(text: str) -> Tokens:
    """The classed words of a text."""
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    values: list[str | float | None] = []
    points = _GROUPED_BY_POINTS.search(text) is not None
    for match in _TOKEN.finditer(text):
        spans = [match.span()]
        if match.lastgroup == "grouped" and match["by"] == " " and _parts_numbers(text, starts, ends, kinds):
            spans = [part.span() for part in _DIGITS.finditer(text, *match.span())]
        for start, end in spans:
            kind, value = _classed(match.lastgroup or "other", text[start:end])
            if match.lastgroup == "grouped" and match["by"] == "." and _groups_by_point(text, match, points):
                value = float(text[start:end].replace(".", "").partition(",")[0])
            starts.append(start)
            ends.append(end)
            kinds.append(kind)
            values.append(value)
    return _merged(text, starts, ends, kinds, values)


def _classed(kind: str, written: str) -> tuple[str, str | float | None]:
    """The class of a word and its value, by the shape that it was found with."""
    if kind == "word":
        entry = _entries().get(written.lower().replace("’", "'"))
        if entry is None or (entry[0] in _CAPITAL_ONLY and not written[0].isupper()):
            return "other", None
        return entry
    if kind in {"num", "grouped"}:
        if len(written) > _LONGEST:
            return "other", None
        value = figure(written)
        return _number_class(written, value), value
    if kind == "ord":
        return kind, float(written[:-2]) if len(written) < 9 else None
    if kind == "frac":
        return kind, fraction(written)
    if kind == "sign":
        return _SIGNS.get(written, "other"), None
    return ("other" if kind == "rupees" else kind), None


def _parts_numbers(text: str, starts: list[int], ends: list[int], kinds: list[str]) -> bool:
    """True if a blank in the figure that comes next parts two numbers: "on May 12 500 people", "Route 66 200 cars"."""
    return bool(kinds) and (
        kinds[-1] in {"month", "mabbr"} or text[starts[-1] : ends[-1]].lower() in word_set("before a label")
    )


def _groups_by_point(text: str, match: re.Match[str], points: bool) -> bool:
    """True for "3.400" where persons follow, or where the text has a longer number with points."""
    following = _FOLLOWING.match(text, match.end())
    return points or (following is not None and following[1].lower().removesuffix("s") in persons() | {"people"})


def _merged(
    text: str, starts: list[int], ends: list[int], kinds: list[str], values: list[str | float | None]
) -> Tokens:
    """The same words with each number of several words made one, and ambiguous month names settled."""
    lowered = [text[s:e].lower() for s, e in zip(starts, ends, strict=True)]
    out_starts: list[int] = []
    out_ends: list[int] = []
    out_values: list[str | float | None] = []
    out_classes: list[str] = []
    classes = alphabet()
    i = 0
    while i < len(kinds):
        kind, value, end = kinds[i], values[i], i + 1
        if kind in _MAY_OPEN_NUMERAL or lowered[i] in _numeral_openers():
            numeral: Numeral | None = read_numeral(lowered, starts, ends, i)
            if numeral is not None and (numeral.end > i + 1 or kind == "other"):
                kind, value, end = numeral.kind, numeral.value, numeral.end
        elif (
            kind == "month" and lowered[i] in _MONTHS_BUT_ALSO_VERBS and not _is_month(text, starts, kinds, lowered, i)
        ):
            kind, value = "other", None
        if lowered[i] in _holiday_openers() and end == i + 1:
            holiday = _holiday(lowered, i)
            if holiday is not None:
                kind, (value, end) = "holiday", holiday
        out_starts.append(starts[i])
        out_ends.append(ends[end - 1])
        out_values.append(value)
        out_classes.append(classes[kind])
        i = end
    return Tokens(text, out_starts, out_ends, out_values, "".join(out_classes))


_MAY_OPEN_NUMERAL = frozenset({"num", "dom", "year", "a", "part", "half"})


@cache
def _numeral_openers() -> frozenset[str]:
    kinds = {"one", "teen", "ten", "hundred", "scale", "dozen"}
    return frozenset(row["word"] for row in lexicon.table("numbers.tsv") if row["kind"] in kinds)


@cache
def _holidays() -> dict[tuple[str, ...], str]:
    found = {}
    for row in lexicon.table("holidays.tsv"):
        found[tuple(row["name"].replace("'s", " 's").replace("s'", "s '").split())] = row["day"]
    return found


@cache
def _holiday_openers() -> frozenset[str]:
    return frozenset(name[0] for name in _holidays())


def _holiday(lowered: list[str], i: int) -> tuple[str, int] | None:
    """The day of the holiday named from word `i` on, and where its name ends."""
    for length in range(4, 0, -1):
        name = tuple(word.replace("’", "'") for word in lowered[i : i + length])
        if len(name) == length and name in _holidays():
            return _holidays()[name], i + length
    return None


def _is_month(text: str, starts: list[int], kinds: list[str], lowered: list[str], i: int) -> bool:
    """True if "May" or "March" is the month: it is capitalised and next to words that go with months."""
    if not text[starts[i]].isupper():
        return False
    before = kinds[i - 1] if i else "other"
    after = kinds[i + 1] if i + 1 < len(kinds) else "other"
    if (
        after in {"dom", "ord", "year"}
        or before in word_set("before a month")
        or lowered[max(i - 1, 0)] in {"since", "early", "late"}
    ):
        return True
    if before == "hyphen" and i > 1 and lowered[i - 2] in {"mid", "early", "late"}:
        return True
    if before in {"and", "or"} and i > 1 and kinds[i - 2] in {"month", "mabbr"}:
        return True
    return after == "poss" or (
        after in {"and", "to", "or"} and i + 2 < len(kinds) and kinds[i + 2] in {"month", "mabbr"}
    )


def _number_class(written: str, value: float) -> str:
    if not written.isdigit():
        return "num"
    if 1 <= value <= 31 and len(written) <= 2:
        return "dom"
    if len(written) == 4 and 1000 <= value < 2200:
        return "year"
    return "num"
