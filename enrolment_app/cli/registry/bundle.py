"""`indraj registry bundle`: letters that were brought by hand, answered by hand."""

from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem


@click.group()
def bundle() -> None:
    """Answer bundles that were brought by hand."""


@bundle.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to write the answers.",
)
@placed
def exchange(desk: Desk, file: Path, out: Path) -> None:
    """Take every letter of a bundle and write the answers as another one.

    Safe to repeat: the same bundle brings nothing twice.
    """
    from sync.bundle import open_bundle
    from sync.registry.letters import answer_bundle

    try:
        brought = open_bundle(file)
    except OSError as failure:
        problem = Problem("bundle.file_unreadable", values={"file": file.name})
        raise Refused([problem]) from failure
    answered = answer_bundle(desk.open(), brought, out)
    document = {
        "letters": answered.letters,
        "changes": answered.changes,
        "refused": list(answered.refused),
        "reply": str(out),
    }
    desk.say(document, "Answered {letters} letters with {changes} changes: {reply}")
