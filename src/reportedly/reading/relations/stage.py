"""How statements of one report relate: denials and the statements they answer, statements that exclude each other."""

from reportedly.reading.relations.contradictions import find_contradictions as find_contradictions
from reportedly.reading.relations.replies import find_replies as find_replies
