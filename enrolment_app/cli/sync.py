"""`indraj sync`: one exchange with the registry, and where everything is."""

from typing import Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem


@click.group(invoke_without_command=True)
@click.option("--registry", "url", default="", help="Another address of the registry.")
@placed
def sync(place: Place, url: str) -> None:
    """Exchange with the registry; safe to stop and to repeat."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    from enrolment_app.actions.exchange import exchange

    with place.work() as work:
        result = exchange(work, url)
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
    }
    line = "Sent {sent}, received {received}; {waiting} changes wait to be confirmed."
    place.say(document, line.format_map(document))


@sync.command()
@placed
def status(place: Place) -> None:
    """Count households: only here, handed over, confirmed."""
    with place.work() as work:
        counts = counted(work)
    line = "Only here: {only_here}. Handed over: {handed_over}. Confirmed: {confirmed}."
    place.say(dict(counts), line.format_map(counts))


def counted(work: Any) -> dict[str, int]:
    """Count households by custody, under the names that scripts know."""
    from enrolment_app.actions.custody import custody

    return {
        kind.value.replace("-", "_"): count for kind, count in custody(work).items()
    }
