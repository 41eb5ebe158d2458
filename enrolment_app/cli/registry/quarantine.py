"""`indraj registry quarantine`: what is held back."""

import click

from enrolment_app.cli.registry.desk import Desk, placed


@click.group()
def quarantine() -> None:
    """See what is held, and let it through."""


@quarantine.command("list")
@placed
def list_held(desk: Desk) -> None:
    """List held changes with their reasons."""
    from sync.registry.quarantine import held

    for one in held(desk.open()):
        names = ("area", "counter", "index", "device", "code")
        document = {name: getattr(one, name) for name in names}
        desk.say(document, "{area} {counter}/{index} laptop {device}: {code}")


@quarantine.command("release")
@click.argument("area")
@click.argument("counter", type=int)
@placed
def release_held(desk: Desk, area: str, counter: int) -> None:
    """Deliver the held changes of one entry of an area's log."""
    from sync.registry.quarantine import held, release

    office = desk.open()
    chosen = tuple(
        one for one in held(office) if (one.area, one.counter) == (area, counter)
    )
    desk.say({"released": release(office, chosen)}, "Delivered {released} changes.")
