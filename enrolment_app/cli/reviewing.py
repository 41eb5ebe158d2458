"""`indraj household approve` and `return`: a supervisor's word on a household."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem


@click.command()
@click.argument("household_id", metavar="ID")
@placed
def approve(place: Place, household_id: str) -> None:
    """Approve a submitted household (on a supervisor's laptop)."""
    from enrolment_app.actions.approve_household import approve_household

    with place.work() as work:
        sealed = approve_household(work, household_id)
    if isinstance(sealed, Problem):
        raise Refused([sealed])
    place.say({"id": household_id, "status": "approved"}, household_id)


@click.command("return")
@click.argument("household_id", metavar="ID")
@click.argument("fields", metavar="[FIELD]...", nargs=-1)
@click.option("--comment", "comments", multiple=True, help="What to look at there.")
@placed
def return_(
    place: Place, household_id: str, fields: tuple[str, ...], comments: tuple[str, ...]
) -> None:
    """Return a household with a comment on each FIELD, in the same order.

    members[2]/age --comment "Older than the mother?" roof --comment "See the photo."
    One comment without a FIELD is about the household as a whole.
    """
    from enrolment_app.actions.return_household import return_household

    if len(comments) == 1 and not fields:
        fields = ("",)
    if len(comments) != len(fields):
        raise click.UsageError("give one --comment TEXT for each FIELD")
    said = list(zip(fields, comments, strict=True))
    with place.work() as work:
        sealed = return_household(work, household_id, said)
    if isinstance(sealed, Problem):
        raise Refused([sealed])
    place.say(
        {"id": household_id, "status": "returned", "comments": len(said)}, household_id
    )
