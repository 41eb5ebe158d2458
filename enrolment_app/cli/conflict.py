"""`indraj conflict`: what two people disagree on, and the decision."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem


@click.group()
def conflict() -> None:
    """What two people disagree on: list, show, settle."""


@conflict.command("list")
@placed
def list_(place: Place) -> None:
    """List every conflict of this laptop's households."""
    from enrolment_app.actions.list_conflicts import list_conflicts
    from enrolment_app.cli.shapes import conflict_json

    with place.work() as work:
        people = {person.id: person.name for person in work.store.people.all()}
        device = work.store.device.number
        documents = [
            {"household": household, **conflict_json(each, people, device)}
            for household, each in list_conflicts(work)
        ]
    place.say_each(documents, "{household}  {field}  held: {held}")


@conflict.command()
@click.argument("household_id", metavar="ID")
@placed
def show(place: Place, household_id: str) -> None:
    """Show what is contested about one household."""
    from enrolment_app.actions.list_conflicts import conflicts_of
    from enrolment_app.cli.shapes import conflict_json

    with place.work() as work:
        people = {person.id: person.name for person in work.store.people.all()}
        device = work.store.device.number
        found = conflicts_of(work, household_id)
        documents = [conflict_json(each, people, device) for each in found]
    if place.as_json:
        place.say({"household": household_id, "conflicts": documents})
        return
    for each in documents:
        click.echo(f"{each['field']}  held: {each['held']}")
        for side in each["values"]:
            line = "  --keep {keep}: {value}  ({person}, laptop {device}, {at})"
            click.echo(line.format_map(side))


@conflict.command()
@click.argument("household_id", metavar="ID")
@click.argument("field")
@click.option("--keep", type=int, help="The number of the side to keep.")
@click.option("--value", help="Another value than any side's.")
@click.option("--why", default="", help="The reason, kept for everybody to read.")
@placed
def settle(  # noqa: PLR0913 - each option of the verb
    place: Place,
    household_id: str,
    field: str,
    keep: int | None,
    value: str | None,
    why: str,
) -> None:
    """Decide one conflict: --keep N of its sides, or --value V."""
    from enrolment_app.actions import settle as settling
    from enrolment_app.household.filling import typed

    if (keep is None) == (value is None):
        raise click.UsageError("give either --keep N or --value V")
    choice: settling.Keep | settling.Write
    choice = settling.Write(typed(value or ""))
    if keep is not None:
        choice = settling.Keep(keep)
    with place.work() as work:
        sealed = settling.settle(work, household_id, field, choice, why)
    if isinstance(sealed, Problem):
        raise Refused([sealed])
    place.say({"household": household_id, "field": field}, f"{field} is settled.")
