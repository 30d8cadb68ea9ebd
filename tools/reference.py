"""Write docs/reference.md: every command with its options, every address of the desk's JSON with its parameters.

    python -m tools.reference

Both come from the program: `--help` and the OpenAPI document.
"""

from __future__ import annotations

import inspect
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.web.app import create

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"
HEAD = """# Reference

Written by `python -m tools.reference`; do not edit. [formats.md](formats.md) describes the answers.

## Commands

`reportedly [--ledger PATH_OR_URL] COMMAND`; the variable `REPORTEDLY_LEDGER` holds the default ledger.
`reportedly COMMAND --help` prints the same.
"""
COMMON = {"as_of", "limit", "offset"}
"""Parameters of nearly every address, described once."""
MIDDLE = """
## Addresses

`reportedly serve` answers with JSON at these addresses; `/openapi.json` describes them to programs (OpenAPI {version}).
A desk that other machines can reach needs `Authorization: Bearer TOKEN`. Errors are
`{{"error": {{"status", "title", "detail"}}}}`.

Most addresses take `as_of` (a day: what could be known at its end, UTC). Lists take `limit` (100 by default, 1000 at
most) and `offset`; if there are more rows, a header leads to them: `Link: <...>; rel="next"`. Other parameters:
"""


def reference() -> str:
    """The whole page."""
    group = click.Context(main, info_name="reportedly", help_option_names=main.context_settings["help_option_names"])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "empty.db")
        Ledger(path).close()
        api = create(path).openapi()
    parts = [HEAD, *_commands(group), MIDDLE.format(version=api["openapi"]), *_addresses(api)]
    return "".join(parts)


def _commands(group: click.Context) -> Iterator[str]:
    assert isinstance(group.command, click.Group)
    for name in group.command.list_commands(group):
        command = group.command.get_command(group, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=group)
        if isinstance(command, click.Group):
            yield from _commands(inner)
            continue
        usage = " ".join(command.collect_usage_pieces(inner))
        yield f"\n### `{inner.command_path} {usage}`\n\n{_prose(command.help)}\n"
        rows = [
            r for p in command.get_params(inner) if (r := p.get_help_record(inner)) and r[0] != "-h, --help" and r[1]
        ]
        if rows:
            yield "\n| option | does |\n|---|---|\n"
            yield from (f"| `{_cell(names)}` | {_cell(meaning)} |\n" for names, meaning in rows)


def _addresses(api: dict[str, Any]) -> Iterator[str]:
    for path, known in api["paths"].items():
        get = known["get"]
        own = [p for p in get.get("parameters", ()) if p["name"] not in COMMON and p["in"] == "query"]
        yield f"\n### `GET {path}`\n\n{_prose(get['description'])}\n"
        if own:
            yield "\n| parameter | is |\n|---|---|\n"
            yield from (f"| `{p['name']}` | {_cell(_meant(p, api['components']['schemas']))} |\n" for p in own)


def _meant(parameter: dict[str, Any], kinds: dict[str, Any]) -> str:
    """The description of a parameter, its possible values and its default."""
    given = parameter["schema"].get("default")
    words = [
        word
        for kind in parameter["schema"].get("anyOf", [parameter["schema"]])
        for word in kinds.get(kind.get("$ref", "").rpartition("/")[2], kind).get("enum", ())
    ]
    parts = (
        parameter.get("description"),
        f"One of: {', '.join(words)}." if words else "",
        f"Default: {given}." if given else "",
    )
    return " ".join(filter(None, parts))


def _prose(text: str | None) -> str:
    return "\n\n".join(" ".join(p.split()) for p in inspect.cleandoc(text or "").replace("\b", "").split("\n\n"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
