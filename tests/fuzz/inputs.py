"""Strategies for hostile input, and how many examples are drawn from them."""

from __future__ import annotations

import gzip
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.intake import documents

Test = TypeVar("Test", bound=Callable[..., None])
SAMPLES = Path(__file__).parents[2] / "samples"
WANTED = int(os.environ.get("REPORTEDLY_FUZZ", "0"))
"""Examples of each target; 0 for the few that always run."""
FEW = 8
PATIENCE = 10.0
"""Seconds of computing that an input of this size may take."""
TRIED: Counter[str] = Counter()
SLOWEST: dict[str, float] = {}


def fuzzed(test: Test) -> Test:
    """Run a test on as many examples as are wanted: fresh ones if many, always the same if few."""
    settled = settings(
        max_examples=WANTED or FEW, derandomize=not WANTED, deadline=None, suppress_health_check=list(HealthCheck)
    )
    return settled(test)


@contextmanager
def trying(target: str) -> Iterator[None]:
    """Count an input, and fail if it takes too long."""
    start = time.process_time()
    yield
    took = time.process_time() - start
    TRIED[target] += 1
    SLOWEST[target] = max(took, SLOWEST.get(target, 0.0))
    assert took < PATIENCE, f"{took:.1f} s"


HOSTILE = (
    "\0", "\x1b[31m", "\u202e", "\u2028", "\ufeff", "\ufffe", "\x85", "\r", "\n\n", "\t", "\u200b", "e\u0301",
    "İ", "ß", "🙂", "“", "”", '"', "'", "’", "«", "»", "—", "-", "...", "…", "(", ")", "[", "]", "{", "}", "<",
    ">", "&", "&amp;", "&#0;", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "%00", "../../etc/x", "'; DROP TABLE reports; --", "%", "_", "*",
    '"unbalanced', "NEAR(", "AND", "OR NOT", "col:", "^", "\\", "{{7*7}}", "${x}", "0", "-1", "1e400",
    "9" * 40, "٣", "½", "1,000,000,000,000", "$5bn", "10-", "per cent", "2031-02-30", "31 April", "noon",
    "yesterday", "Monday", "in 10000 years", "said", "denied", "that", "who", "he", "according to", "will",
    "not", "A B C",
)  # fmt: skip
PROSE = [
    sentence + "."
    for name in ("grain-deal.txt", "niger.txt", "ever-given.txt", "election-call.txt")
    for sentence in (SAMPLES / "reports" / name).read_text("utf-8").replace("\n", " ").split(". ")
]
"""Sentences of the shipped samples."""

snippets = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12), st.sampled_from(HOSTILE).map(lambda s: s * 50))
words = st.lists(st.one_of(snippets, st.sampled_from(["Norland", "ferry", "cable", "Vik"])), max_size=6).map(" ".join)
"""What somebody may type into a field."""


@st.composite
def prose(draw: st.DrawFn) -> str:
    """A few sentences with hostile pieces in them, cut and doubled."""
    sentences = draw(st.lists(st.sampled_from(PROSE), min_size=1, max_size=4))
    text = draw(st.sampled_from([" ", "\n\n", "\n", ""])).join(sentences)
    for piece in draw(st.lists(snippets, max_size=6)):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 8))
        text = text[:at] + piece + text[at + cut :]
    return text


def _mail(body: bytes) -> bytes:
    head = b"From: Ana <ana@vik.example>\nSubject: A ferry\nDate: Fri, 7 Mar 2031 09:00:00 +0000\nMIME-Version: 1.0\n"
    parts = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n%s\n'
    return (
        head
        + parts % body
        + b"--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+QTwvcD4=\n--b--\n"
    )


_TEXT = (SAMPLES / "reports" / "niger.txt").read_bytes()
_PAGE = (SAMPLES / "reports" / "sri-lanka.html").read_bytes()
_ROWS = b'{"text": "Norland said it sank the ferry.", "title": "x", "published_at": "2031-03-07", "outlet": null}\n' * 2
FILES = {
    "a.txt": _TEXT,
    "a.html": _PAGE,
    "a.xml": (SAMPLES / "reports" / "feed.xml").read_bytes(),
    "a.jsonl": _ROWS,
    "a.json": b"[" + _ROWS.strip().replace(b"\n", b",") + b"]",
    "a.csv": b"id,title,text,date\n1,A ferry,Norland said it sank the ferry.,2031-03-07\n2,x,y,\n",
    "a.md": b"---\ntitle: A ferry\n---\n# A ferry\n\nNorland said it *sank* the ferry.\n\n- one\n",
    "a.eml": _mail(_TEXT[:400]),
    "a.mbox": b"From ana Fri Mar  7 09:00:00 2031\n" + _mail(_TEXT[:200]),
    "a.mhtml": b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: https://vik.example/\n\n" + _PAGE[:1500],
    "a.rtf": rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 Norland said it sank the ferry.\par \u8220?Yes\u8221?\par}",
    "a.pdf": documents.pdf(
        [(72, 700, 12, "Norland said on Friday that it sank the ferry."), (72, 680, 12, "It denied more.")]
    ),
    "a.docx": documents.docx("<w:p><w:r><w:t>Norland said it sank the ferry.</w:t></w:r></w:p>"),
    "a.odt": documents.odt("<text:p>Norland said it sank the ferry.</text:p>"),
    "a.zip": documents.archive({"b/one.txt": _TEXT[:300], "two.html": _PAGE[:900]}),
    "a.txt.gz": gzip.compress(_TEXT[:500], mtime=0),
}
"""A small file of each format, by its name."""


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of some format, damaged in a few places; sometimes under the name of another, sometimes mere bytes."""
    name = draw(st.sampled_from(sorted(FILES)))
    raw = bytearray(
        draw(st.one_of(st.just(FILES[name]), st.just(FILES[name]), st.just(FILES[name]), st.binary(max_size=200)))
    )
    payloads = st.one_of(st.binary(max_size=6), snippets.map(lambda s: s.encode("utf-8", "surrogatepass")))
    for payload in draw(st.lists(payloads, max_size=5)):
        at = draw(st.integers(0, len(raw)))
        cut = draw(st.sampled_from([0, 0, 1, len(payload), 40]))
        raw[at : at + cut] = payload
    if draw(st.integers(0, 9)) == 0:
        del raw[draw(st.integers(0, len(raw))) :]
    if draw(st.integers(0, 4)) == 0:
        name = draw(st.sampled_from([*sorted(FILES), "a", "a.unknown"]))
    return name, bytes(raw)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), words, st.sampled_from([-1, 2**63, 10**30, 1e308, ""])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "text", "x"]), inner)),
    max_leaves=4,
)
