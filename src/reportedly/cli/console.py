"""The console for tables, sheets and progress bars: Rich's styles pass, control characters of reports do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment

from reportedly.cli.terminal import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderableType

NARROWEST = 80
WIDEST = 160


class TerminalConsole(Console):
    """A console that replaces control characters in everything that it draws."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is drawn, with clean text; Rich's own control segments stay."""
        for part in super().render(renderable, options):
            yield part if part.control else Segment(clean(part.text), part.style)


def console(*, stderr: bool = False) -> TerminalConsole:
    """Standard output or standard error, as it is."""
    return TerminalConsole(stderr=stderr, highlight=False, soft_wrap=False, markup=False, emoji=False)


def table_console() -> TerminalConsole:
    """Standard output, 80 to 160 columns wide."""
    out = console()
    out.width = max(NARROWEST, min(out.width, WIDEST))
    return out
