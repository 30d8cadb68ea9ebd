"""The MCP server, asked by the client of the same library."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from reportedly.ledger import Ledger
from reportedly.mcp.server import server
from reportedly.topics import TopicQuery
from tests.web import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DESK = "http://127.0.0.1:8321"


def _ask(target: Any, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The tools that the server has, and its results, one a call."""

    async def ask() -> tuple[list[Any], list[Any]]:
        async with Client(target) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(ask)


def _answers(ledger: Path, *calls: tuple[str, dict[str, Any]]) -> Sequence[Any]:
    with Ledger(str(ledger)) as opened:
        return [r.structured_content for r in _ask(server(opened, DESK), *calls)[1]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    shelf.filled(tmp_path)
    return tmp_path / "shelf.db"


def test_tools_only_read_and_say_what_they_answer(ledger: Path) -> None:
    with Ledger(str(ledger)) as opened:
        tools, _ = _ask(server(opened, DESK))
    assert [t.name for t in tools] == [
        "search_statements",
        "get_claim",
        "list_disputes",
        "changes_since",
        "source_record",
        "list_numbers",
        "list_topics",
    ]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema["type"] == "object"
        assert "as_of" in tool.input_schema["properties"]


def test_every_answer_carries_words_and_addresses(ledger: Path) -> None:
    found, claim, disputes, changes, source, numbers = _answers(
        ledger,
        ("search_statements", {"query": "sunk"}),
        ("get_claim", {"claim_id": shelf.CLAIM[:8]}),
        ("list_disputes", {}),
        ("changes_since", {"since": "2031-01-01", "everything": True}),
        ("source_record", {"name": "Norland"}),
        ("list_numbers", {}),
    )
    assert {p["stance"] for p in claim["positions"]} == {"affirm", "deny"}
    assert claim["desk"] == f"{DESK}/claims/{shelf.CLAIM}"
    assert [c["id"] for c in disputes["claims"]] == [shelf.CLAIM]
    assert [c["date"] for c in changes["changes"]] == sorted(c["date"] for c in changes["changes"])
    assert numbers["numbers"][0]["words"]
    said = [
        *found["statements"],
        *claim["statements"],
        *source["latest"],
        *(w for c in changes["changes"] for w in c["statements"]),
    ]
    assert len(said) > 5
    with Ledger(str(ledger)) as opened:
        for words in said:
            text = opened.report(words["report"]).text
            assert all(text[p["start"] : p["end"]] == p["exact"] for p in words["content"])
            assert words["desk"] == f"{DESK}/statements/{words['statement']}"


def test_a_day_is_looked_back_at_and_a_wrong_id_is_said(ledger: Path) -> None:
    with Ledger(str(ledger)) as opened:
        _, (before, unknown) = _ask(
            server(opened, DESK),
            ("list_disputes", {"as_of": "2031-03-05"}),
            ("get_claim", {"claim_id": "nothing"}),
        )
    assert before.structured_content == {"claims": [], "more": False}
    assert unknown.is_error
    assert "nothing" in unknown.content[0].text


def test_a_topic_restricts_the_tools(ledger: Path) -> None:
    with Ledger(str(ledger)) as opened:
        opened.topics.save("The ferry", TopicQuery(text="sunk"), by="ann")
        opened.topics.save("Tea", TopicQuery(text="tea"), by="ann")
    since = {"since": "2031-01-01", "everything": True}
    listed, ferry, tea, changed, unchanged = _answers(
        ledger,
        ("list_topics", {}),
        ("list_disputes", {"topic": "the ferry"}),
        ("search_statements", {"query": "sunk", "topic": "Tea"}),
        ("changes_since", {**since, "topic": "The ferry"}),
        ("changes_since", {**since, "topic": "Tea"}),
    )
    assert [(t["name"], t["query"]) for t in listed["topics"]] == [("Tea", "“tea”"), ("The ferry", "“sunk”")]
    assert listed["topics"][1]["desk"] == f"{DESK}/topics/The%20ferry"
    assert [c["id"] for c in ferry["claims"]] == [shelf.CLAIM]
    assert {c["claim"] for c in changed["changes"]} >= {shelf.CLAIM}
    assert (tea["statements"], unchanged["changes"]) == ([], [])


def test_it_answers_over_stdio(ledger: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "reportedly", "--ledger", str(ledger), "mcp"], env=dict(os.environ)
    )
    _, (claim,) = _ask(command, ("get_claim", {"claim_id": shelf.CLAIM}))
    assert claim.structured_content["status"] == "disputed"


def test_it_answers_over_http(ledger: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "reportedly", "--ledger", str(ledger), "mcp", "--http", "--port", str(port)]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as running:
        try:
            for _ in range(300):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            _, (claim,) = _ask(f"http://127.0.0.1:{port}/mcp", ("get_claim", {"claim_id": shelf.CLAIM}))
        finally:
            running.terminate()
    assert claim.structured_content["status"] == "disputed"
