"""The desk: whatever is requested or sent, in any order, no answer is a server error or redirects elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from reportedly.web import app as desk
from reportedly.web.security.sessions import RateLimit
from tests.fuzz.inputs import WANTED, fuzzed, prose, trying, words
from tests.web import shelf
from tests.web.signing import ADDRESS, form_token, opened, sign_in

LISTS = (
    "", "claims", "disputes", "changes", "events", "forecasts", "numbers", "origins", "map", "reports",
    "beside", "review", "search", "sources", "timeline", "days", "decisions", "judgements", "grades", "add",
    "sign-in",
)  # fmt: skip
KINDS = ("claims", "events", "reports", "sources", "statements", "working", "assets")
FIELDS = (
    "as_of", "limit", "offset", "q", "text", "actor", "act", "place", "since", "until", "status", "one",
    "other", "type", "from", "to", "day", "party", "days", "kind", "claim", "notable", "next",
)  # fmt: skip
FORMS = ("judge", "judge/undo", "grade", "grade/undo", "add", "sign-in", "sign-out")
SENT = (
    "verdict", "one", "other", "why", "id", "subject", "mark", "back", "token", "name", "next", "kind",
    "text", "title", "outlet", "url", "published",
)  # fmt: skip
KNOWN = [
    shelf.ADMITTED.id,
    shelf.REJECTED.id,
    shelf.CLAIM,
    "ferry/1",
    "Norland",
    "same",
    "different",
    "wrong",
    "A",
    "6",
    "text",
]
values = st.one_of(words, st.sampled_from([*KNOWN, "/claims#x", "//there.example", "/\\[", "2031-03-07", "1", "-1"]))


@st.composite
def addresses(draw: st.DrawFn) -> str:
    path = draw(st.sampled_from(LISTS))
    if draw(st.booleans()):
        path = f"{draw(st.sampled_from(KINDS))}/{quote(draw(values), safe='/')}"
    if draw(st.booleans()):
        path += ".json"
    pairs = draw(st.lists(st.tuples(st.sampled_from(FIELDS), values), max_size=4))
    return f"/{path}?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)


sent = st.tuples(st.sampled_from(FORMS), st.dictionaries(st.sampled_from(SENT), values | prose(), max_size=6))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch, opened(tmp_path_factory.mktemp("fuzz")) as found:
        patch.setattr(RateLimit, "take", lambda *_: 0.0)
        patch.setattr("reportedly.intake.address.socket.getaddrinfo", lambda *_, **__: [])
        yield found


@fuzzed
@given(asked=st.lists(addresses() | sent, min_size=1, max_size=5))
def test_no_answer_is_a_fault(client: TestClient, asked: list[str | tuple[str, dict[str, str]]]) -> None:
    for one in asked:
        with trying("desk"):
            if isinstance(one, str):
                answer = client.get(one)
            else:
                assert sign_in(client) == 303
                fields = {k: v.encode("utf-8", "replace").decode() for k, v in one[1].items() if v}
                answer = client.post(f"/{one[0]}", data={**fields, "form_token": form_token(client, "/claims")})
        assert answer.status_code < 500, answer.text
        to = answer.headers.get("location", "/").removeprefix(ADDRESS)
        assert to.startswith("/")
        assert not to.startswith(("//", "/\\"))
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.skipif(not WANTED, reason="tests/web/test_openapi.py tries a few")
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_of_the_api_is_as_described(
    tmp_path_factory: pytest.TempPathFactory, mode: GenerationMode
) -> None:
    place = shelf.filled(tmp_path_factory.mktemp("api"))
    schema = schemathesis.openapi.from_asgi("/openapi.json", desk.create(place, hosts=("testserver", "localhost")))
    every = st.one_of([o.ok().as_strategy(generation_mode=mode) for o in schema.get_all_operations()])  # type: ignore[union-attr]

    @fuzzed
    @given(case=every)
    def ask(case: Case[Any]) -> None:
        with trying("api"):
            case.call_and_validate(excluded_checks=[negative_data_rejection])  # 3.0 may stand for 3

    ask()
