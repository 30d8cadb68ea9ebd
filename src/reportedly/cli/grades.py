"""The commands with which people grade sources and statements."""

from __future__ import annotations

import click

from reportedly.cli.ledger import opened
from reportedly.cli.printing import print_json
from reportedly.cli.signature import by
from reportedly.export.record import grade_json


@click.command()
@click.argument("subject", metavar="SOURCE|STATEMENT")
@click.argument("mark", metavar="A-F|1-6", type=click.Choice(list("ABCDEF123456"), case_sensitive=False))
@click.option("--why", required=True, metavar="TEXT", help="The reason.")
@by
@click.pass_obj
def grade(address: str, subject: str, mark: str, why: str, by: str) -> None:
    """Grade a source (A-F) or a statement (1-6) by the Admiralty code.

    F and 6 mean that it cannot be judged.
    """
    with opened(address) as ledger:
        click.echo(ledger.grade(subject, mark.upper(), why=why, by=by).id)


@click.command()
@click.argument("grade_id", metavar="ID")
@by
@click.pass_obj
def ungrade(address: str, grade_id: str, by: str) -> None:
    """Take a grade back; it stays on record as revoked."""
    with opened(address) as ledger:
        ledger.ungrade(grade_id, by=by)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
@click.pass_obj
def grades(address: str, as_json: bool) -> None:
    """All grades, oldest first, the revoked ones too."""
    with opened(address) as ledger:
        found = ledger.grades()
    for one in found:
        if as_json:
            print_json(grade_json(one))
        else:
            note = f"  (revoked by {one.revoked_by})" if one.revoked_at else ""
            click.echo(f"{one.id}  {one.mark}  {one.subject}: {one.why}  {one.by}, {one.at[:10]}{note}")
