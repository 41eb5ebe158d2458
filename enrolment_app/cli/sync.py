"""`indraj sync`: one exchange with the registry, and where everything is."""

from dataclasses import asdict
from typing import Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.cli.shapes import update_told
from enrolment_app.problems import Problem

LINE = "Sent {sent}, received {received}; {waiting} changes wait to be confirmed."
PHOTOS = (
    "\nPhotos and files: sent {attachments[sent]}, received {attachments[received]};"
    " {attachments[waiting]} wait."
)
WAITING = "\nPhotos and files: {attachments[waiting]} of {attachments[of]} wait."


@click.group(invoke_without_command=True)
@click.option("--registry", "url", default="", help="Another address of the registry.")
@click.option(
    "--attachments",
    "kib",
    type=click.IntRange(min=0),
    metavar="KIB",
    help="What photos and files may cost this time; 0 for none. Otherwise as much as "
    "the line moves in a minute, or what the office's rule says.",
)
@placed
def sync(place: Place, url: str, kib: int | None) -> None:
    """Exchange with the registry; safe to stop and to repeat."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    from enrolment_app.actions.exchange import KIB, exchange
    from sync.lane import Budget

    budget = None if kib is None else Budget(bytes=kib * KIB)
    with place.work() as work:
        result = exchange(work, url, budget=budget)
        if isinstance(result, Problem):
            raise Refused([result])
        counts = counted(work)
    document = {
        "sent": result.sent,
        "received": result.received,
        "bytes_up": result.bytes_up,
        "bytes_down": result.bytes_down,
        "seconds": round(result.seconds, 3),
        "confirmed": counts["confirmed"],
        "waiting": result.waiting,
        "held": result.held,
        "refused": list(result.refused),
        "forked": result.forked,
        "attachments": asdict(result.attachments),
    }
    photos = result.attachments
    moved = photos.sent or photos.received or photos.waiting
    line = LINE + (PHOTOS if moved else "")
    place.say(document, line.format_map(document))


@sync.command()
@placed
def status(place: Place) -> None:
    """Count households: only here, handed over, confirmed."""
    from enrolment_app.actions.carrying import NOTHING_WAITS, waiting_of
    from enrolment_app.actions.updates import update_for

    with place.work() as work:
        counts: dict[str, Any] = dict(counted(work))
        photos = waiting_of(work)
        update = update_for(work)
    line = "Only here: {only_here}. Handed over: {handed_over}. Confirmed: {confirmed}."
    if photos != NOTHING_WAITS:
        counts["attachments"] = asdict(photos)
        line += WAITING
    if update is not None:
        counts["update"] = update_told(update)
        line += "\nA newer version of the program is there: {update[version]}."
    place.say(counts, line.format_map(counts))


def counted(work: Any) -> dict[str, int]:
    """Count households by custody, under the names that scripts know."""
    from enrolment_app.actions.custody import custody

    return {
        kind.value.replace("-", "_"): count for kind, count in custody(work).items()
    }
