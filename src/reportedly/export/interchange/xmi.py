"""UIMA CAS XMI by `dkpro-cassis`, for annotators such as INCEpTION: statements out, and people's judgements back in.

The layer `reportedly.Statement` has a feature `verdict`, which is empty. Whoever judges writes there `wrong`, or
`right`, `same ID` or `different ID` with the id of another statement; `judge import` reads it back.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.errors import ExportError, IntakeError
from reportedly.export import wording
from reportedly.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Reading, Statement

EXTRA = "reportedly[interchange]"
STATEMENT, SOURCE, TIME = "reportedly.Statement", "reportedly.Source", "reportedly.Time"
_FEATURES = {
    STATEMENT: ("statement", "speaker", "act", "polarity", "certainty", "wording", "verdict", "why"),
    SOURCE: ("statement", "role"),
    TIME: ("timex", "value"),
}
_BETWEEN = re.compile(r"(same|different)[\s:]+([0-9a-f]{4,64})")


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """What somebody wrote into the layer of statements."""

    verdict: Verdict
    statements: tuple[str, ...]
    why: str


def type_system() -> bytes:
    """The layers as a UIMA type system, which annotators import once."""
    return str(_types().to_xml()).encode("utf-8")


def xmi(reading: Reading) -> bytes:
    """A report with its statements, sources and times; a content of several parts has an annotation for each."""
    cassis, types = _cassis(), _types()
    cas = cassis.Cas(typesystem=types, sofa_string=wording.shown(reading.report.text), sofa_mime="text/plain")
    made = types.get_type(STATEMENT)
    for s in reading.statements:
        for part in s.content:
            cas.add(made(begin=part.start, end=part.end, **_values(reading, s)))
        for role, anchor in (("source", s.source), ("cue", s.cue), *(("via", v) for v in s.via)):
            if anchor:
                cas.add(types.get_type(SOURCE)(begin=anchor.start, end=anchor.end, statement=s.id, role=role))
    for t in reading.times:
        cas.add(types.get_type(TIME)(begin=t.anchor.start, end=t.anchor.end, timex=t.type.value, value=t.value))
    return str(cas.to_xmi()).encode("utf-8", "replace")


def judged(content: bytes, where: str) -> Iterator[JudgedStatement]:
    """The verdicts in an XMI file that came back; IntakeError if it is none, or a verdict is not understood."""
    cassis = _cassis()
    try:
        cas = cassis.load_cas_from_xmi(io.BytesIO(content), typesystem=_types(), lenient=True)
        rows = list(cas.select(STATEMENT))
    except Exception as problem:
        raise IntakeError(where, f"is no XMI of statements ({type(problem).__name__}: {problem})") from None
    found: dict[JudgedStatement, None] = {}
    for row in rows:
        written, key = (row.verdict or "").strip(), row.statement or ""
        if not written:
            continue
        if written in (Verdict.WRONG, Verdict.RIGHT):
            found[JudgedStatement(Verdict(written), (key,), row.why or "")] = None
        elif match := _BETWEEN.fullmatch(written):
            found[JudgedStatement(Verdict(match[1]), (key, match[2]), row.why or "")] = None
        else:
            raise IntakeError(where, f"verdict {written!r}: write wrong, right, same ID or different ID")
    yield from found


def _values(reading: Reading, s: Statement) -> dict[str, str | None]:
    return {
        "statement": s.id,
        "speaker": wording.name_of(s.actor, s.source) or reading.report.outlet,
        "act": s.act.value,
        "polarity": s.polarity.value,
        "certainty": s.certainty.value,
        "wording": s.proposition.wording if s.proposition else None,
    }


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise ExportError(f"XMI needs dkpro-cassis, which is not installed: pip install '{EXTRA}'") from None
    return cassis


def _types() -> Any:
    types = _cassis().TypeSystem()
    for name, features in _FEATURES.items():
        made = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(domainType=made, name=feature, rangeType="uima.cas.String")
    return types
