"""`indraj household erased`: what was erased by order of the office, and why."""

import click

from enrolment_app.cli.place import Place, placed
from enrolment_app.cli.shapes import shown_moment


@click.command()
@placed
def erased(place: Place) -> None:
    """List what was erased by order: when, who asked, who decided, why."""
    with place.work() as work:
        for one in work.store.erasing.all():
            document = {
                "records": list(one.records),
                "at": one.at_ms,
                "asked": one.asked,
                "by": one.by,
                "why": one.why,
            }
            said = f"asked by {one.asked}, decided by {one.by}: {one.why}"
            place.say(document, f"{shown_moment(one.at_ms)}  {said}")
