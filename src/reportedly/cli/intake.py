"""Options of the commands that take reports in, and what their help says of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")

FORMATS = """A FILE is text, Markdown, a web page (HTML, MHTML), a document (PDF, DOCX, ODT, RTF), a mail or mailbox,
    a feed (RSS, Atom), a table (CSV, TSV, Parquet), JSON or JSON Lines, a file of a newspaper database (Nexis,
    Factiva, ProQuest) or of an agency (NITF, NewsML, ninjs), a web archive (WARC, WACZ), posts (Telegram, Mastodon,
    Bluesky, X), subtitles (SRT, VTT); or a ZIP, tar or gzip archive of these. What it is shows in its bytes, not only
    in its name. A FOLDER is read with all files in it, an ADDRESS is fetched, and "-" is standard
    input. docs/formats.md says what becomes of each."""


def with_formats(command: Command) -> Command:
    """Put the formats in the place of FORMATS in a command's help."""
    command.__doc__ = (command.__doc__ or "").replace("FORMATS", FORMATS)
    return command


def columns(command: Command) -> Command:
    """The options --columns and --fetch."""
    command = click.option(
        "--fetch",
        "fetches",
        is_flag=True,
        help="Fetch the pages whose addresses a table lists without their texts, a second apart.",
    )(command)
    return click.option(
        "--columns",
        callback=_columns,
        metavar="FIELD=COLUMN,...",
        help="Which columns of tables and keys of JSON hold what: text=body,title=headline,published_at=4. "
        "Fields are text, title, outlet, url, published_at, language and id.",
    )(command)


def _columns(_context: click.Context, _parameter: click.Parameter, given: str | None) -> dict[str, str] | None:
    if given is None:
        return None
    from reportedly.intake.columns import parse_columns

    try:
        return parse_columns(given)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None
