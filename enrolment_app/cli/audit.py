"""`indraj audit`: who opened the store, and who changed who can."""

from datetime import UTC, datetime

import click

from enrolment_app.cli.place import Place, placed
from enrolment_app.sentences import sentence

INTEGRITY = 5


@click.group()
def audit() -> None:
    """The access journal: list, verify."""


@audit.command(name="list")
@placed
def list_(place: Place) -> None:
    """List who opened the store and who changed who can, the newest first."""
    from enrolment_app.actions.access_journal import list_accesses

    with place.work() as work:
        lines = list_accesses(work)
    place.say_each(
        (
            {
                "number": line.access.number,
                "at": _when(line.access.at_ms),
                "person": line.person,
                "what": line.access.what,
                "about": line.about,
                "text": sentence(
                    line.access.what, {"person": line.person, "about": line.about}
                ),
            }
            for line in lines
        ),
        "{number}  {at}  {text}",
    )


@audit.command()
@placed
def verify(place: Place) -> int:
    """Tell whether a line was taken out, put in or altered; exit status 5 if so."""
    from enrolment_app.actions.access_journal import verify_accesses

    with place.work() as work:
        wrong = verify_accesses(work)
    place.say({"sound": not wrong, "wrong": list(wrong)}, *(wrong or ["Sound."]))
    return INTEGRITY if wrong else 0


def _when(at_ms: int) -> str:
    when = datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="seconds")
    return when.replace("+00:00", "Z")
