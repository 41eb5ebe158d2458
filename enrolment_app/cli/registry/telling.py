"""`indraj registry assign | message`: what the office tells laptops."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem

TEXT_CHARACTERS_MAX = 2000


@click.command()
@click.argument("subject", metavar="HOUSEHOLD|AREA")
@click.argument("person", default="")
@placed
def assign(desk: Desk, subject: str, person: str) -> None:
    """Say whose a household or an area is; without PERSON it is nobody's any more.

    It changes nobody's access: whoever reads the area sees whose work it is.
    """
    from sync.registry.telling import assign as say_whose

    office = desk.open()
    if person:
        _must_be_known(desk, person)
    areas = say_whose(office, subject, person)
    if not areas:
        unknown = Problem("registry.nothing_to_assign", values={"subject": subject})
        raise Refused((unknown,))
    document = {"subject": subject, "person": person, "areas": list(areas)}
    desk.say(document, "{subject}: {person}")


@click.command()
@click.argument("text")
@click.option("--by", required=True, help="Id of the person who writes.")
@click.option("--area", default="", help="Only to who reads this area; else to all.")
@click.option("--to", default="", help="Only to this person.")
@placed
def message(desk: Desk, text: str, by: str, area: str, to: str) -> None:
    """Send a message to laptops; it is shown on their first screen."""
    from sync.registry.telling import message as send

    for person in filter(None, (by, to)):
        _must_be_known(desk, person)
    if not 0 < len(text.strip()) <= TEXT_CHARACTERS_MAX:
        most = {"most": str(TEXT_CHARACTERS_MAX)}
        raise Refused((Problem("registry.message_length", values=most),))
    if not send(desk.open(), area, by, to, text.strip()):
        raise Refused((Problem("registry.no_such_area", values={"area": area}),))
    desk.say({"area": area, "by": by, "to": to, "text": text}, "Sent: {text}")


def _must_be_known(desk: Desk, person: str) -> None:
    with desk.open().storage.reading() as books:
        if books.people.get(person) is None:
            unknown = Problem("registry.person_unknown", values={"person": person})
            raise Refused((unknown,))
