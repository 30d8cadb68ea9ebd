"""An adjudicator that asks a chat model: a llama.cpp server, vLLM, Ollama, or a hosted service.

Pairs are asked in batches. A request that fails is repeated a few times, with waits that grow. What is not answered, or
not as asked, is left to the local adjudicator and counted. How well a model judges is not known here: nothing is
measured about it.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from reportedly.adjudicators import answers, prompt
from reportedly.adjudicators.answers import AnswerFailure
from reportedly.adjudicators.endpoint import Endpoint, RequestFailure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pydantic import JsonValue

    from reportedly.adjudicators.settings import Settings
    from reportedly.linking.adjudicator import Finding, Pair

BATCH = 8
"""Pairs in one request."""
TRIES = 3
"""How often a request is made before its pairs are given up."""
WAITS = (1.0, 4.0)
"""Seconds before the second and the third try."""
LONGEST_WAIT = 30.0
"""The most seconds that a service can ask for."""
FAILURES = 3
"""Requests in a row that may fail with all their tries; then nothing more is asked in this run."""


class ChatAdjudicator:
    """Asks a chat model about pairs of statements, within the budget of one run."""

    def __init__(
        self,
        settings: Settings,
        *,
        endpoint: Endpoint | None = None,
        progress: Callable[[int, int], None] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`progress(done, total)` is called as the pairs of one report are asked."""
        self._model, self._left = settings.model, settings.budget
        self._endpoint = endpoint or Endpoint(settings)
        self._progress, self._sleep = progress, sleep
        self._failed_in_a_row = 0
        self._why = ""
        """Why nothing more is asked, or why the last request failed."""
        self._closed = False
        self._answered = 0
        self._unusable: Counter[AnswerFailure] = Counter()

    @property
    def name(self) -> str:
        """The model, with the version of what it is told."""
        return f"{self._model}, prompt {prompt.VERSION}"

    def ask(self, pairs: Sequence[Pair]) -> Iterator[Mapping[int, Finding]]:
        """What the model finds, request by request, by the places of the pairs; those without an answer are missing."""
        for start in range(0, len(pairs), BATCH):
            batch = pairs[start : start + BATCH]
            found, unusable = self._ask(batch)
            self._answered += len(found)
            self._unusable.update(unusable.values())
            yield {start + at: finding for at, finding in found.items()}
            if self._progress is not None:
                self._progress(start + len(batch), len(pairs))

    def summary(self) -> str | None:
        """What became of the pairs of this run, in a sentence; None if none was asked."""
        left = sum(self._unusable.values())
        if not self._answered and not left:
            return None
        said = f"{self._model} judged {self._answered:,} pair{'' if self._answered == 1 else 's'} of statements"
        if not left:
            return said
        parts = ", ".join(f"{why}: {number:,}" for why, number in self._unusable.most_common())
        why = f" (last problem: {self._why})" if self._why else ""
        return f"{said}; {left:,} {'was' if left == 1 else 'were'} left to the local adjudicator ({parts}){why}"

    def _ask(self, batch: Sequence[Pair]) -> tuple[Mapping[int, Finding], Mapping[int, AnswerFailure]]:
        """What one request brings, by the positions in the batch."""
        if self._left == 0 and not self._closed:
            return {}, dict.fromkeys(range(len(batch)), AnswerFailure.BUDGET)
        body = None if self._closed else self._post(batch)
        if body is None:
            return {}, dict.fromkeys(range(len(batch)), AnswerFailure.FAILED)
        return answers.findings(body, batch, self.name)

    def _post(self, batch: Sequence[Pair]) -> bytes | None:
        """The body of the answer, None if there is none after all tries that the budget allows."""
        request: JsonValue = {
            "model": self._model,
            "messages": prompt.messages(batch),
            "response_format": prompt.response_format(),
            "temperature": 0,
        }
        for number in range(TRIES):
            if self._left == 0:
                break
            self._left -= 1
            try:
                body = self._endpoint.post(request)
            except RequestFailure as problem:
                self._why = str(problem)
                if problem.lasting:
                    self._closed = True
                    return None
                if not problem.again:
                    break
                if number < len(WAITS) and self._left:
                    self._sleep(min(max(WAITS[number], problem.wait or 0.0), LONGEST_WAIT))
            else:
                self._failed_in_a_row = 0
                return body
        self._failed_in_a_row += 1
        self._closed = self._failed_in_a_row >= FAILURES
        return None
