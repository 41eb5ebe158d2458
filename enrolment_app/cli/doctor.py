"""`indraj doctor`: diagnostics that hold nobody's data."""

import json

import click

from enrolment_app.cli.place import Place, placed
from enrolment_app.sentences import sentence


@click.command()
@placed
def doctor(place: Place) -> None:
    """Tell versions, system and, where a store can be opened, how it is."""
    from enrolment_app.actions.diagnose import about_program, diagnose
    from enrolment_app.store import NoStore

    try:
        with place.work() as work:
            document = diagnose(work)
    except NoStore as none:
        document = about_program() | {"store": None}
        click.echo(sentence(none.code), err=True)
    place.say(document, json.dumps(document, indent=2))
