"""The main clause of a content, on parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.model import Anchor
from reportedly.reading.propositions.clause import Clause
from tests.reading.docs import parsed

NO_SHIP = """
    No        DT  det       2
    ship      NN  nsubj     3
    touched   VBD ROOT      0 lemma=touch
    the       DT  det       5
    pillar    NN  dobj      3
"""
NOT_ONLY = """
    Not       RB  preconj   4
    only      RB  advmod    1
    the       DT  det       4
    pillar    NN  nsubj     5
    fell      VBD ROOT      0 lemma=fall
"""
CERTAIN = """
    Peru      NNP nsubj     2
    is        VBZ ROOT      0
    certain   JJ  acomp     2
    that      IN  mark      7
    nobody    NN  nsubj     7
    has       VBZ aux       7
    come      VBN ccomp     3 lemma=come
"""
BECAUSE = """
    It        PRP nsubj     2
    fell      VBD ROOT      0 lemma=fall
    because   IN  mark      6
    nobody    NN  nsubj     6
    had       VBD aux       6
    painted   VBN advcl     2 lemma=paint
    it        PRP dobj      6
"""
WOULD_HAVE = """
    It        PRP nsubj     4
    would     MD  aux       4
    have      VB  aux       4
    fallen    VBN ROOT      0 lemma=fall
"""
PLANS = """
    Peru      NNP nsubj     2
    plans     VBZ ROOT      0 lemma=plan
    to        TO  aux       4
    leave     VB  xcomp     2
"""
WHETHER = """
    whether   IN  mark      3
    it        PRP nsubj     3
    fell      VBD ROOT      0 lemma=fall
"""


def _clause(rows: str) -> Clause:
    report = parsed(rows)
    found = Clause.of(report.syntax, [Anchor(0, len(report.text), report.text)])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rows", "predicate", "negated", "ahead", "conditional"),
    [
        (NO_SHIP, "touched", True, False, False),
        (NOT_ONLY, "fell", False, False, False),
        (CERTAIN, "come", True, False, False),
        (BECAUSE, "fell", False, False, False),
        (WOULD_HAVE, "fallen", False, False, False),
        (PLANS, "plans", False, True, False),
        (WHETHER, "fell", False, False, True),
    ],
)
def test_a_main_clause_is_read_off_the_parse(
    rows: str, predicate: str, negated: bool, ahead: bool, conditional: bool
) -> None:
    clause = _clause(rows)
    assert clause.syntax.words[clause.predicate] == predicate
    assert (clause.is_negated(), clause.is_ahead(), clause.is_conditional()) == (negated, ahead, conditional)


def test_what_stands_in_a_subordinate_clause_is_not_in_the_main_one() -> None:
    clause = _clause(BECAUSE)
    assert [w for i, w in enumerate(clause.syntax.words) if not clause.in_main(i)] == [
        "because",
        "nobody",
        "had",
        "painted",
        "it",
    ]
