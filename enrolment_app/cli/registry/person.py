"""`indraj registry person`: the people who work with the register."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import Desk, a_name, placed
from enrolment_app.problems import Problem

ROLES = ("enumerator", "supervisor")


@click.group()
def person() -> None:
    """Keep the directory of people: add, list, end."""


@person.command()
@click.argument("name", callback=a_name)
@click.option("--urdu", default="", callback=a_name, help="The name as Urdu writes it.")
@click.option("--role", type=click.Choice(ROLES), default=ROLES[0])
@click.option("--id", "known", default="", help="Say anew what is known of somebody.")
@placed
def add(desk: Desk, name: str, urdu: str, role: str, known: str) -> None:
    """Add somebody; the id is what `device add --person ID:NAME` takes.

    Whoever has ended stays so: `person end ID --undo`.
    """
    from sync.registry.directory import add_person

    added = add_person(desk.open(), name, urdu, role, known)
    desk.say({"person": added.id, "name": added.name}, "{name} is {person}.")


@person.command("list")
@placed
def list_people(desk: Desk) -> None:
    """List everybody by name, those who ended too."""
    with desk.open().storage.reading() as books:
        for row in books.people.all():
            document = {
                "person": row.id,
                "name": row.name,
                "urdu": row.name_ur,
                "role": row.role,
                "ended": row.ended,
            }
            left = "" if row.ended is None else "  ended"
            desk.say(document, "{person}  {role}  {name} {urdu}" + left)


@person.command()
@click.argument("known")
@click.option("--undo", is_flag=True, help="They work with it again, or always did.")
@placed
def end(desk: Desk, known: str, *, undo: bool) -> None:
    """Say that somebody works with the register no more; their work keeps the name.

    Their laptop is revoked by itself, with `device revoke`.
    """
    from sync.registry.directory import end_person

    if not end_person(desk.open(), known, undo=undo):
        raise Refused((Problem("registry.person_unknown", values={"person": known}),))
    said = "{person} has not ended." if undo else "{person} has ended."
    desk.say({"person": known}, said)
