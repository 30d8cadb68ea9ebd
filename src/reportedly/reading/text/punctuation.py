"""The marks that rules ask for by kind, one set each for all of reading.

`HYPHENS` join two words ("ten-year"), whichever character the outlet types; `DASHES` are these and the longer ones,
which also part clauses and join the ends of a range ("10–20"). `QUOTATION_MARKS` are all marks that open or close a
quotation, the apostrophe among them.
"""

HYPHENS = frozenset({"-", "\u2010", "\u2011"})
DASHES = HYPHENS | {"–", "—"}
QUOTATION_MARKS = "\"'“”„«»‘’`"
