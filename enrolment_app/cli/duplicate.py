"""`indraj duplicate`: households that may be one, and why."""

from typing import TYPE_CHECKING, Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.household.identity import shown_cnic
from enrolment_app.sentences import sentence

if TYPE_CHECKING:
    from enrolment_app.actions.find_duplicates import Alike


@click.group()
def duplicate() -> None:
    """Households that may be one and the same: list, look, apart."""


@duplicate.command(name="list")
@click.option("--household", default="", help="Only pairs with this household.")
@click.option(
    "--least",
    type=click.IntRange(0, 100),
    default=60,
    show_default=True,
    help="How alike a pair must be, of a hundred.",
)
@placed
def list_(place: Place, household: str, least: int) -> None:
    """List pairs, the likest first, each with the reasons; nothing is changed."""
    from enrolment_app.actions.find_duplicates import find_duplicates

    with place.work() as work:
        found = find_duplicates(work, household, least)
    place.say_each(
        map(_document, found), "{percent} %  {households[0]}  {households[1]}  {why}"
    )


@duplicate.command()
@click.argument("household")
@placed
def look(place: Place, household: str) -> None:
    """Say what a HOUSEHOLD shares with others here, and what to ask the registry.

    The numbers to ask about may be registered in an area that is not on this laptop.
    """
    from enrolment_app.actions.find_duplicates import alike_at_entry

    with place.work() as work:
        told = alike_at_entry(work, household)
    alike = [_document(each) for each in told.alike]
    lines = ["{percent} %  {why}".format_map(each) for each in alike]
    lines += [f"Ask the registry about {shown_cnic(number)}." for number in told.ask]
    nothing = "Nothing is alike, and no number may be held elsewhere."
    place.say({"alike": alike, "ask": list(told.ask)}, *(lines or [nothing]))


def _document(each: "Alike") -> dict[str, Any]:
    reasons = [
        {"code": reason.code, "text": sentence(reason.code, reason.values)}
        for reason in each.likeness.reasons
    ]
    return {
        "percent": each.likeness.percent,
        "households": [each.one.household, each.other.household],
        "numbers": [each.one.number, each.other.number],
        "heads": [each.one.head, each.other.head],
        "reasons": reasons,
        "why": "; ".join(reason["text"] for reason in reasons),
    }


@duplicate.command()
@click.argument("one")
@click.argument("other")
@placed
def apart(place: Place, one: str, other: str) -> None:
    """Say of two households that they are two: the pair is listed no more."""
    from enrolment_app.actions.find_duplicates import tell_apart

    with place.work() as work:
        refused = tell_apart(work, one, other)
        if refused is not None:
            raise Refused([refused])
    place.say({"apart": [one, other]}, "They are two households.")
