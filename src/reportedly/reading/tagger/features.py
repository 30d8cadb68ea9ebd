"""Features of the words of a report, the tagger's input beside the word pieces.

They are a word's place in the parse, in quotations and in what the attribution rules found, and its event type and
commitment by the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportedly.reading.factuality import Commitments
from reportedly.reading.text.spans import tokens_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.quotations import Quotation
    from reportedly.reading.text.syntax import Span, Syntax
    from reportedly.reading.triggers.stage import Triggers

FEATURES = ("tag", "dep", "head_tag", "entity", "quoted", "rule", "event", "commitment")
"""The columns of `WordFeatures.features`, in this order; their values are the pipeline's own labels, or those below."""
OUTSIDE = "O"
PREDICATE = "predicate"
"""An event word that the tables give no type."""
ROLES = ("source", "cue", "content")


class RuleSpans(NamedTuple):
    """The spans of one statement that the attribution rules found."""

    cue: Span | None
    source: Span | None
    content: Sequence[Span]


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """The words of a report (its tokens but for blanks) with the features of each."""

    tokens: list[int]
    """Index of each word in the parse."""
    spans: list[Span]
    """Its first character and one past the last."""
    paragraphs: list[int]
    """Number of the paragraph that it stands in."""
    sentences: list[int]
    """Number of its sentence in the parse; a dateline belongs to the sentence after it, as in training."""
    features: Sequence[tuple[str, ...]]
    """One value a column of `FEATURES`."""
    rule_head: list[int]
    """For each word of a source or content of the rules, the first word of its cue; -1 elsewhere."""

    def place(self) -> dict[int, int]:
        """The number of each token of the parse among the words."""
        return {token: k for k, token in enumerate(self.tokens)}


def word_features(parsed: Parsed, found: Sequence[RuleSpans], triggers: Triggers) -> WordFeatures:
    """The words of a parsed report with their features; `found` is what the attribution rules found in it."""
    g = parsed.syntax
    rules = _roles(g, found)
    quoted = _quoted(g, parsed.quotations)
    types, commitments = _event_labels(g, triggers)
    tokens, spans, paragraphs, features = [], [], [], []
    paragraph = 0
    for i, token in enumerate(g.doc):
        if token.is_space:
            paragraph += "\n" in token.text
            continue
        tokens.append(i)
        spans.append((g.char[i], g.end[i]))
        paragraphs.append(paragraph)
        features.append(
            (
                g.tag[i],
                g.dep[i],
                g.tag[g.head[i]],
                g.label[i] or OUTSIDE,
                quoted[i],
                rules[i],
                types[i],
                commitments[i],
            )
        )
    sentences = _sentences(g, parsed.datelines, tokens)
    return WordFeatures(tokens, spans, paragraphs, sentences, features, _rule_heads(g, found, tokens))


def _sentences(g: Syntax, datelines: Sequence[Span], tokens: Sequence[int]) -> list[int]:
    """The number of each token's sentence, with datelines joined to the sentence after them."""
    after = {g.sent[i - 1]: g.sent[i] for i in range(1, g.n) if any(end == g.char[i] for _, end in datelines)}
    return [after.get(g.sent[i], g.sent[i]) for i in tokens]


def _roles(g: Syntax, found: Sequence[RuleSpans]) -> list[str]:
    """BIO labels of what the rules found; a cue or source inside another statement's content wins over it."""
    labels = [OUTSIDE] * g.n
    for role in ("content", "source", "cue"):
        for c in found:
            spans = c.content if role == "content" else [c.source if role == "source" else c.cue]
            for span in spans:
                if span is not None:
                    for k, i in enumerate(tokens_in(g, span)):
                        labels[i] = f"{'I' if k else 'B'}-{role}"
    return labels


def _event_labels(g: Syntax, triggers: Triggers) -> tuple[list[str], list[str]]:
    """The type of each event word, and the outlet's commitment to it by the rules in steps of a half."""
    types, commitments = [OUTSIDE] * g.n, [OUTSIDE] * g.n
    commitment = Commitments()
    for trigger in triggers.tokens:
        typed = triggers.typed.get(trigger.i)
        types[trigger.i] = typed.type.value if typed else PREDICATE
        commitments[trigger.i] = f"{round(2 * commitment(trigger)) / 2:g}"
    return types, commitments


def _rule_heads(g: Syntax, found: Sequence[RuleSpans], tokens: Sequence[int]) -> list[int]:
    place = {token: k for k, token in enumerate(tokens)}
    out = [-1] * len(tokens)
    for c in found:
        head = next((place[i] for i in tokens_in(g, c.cue) if i in place), None) if c.cue is not None else None
        if head is None:
            continue
        for span in (*c.content, *([c.source] if c.source is not None else [])):
            for i in tokens_in(g, span):
                if i in place:
                    out[place[i]] = head
    return out


def _quoted(g: Syntax, quotations: Sequence[Quotation]) -> list[str]:
    """Labels of the tokens between quotation marks ("in") and of the marks ("mark")."""
    labels = [OUTSIDE] * g.n
    for q in quotations:
        for i in tokens_in(g, (q.open, q.close)):
            labels[i] = "in" if g.char[i] >= q.start and g.end[i] <= q.end else "mark"
    return labels
