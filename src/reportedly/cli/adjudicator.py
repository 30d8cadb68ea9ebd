"""The option that chooses who judges how statements relate."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.cli.progress import QueryProgress
    from reportedly.linking.adjudicator import Adjudicator, Service

LOCAL, CHAT = "local", "chat"

adjudicator = click.option(
    "--adjudicator",
    "judge",
    type=click.Choice([LOCAL, CHAT]),
    help="Who judges how statements relate: the model of this program, or a chat model at REPORTEDLY_ADJUDICATOR_URL, "
    "which is sent sentences of the reports. By default what the ledger has, and nothing is sent.",
)


@contextmanager
def chosen(name: str | None, asked: QueryProgress) -> Iterator[Adjudicator | Service | None]:
    """The adjudicator of that name; what became of its pairs is told at the end."""
    if name == CHAT:
        from reportedly.adjudicators.chat import ChatAdjudicator
        from reportedly.adjudicators.settings import Settings

        chat = ChatAdjudicator(Settings.from_environment(), progress=asked)
        try:
            yield chat
        finally:
            if said := chat.summary():
                click.echo(f"reportedly: {said}", err=True)
    elif name == LOCAL:
        from reportedly.linking import pair_model

        yield pair_model.local()
    else:
        yield None
