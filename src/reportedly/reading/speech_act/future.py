"""Acts of contents about what is still to come: predictions, and promises where the speaker is to bring it about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from reportedly.reading.text.syntax import Syntax


def act_about_future(g: Syntax, root: int, *, own_voice: bool) -> Act | None:
    """Promise or prediction where the clause under `root` is about what is still to come, else None.

    In reported speech "would" is a future, and "may" a prediction; in the outlet's own voice they are not.
    """
    subject = g.child(root, *NOMINAL_SUBJECTS)
    modal = _by_modal(g, root, subject, own_voice=own_voice)
    if modal is not None:
        return modal
    if _names_chance(g, root, subject) or _is_expected(g, root):
        return Act.PREDICT
    ready = g.low[root] in ("ready", "prepared", "willing") or any(
        g.low[c] in ("ready", "willing") for c in g.children[root]
    )
    return Act.PROMISE if ready and not own_voice else None


def _by_modal(g: Syntax, root: int, subject: int | None, *, own_voice: bool) -> Act | None:
    auxiliaries = g.auxiliaries(root)
    if "have" in auxiliaries:
        return None
    mine = is_first_person(g, subject)
    if auxiliaries & word_set("future modal"):
        return Act.PROMISE if mine and not own_voice else Act.PREDICT
    if own_voice:
        return None
    if "would" in auxiliaries and not mine and not _is_conditional(g, root):
        return Act.PREDICT
    if auxiliaries & {"may", "might", "could"} and "be" not in auxiliaries and g.tag[root] == "VB":
        return Act.PREDICT
    return None


def is_first_person(g: Syntax, subject: int | None) -> bool:
    """True if a subject is the speaker: "I", "our forces"."""
    return subject is not None and (
        g.low[subject] in ("i", "we") or any(g.low[c] in ("my", "our") for c in g.children[subject])
    )


def _is_conditional(g: Syntax, root: int) -> bool:
    """True if the clause has a condition: "would withdraw if"."""
    return any(
        g.dep[c] == "advcl" and any(g.low[k] in ("if", "unless") for k in g.children[c]) for c in g.children[root]
    )


def _names_chance(g: Syntax, root: int, subject: int | None) -> bool:
    """True if the predicate is about how likely something is: "the chances are slim"."""
    if any(g.lemma[c] == "have" for c in g.children[root]):
        return False
    words = {g.low[root], *(g.low[c] for c in g.children[root])}
    if subject is not None:
        words.add(g.lemma[subject])
    return not word_set("chance").isdisjoint(words)


def _is_expected(g: Syntax, root: int) -> bool:
    """True for "is likely to", "is set to", "are expected to"."""
    near = (root, *g.children[root])
    return any(g.low[i] in word_set("expected") for i in near) and any(
        g.dep[c] in ("xcomp", "acomp", "auxpass") for c in g.children[root]
    )
