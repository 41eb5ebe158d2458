"""`indraj household confirm`: an unusual answer is right, and why."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed


@click.command()
@click.argument("household_id", metavar="ID")
@click.argument("field", metavar="FIELD")
@click.option("--why", "reason", required=True, help="Why the answer is right.")
@placed
def confirm(place: Place, household_id: str, field: str, reason: str) -> None:
    """Say that what the warning FIELD doubts is right, as members[2]/warn_age.

    It is seen in the review and by the supervisor, and the warning does not come back
    until one of the answers changes that it is about.
    """
    from enrolment_app.actions.confirm_answer import confirm_answer

    with place.work() as work:
        problem = confirm_answer(work, household_id, field, reason)
    if problem is not None:
        raise Refused([problem])
    place.say({"id": household_id, "field": field}, household_id)
