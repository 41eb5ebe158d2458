"""`indraj audit`: who opened the store, who changed who can, who saw whom."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.cli.shapes import shown_moment
from enrolment_app.problems import Problem
from enrolment_app.sentences import sentence

if TYPE_CHECKING:
    from enrolment_app.actions.access_journal import Line

INTEGRITY = 5


@click.group()
def audit() -> None:
    """The access journal: list, looks, verify."""


@audit.command(name="list")
@click.option("--household", default="", help="Who saw this household, by its id.")
@click.option("--looks", is_flag=True, help="Who saw which household.")
@click.option(
    "--province-key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="For administrators: read who saw whom with the province's key in this file;"
    " the passphrase is the key's own.",
)
@placed
def list_(
    place: Place,
    household: str,
    looks: bool,  # noqa: FBT001 - click hands a flag over
    province_key: Path | None,
) -> None:
    """List who opened the store and who changed who can, the newest first.

    With --looks or --household, who saw which household: for supervisors.
    """
    from enrolment_app.actions.access_journal import list_accesses, list_looks

    lines: tuple[Line, ...] | Problem
    if province_key is not None:
        lines = _with_key(place, province_key, household)
    else:
        with place.work() as work:
            seen = looks or household
            lines = list_looks(work, household) if seen else list_accesses(work)
    if isinstance(lines, Problem):
        raise Refused([lines])
    _say(place, lines)


def _with_key(place: Place, file: Path, household: str) -> "tuple[Line, ...] | Problem":
    from enrolment_app.actions.access_journal import list_looks_with_key
    from enrolment_app.actions.recover import read_recovery_key

    key = read_recovery_key(file, place.passphrase())
    if isinstance(key, Problem):
        return key
    return list_looks_with_key(place.store_dir, key, place.machine, household)


def _say(place: Place, lines: "Iterable[Line]") -> None:
    place.say_each(
        (
            {
                "number": line.access.number,
                "at": shown_moment(line.access.at_ms),
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
