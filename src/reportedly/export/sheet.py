"""The sheet of one report for a terminal of 80 to 160 columns: who says what, then numbers, times, places and the rest.

Colour carries no information, so that it reads the same through a pipe. Text of the report never reaches Rich as
markup, nor the terminal with control characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.export import wording
from reportedly.export.rows import PlaceRow, Rows, StatementRow, rows_of
from reportedly.model import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from reportedly.model import Reading

NARROWEST = 60
WIDEST = 160
_TABULAR = 100
"""Width from which day and certainty have a column of their own."""
_ROOMY = 132
"""Width from which the chain has one, too."""

_STYLE = {
    Act.CONFIRM: "green",
    Act.DENY: "red",
    Act.ACCUSE: "yellow",
    Act.PREDICT: "magenta",
    Act.PROMISE: "blue",
    Act.ESTIMATE: "cyan",
}


def render(reading: Reading, *, width: int | None = None, own_voice: bool = True) -> RenderableType:
    """The sheet of a Reading, in `width` columns or as many as the console has."""
    return _Sheet(reading, width, own_voice)


@dataclass(frozen=True)
class _Sheet:
    reading: Reading
    width: int | None
    own_voice: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(max(self.width or min(options.max_width, WIDEST), NARROWEST), options.max_width)
        for part in self._parts(rows_of(self.reading), width):
            yield from console.render(part, options.update(width=width))

    def _parts(self, rows: Rows, width: int) -> Iterator[RenderableType]:
        yield from _header(self.reading, rows)
        if self.reading.failure is not None:
            yield Text(f"\nNot read: {wording.plain(self.reading.failure)}", "bold red")
            return
        if rows.statements:
            yield Text()
            yield _statements(rows.statements, width)
        else:
            yield Text("\nNobody is quoted in this report, directly or indirectly.", "dim")
        yield from _contradictions(rows, width)
        yield from _forecasts(rows, width)
        yield from _numbers(rows, width)
        yield from _times(rows, width)
        yield from _places(rows, width)
        yield from _events(rows, width)
        if self.own_voice:
            yield from _own_voice(rows, width)
        yield Text()


def _header(reading: Reading, rows: Rows) -> Iterator[RenderableType]:
    report = reading.report
    if report.title:
        yield Text(wording.plain(report.title), "bold")
    known = (
        wording.plain(report.outlet) if report.outlet else None,
        wording.day(report.published_on) if report.published_on else "no date of publication",
        wording.plain(report.id),
    )
    yield Text(" · ".join(filter(None, known)), "dim")
    if reading.failure is None:
        yield Text(", ".join(_counted(rows)), "dim")


def _counted(rows: Rows) -> Iterator[str]:
    yield f"{_n(len(rows.statements), 'statement')} by {_n(rows.sources, 'source')}"
    if rows.contradictions:
        yield _n(len(rows.contradictions), "contradiction")
    if rows.forecasts:
        yield _n(len(rows.forecasts), "forecast")


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _statements(rows: tuple[StatementRow, ...], width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, width=width, show_edge=False, padding=(0, 1, 0, 0))
    tabular, roomy = width >= _TABULAR, width >= _ROOMY
    chained = roomy and any(row.via for row in rows)
    who = min(max(width // 5, 17), 26)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column("Who", width=who, overflow="fold")
    table.add_column("Does", width=10, overflow="fold")
    table.add_column("What", ratio=1, overflow="fold")
    if chained:
        table.add_column("Through", width=20, overflow="fold")
    if tabular:
        table.add_column("When", width=10, no_wrap=True)
        table.add_column("How sure", width=8, no_wrap=True)
    room = width - who - 18 - (21 if chained else 0) - (20 if tabular else 0)
    for row in rows:
        what = Text(wording.abridged(row.what, 3 * room))
        tail = _tail(row, tabular=tabular, chained=chained)
        if tail:
            what.append(f"\n{tail}", "dim")
        cells = [Text(str(row.number)), _who(row), _does(row, tabular=tabular), what]
        if chained:
            cells.append(Text(" › ".join(row.via) or "–"))
        if tabular:
            cells += [Text(row.when.isoformat() if row.when else "–"), Text(row.sure or "–")]
        table.add_row(*cells)
    return table


def _who(row: StatementRow) -> Text:
    who = Text(wording.abridged(row.who or "nobody named", 60), "bold")
    if row.words:
        who.append(f"\n“{wording.abridged(row.words, 60)}”", "not bold dim")
    if row.anonymous:
        who.append("\n[unnamed]", "not bold italic")
    return who


def _does(row: StatementRow, *, tabular: bool) -> Text:
    does = Text(row.does, _STYLE.get(row.act, ""))
    for trait in row.traits:
        does.append(f"\n{trait}", "italic")
    if row.sure and not tabular:
        does.append(f"\n{row.sure}", "dim")
    return does


def _tail(row: StatementRow, *, tabular: bool, chained: bool) -> str:
    parts = []
    if row.via and not chained:
        parts.append("through " + " › ".join(row.via))
    if row.when and not tabular:
        parts.append(row.when.isoformat())
    if row.answers:
        parts.append(f"answers {row.answers}")
    return "↳ " + " · ".join(parts) if parts else ""


def _section(title: str, body: RenderableType) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", "bold")
    yield Padding(body, (0, 0, 0, 2), expand=False)


def _grid(*ratios: int, width: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.width = width - 2
    for ratio in ratios:
        grid.add_column(ratio=ratio, overflow="fold")
    return grid


def _contradictions(rows: Rows, width: int) -> Iterator[RenderableType]:
    if not rows.contradictions:
        return
    grid = _grid(1, width=width)
    for n, c in enumerate(rows.contradictions):
        if n:
            grid.add_row("")
        for row in (c.first, c.second):
            line = Text(f"{row.number}  " if row.number else "")
            line.append(row.who or "the outlet", "bold").append(f" {row.does}: ")
            grid.add_row(line.append(wording.abridged(row.what, 2 * width - 40)))
        grid.add_row(Text(f"→ {c.reason}", "italic"))
    yield from _section("Against each other", grid)


def _forecasts(rows: Rows, width: int) -> Iterator[RenderableType]:
    if not rows.forecasts:
        return
    grid = _grid(2, 2, 3, 6, width=width)
    grid.columns[0].ratio, grid.columns[0].min_width = None, 14
    for f in rows.forecasts:
        due = Text(f"due {f.due}" if f.due else "no day named")
        what = wording.abridged(f.what, width)
        grid.add_row(due, Text(f.likelihood), Text(f.who or "the outlet", "bold"), Text(what))
    yield from _section("Forecasts", grid)


def _numbers(rows: Rows, width: int) -> Iterator[RenderableType]:
    if not rows.numbers:
        return
    grid = _grid(4, 3, 3, width=width)
    for n in rows.numbers:
        words = Text(f"“{n.words}”" + (f", part of “{n.whole}”" if n.whole else ""), "dim")
        grid.add_row(Text(n.value), words, Text(n.who or "the outlet"))
    yield from _section("Numbers", grid)


def _times(rows: Rows, width: int) -> Iterator[RenderableType]:
    if not rows.times:
        return
    found = [
        Text(t.words + _repeated(t.times) + " → ").append(t.value or "unresolved", "bold").append(f" · {t.how}", "dim")
        for t in rows.times
    ]
    yield from _section("Times", _flow(found, width))


def _places(rows: Rows, width: int) -> Iterator[RenderableType]:
    for title, party in (("Places", False), ("Places that stand for a party", True)):
        found = [_place(p) for p in rows.places if p.party is party]
        if found:
            yield from _section(title, _flow(found, width))


def _place(p: PlaceRow) -> Text:
    if p.name is None:
        return Text(p.words + _repeated(p.times)).append(" → unresolved", "dim")
    resolved = p.name if p.country in {None, p.name} else f"{p.name}, {p.country}"
    same = p.name.casefold() == p.words.casefold()
    text = Text(resolved if same else f"{p.words} → ").append("" if same else resolved, "bold")
    return text.append(_repeated(p.times)).append(f" · {p.precision or 'no coordinates'}", "dim")


def _repeated(times: int) -> str:
    return f" ×{times}" if times > 1 else ""


def _flow(parts: list[Text], width: int) -> Table:
    """The parts in as many equal columns as fit, read line by line."""
    room = width - 2
    widest = max(part.cell_len for part in parts) + 3
    columns = max(1, min(room // widest, 4, len(parts)))
    grid = _grid(*[1] * columns, width=room + 2)
    for first in range(0, len(parts), columns):
        grid.add_row(*parts[first : first + columns])
    return grid


def _events(rows: Rows, width: int) -> Iterator[RenderableType]:
    if not rows.events:
        return
    grid = _grid(3, 8, 4, width=width)
    grid.columns[0].no_wrap, grid.columns[0].ratio, grid.columns[0].min_width = True, None, 10
    for e in rows.events:
        what = Text(e.actors or "?").append(f" – {e.trigger} – ", "italic").append(e.recipients or "?")
        spot = ", ".join(filter(None, (e.place, e.time)))
        if spot:
            what.append(f" ({spot})", "dim")
        grid.add_row(
            Text(e.type).append(f"/{e.mode}" if e.mode else ""), what, Text(_sides(e.outlet_says, e.source_says))
        )
    yield from _section("Events", grid)


def _sides(outlet: str, source: str | None) -> str:
    return outlet if source in {None, outlet} else f"{source} (source); {outlet} (outlet)"


def _own_voice(rows: Rows, width: int) -> Iterator[RenderableType]:
    if not rows.own_voice:
        return
    grid = _grid(1, width=width)
    for row in rows.own_voice:
        traits = f" [{', '.join(row.traits)}]" if row.traits else ""
        grid.add_row(Text(f"– {wording.abridged(row.what, width - 5 - len(traits))}{traits}", "dim"))
    yield from _section("In the outlet’s own voice", grid)
