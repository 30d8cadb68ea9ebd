"""Whose act a claim is about."""

from __future__ import annotations

import pytest

from reportedly.linking.agents import agent_of, agreed
from reportedly.model import Act, Agent, Party
from tests.linking.made import proposition, statement

CHILE, NORWAY = Party("Chile"), Party("Norway")


@pytest.mark.parametrize(
    ("agent", "whose"),
    [
        (Agent(words=None, party=CHILE), CHILE),
        (Agent(words=None, speaker=True), NORWAY),
        (Agent(words=None), None),
        (None, None),
    ],
)
def test_an_act_is_the_agents(agent: Agent | None, whose: Party | None) -> None:
    said = "its divers had cut the cable"
    assert agent_of(statement(said, proposition=proposition(said, agent=agent)), NORWAY) == whose


@pytest.mark.parametrize("act", [Act.DEMAND, Act.EVALUATE, Act.PREDICT, Act.PROMISE, Act.DECLINE])
def test_a_demand_a_view_a_plan_is_nobodys_act(act: Act) -> None:
    told = proposition("Norway has closed its harbours", agent=Agent(words=None, party=NORWAY))
    assert agent_of(statement("Norway has closed its harbours", act, proposition=told), NORWAY) is None


def test_whose_act_it_is_takes_more_than_half_of_those_that_tell() -> None:
    chile, peru = Party("Chile"), Party("Peru")
    assert agreed([chile, None, None, None, peru, chile]) == chile
    assert agreed([chile, peru]) is None
    assert agreed([None]) is None
