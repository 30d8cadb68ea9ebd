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
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.numerals import Numeral, figure, read_numeral

SHAPES = (
    *("other", "break", "iso", "slashdate", "clock", "decade", "year", "dom", "num", "ord", "frac", "poss", "comma"),
    *("dot", "hyphen", "dash", "slash", "percent", "money", "colon", "open", "shut", "many", "part", "single"),
    "holiday",
)
"""Classes that a word gets from its shape, or from being a number."""

_TOKEN = re.compile(
    r"""(?P<word>[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|[oO]['’]clock|[^\W\d_]+(?:[0-9]\w*)?)
    |(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-]))
    |(?P<slashdate>[0-9]{1,2}(?:/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|\.[0-9]{1,2}\.[0-9]{4})(?![\w/]))
    |(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:]))
    |(?P<decade>(?:[0-9]{3}|['’]?[0-9])0['’]?s(?!\w))
    |(?P<ord>[0-9]+(?:st|nd|rd|th)(?!\w))
    |(?P<frac>[0-9]{1,2}/[0-9]{1,2}(?![\w/])|[½¼¾⅓⅔])
    |(?P<num>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)
    |(?P<poss>['’]s(?!\w))
    |(?P<break>\n[^\S\n]*\n)
    |(?P<sign>[^\w\s])""",
    re.VERBOSE,
)
_SIGNS = {
    **{",": "comma", ".": "dot", "-": "hyphen", "‐": "hyphen", "‑": "hyphen", "–": "dash", "—": "dash", "/": "slash"},
    **{"%": "percent", ":": "colon", "(": "open", ")": "shut"},
}
_LONGEST = 24
"""Characters; longer numbers are taken for something else, and would overflow a float."""
_FRACTIONS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
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
    entries = _entries()
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        value: str | float | None = None
        if kind == "word":
            entry = entries.get(match.group().lower().replace("’", "'"))
            kind, value = entry if entry else ("other", None)
            if kind in _CAPITAL_ONLY and not match.group()[0].isupper():
                kind, value = "other", None
        elif kind == "num":
            if len(match.group()) > _LONGEST:
                kind = "other"
            else:
                value = figure(match.group())
                kind = _number_class(match.group(), value)
        elif kind == "ord":
            value = float(match.group()[:-2]) if len(match.group()) < 9 else None
        elif kind == "frac":
            value = _fraction(match.group())
        elif kind == "sign":
            kind = _SIGNS.get(match.group(), "other")
        starts.append(match.start())
        ends.append(match.end())
        kinds.append(kind)
        values.append(value)
    return _merged(text, starts, ends, kinds, values)


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


def _fraction(written: str) -> float | None:
    if written in _FRACTIONS:
        return _FRACTIONS[written]
    over, _, under = written.partition("/")
    return int(over) / int(under) if int(under) else None
