"""`indraj user`: who can open this store, and with what."""

from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem

new_passphrase_file = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File whose first line is the new one; or set INDRAJ_NEW_PASSPHRASE.",
)


@click.group()
def user() -> None:
    """Who can open this store: list, add, disable, passphrase, code."""


@user.command(name="list")
@placed
def list_(place: Place) -> None:
    """List everybody the store knows, and who can open it."""
    from enrolment_app.actions.staff import list_staff

    with place.work() as work:
        found = list_staff(work)
    place.say_each(
        (
            {
                "id": one.person.id,
                "name": one.person.name,
                "role": one.person.role,
                "opens": one.opens,
                "recovery_code": one.code,
                "office_code": one.office,
                "here": one.here,
            }
            for one in found
        ),
        "{name}  opens: {opens}  recovery code: {recovery_code}"
        "  office has one: {office_code}",
    )


@user.command()
@click.argument("name")
@new_passphrase_file
@placed
def add(place: Place, name: str, new_passphrase_file: Path | None) -> None:
    """Let a person open the store with a passphrase of their own."""
    from enrolment_app.actions.staff import add_staff

    with place.work() as work:
        added = add_staff(work, name, place.new_passphrase(new_passphrase_file))
        if isinstance(added, Problem):
            raise Refused([added])
    place.say({"id": added.id, "name": added.name}, f"Can open it now: {added.name}")


@user.command()
@click.argument("person")
@placed
def disable(place: Place, person: str) -> None:
    """Take a person's key away; their work stays. See also `store rekey`."""
    from enrolment_app.actions.staff import disable_staff

    with place.work() as work:
        gone = disable_staff(work, person)
        if isinstance(gone, Problem):
            raise Refused([gone])
    place.say(
        {"id": gone.id, "name": gone.name},
        f"Can no longer open it: {gone.name}",
        "If they may have kept a copy of the store, run `indraj store rekey`.",
    )


@user.command()
@click.argument("person", default="")
@new_passphrase_file
@placed
def passphrase(place: Place, person: str, new_passphrase_file: Path | None) -> None:
    """Change one's own passphrase, or PERSON's; the old one is over at once."""
    from enrolment_app.actions.staff import set_passphrase

    with place.work() as work:
        new = place.new_passphrase(new_passphrase_file)
        refused = set_passphrase(work, new, person)
        if refused is not None:
            raise Refused([refused])
        changed = person or work.person.name
    place.say({"changed": changed}, f"The passphrase is changed: {changed}")


@user.command()
@click.argument("person", default="")
@placed
def code(place: Place, person: str) -> None:
    """Print a new one-time recovery code, told this once; an earlier one is over."""
    from enrolment_app.actions.staff import give_code

    with place.work() as work:
        given = give_code(work, person)
        if isinstance(given, Problem):
            raise Refused([given])
    place.say({"code": given}, given, "Write it on paper, and keep it elsewhere.")
