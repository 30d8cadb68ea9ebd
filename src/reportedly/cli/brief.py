"""`reportedly brief`: what the record holds on a matter, each sentence with a footnote to the words."""

from __future__ import annotations

import sys
from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import dates
from reportedly.cli.document import out, write_document
from reportedly.cli.ledger import open_to_read
from reportedly.cli.listing import as_of, topic
from reportedly.export.written import write_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from reportedly.export.brief.brief import Brief
    from reportedly.ledger import Ledger
    from reportedly.ledger.brief import BriefFilter

FORMATS = {"md": "md", "html": "html", "htm": "html", "docx": "docx", "json": "json", "pdf": "pdf"}
"""Formats by the suffix of a file's name."""
NO_PDF = (
    "PDF is printed: write HTML (--out brief.html), open it in a browser and print it to a file; "
    "the page has styles for paper"
)
BIBLIOGRAPHIES = ("bibtex", "ris", "csl")


_FORMAT = (
    click.option(
        "--format",
        "form",
        type=click.Choice(["md", "html", "docx", "json", "pdf"]),
        help="The format; by default that of FILE's name, else md. PDF: print the HTML.",
    ),
    out,
    click.option(
        "--bibliography",
        type=click.Choice(BIBLIOGRAPHIES),
        help="Write the cited reports for a reference manager: beside FILE, or else in place of the brief.",
    ),
)


def brief_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a brief's format and file to a command."""
    return reduce(lambda so_far, option: option(so_far), reversed(_FORMAT), command)


@click.command(short_help="What is known, contested, denied and expected, with footnotes.")
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--claims", "claims", multiple=True, metavar="ID", help="A claim, by its id or the beginning of it; again for more."
)
@click.option("--actor", metavar="NAME", help="What this speaker, or the party that it speaks for, has spoken on.")
@click.option("--place", metavar="NAME", help="A place in what is said: a name, or the code of a country.")
@click.option("--day", callback=dates.day, metavar="DATE", help="What changed on that day, as known at its end.")
@click.option("--since", callback=dates.day, metavar="DATE", help="Begin with what is new since that day.")
@click.option("--all", "everything", is_flag=True, help="Also claims of one voice and fragments.")
@brief_options
@topic
@as_of
@click.pass_obj
def brief(
    address: str,
    words: tuple[str, ...],
    claims: tuple[str, ...],
    actor: str | None,
    place: str | None,
    day: date | None,
    since: date | None,
    everything: bool,
    form: str | None,
    out: Path | None,
    bibliography: str | None,
    topic: str | None,
    as_of: date | None,
) -> None:
    """Write a brief: what is known, contested, alleged, denied, taken back and expected, and numbers as they grew.

    It is about the claims that a search finds (see `search`), about those of a topic, about those with the given ids,
    about what changed on a day, or about all that matter. Every sentence has a footnote to outlet, day, address and
    the exact words.
    """
    from reportedly.ledger.brief import BriefFilter
    from reportedly.listing import Filter

    asked = [bool(words or actor or place), bool(claims), day is not None]
    if sum(asked) > 1:
        raise click.UsageError("ask by a search, by --claims or by --day: a brief is about one of them")
    if claims and topic:
        raise click.UsageError("give --claims or --topic, not both: a brief is about one of them")
    if day and as_of and as_of < day:
        raise click.UsageError(f"--day {day} is after --as-of {as_of}")
    about = BriefFilter(
        wanted=Filter(text=" ".join(words), actor=actor, place=place, topic=topic, as_of=as_of),
        claims=claims,
        day=day,
        since=since,
        everything=everything,
    )
    write_brief(address, lambda _: about, form=form, out=out, bibliography=bibliography)


def write_brief(
    address: str,
    about: Callable[[Ledger], BriefFilter],
    *,
    form: str | None,
    out: Path | None,
    bibliography: str | None,
) -> None:
    """Write the brief on what `about` says of a ledger, in a format, to a file or to standard output."""
    from reportedly.ledger.brief import brief as brief_on

    form = form or (_by_name(out) if out else "md")
    if form == "pdf":
        raise click.UsageError(NO_PDF)
    if form == "docx" and out is None and (sys.stdout.isatty() or bibliography):
        raise click.UsageError("name a file for the Word document: --out brief.docx")
    with open_to_read(address) as ledger:
        made = brief_on(ledger, about(ledger))
    entries = _bibliography(made, bibliography) if bibliography else None
    if out is None:
        write_document(entries[1] if entries else _written(made, form), None)
        return
    write_file(out, _written(made, form))
    if entries:
        beside = out.with_suffix(entries[0])
        if beside == out:
            beside = out.with_name(f"{out.stem}-bibliography{entries[0]}")
        write_file(beside, entries[1])
        click.echo(f"reportedly: {out} and {beside} written", err=True)


def _by_name(out: Path) -> str:
    form = FORMATS.get(out.suffix.lower().lstrip("."))
    if form is None:
        raise click.UsageError(f"{out}: name the format with --format, or end the name in .md, .html, .docx or .json")
    return form


def _written(brief: Brief, form: str) -> bytes:
    """The brief in that format."""
    if form == "docx":
        from reportedly.export.brief.docx import docx

        return docx(brief)
    if form == "html":
        from reportedly.export.brief.page import brief_page

        return brief_page(brief).encode("utf-8", "replace")
    if form == "json":
        from reportedly.cli.printing import encoded, json_line
        from reportedly.export.brief.brief import brief_json

        return encoded(json_line(brief_json(brief)))
    from reportedly.export.brief.markdown import markdown

    return markdown(brief).encode("utf-8", "replace")


def _bibliography(brief: Brief, name: str) -> tuple[str, bytes]:
    """The suffix and the content of a bibliography."""
    from reportedly.export.brief.bibliography import BibliographyFormat, bibliography

    form = BibliographyFormat(name)
    return form.suffix, bibliography(brief.reports, form).encode("utf-8", "replace")
