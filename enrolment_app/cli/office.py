"""`indraj office`: what the office told: messages, whose work is whose, who is who."""

import click

from enrolment_app.cli.place import Place, placed
from enrolment_app.cli.shapes import shown_moment


@click.command()
@placed
def office(place: Place) -> None:
    """Show the messages of the office and what is assigned to you."""
    from enrolment_app.actions.from_the_office import from_the_office

    with place.work() as work:
        messages = work.store.told.messages(work.person.id)
        told = from_the_office(work)
        mine, areas = work.store.told.assigned(work.person.id)
    document = {
        "messages": [
            {"by": one.author, "at": one.at_ms, "text": one.text, "seen": one.seen}
            for one in messages
        ],
        "households": list(mine),
        "areas": list(areas),
    }
    lines = [f"{shown_moment(m.at_ms)}  {m.author}: {m.text}" for m in messages]
    lines += [f"{row.household}  {row.number}  {row.head}" for row in told.households]
    place.say(document, *lines, *areas)
