"""`indraj registry quarantine`: what is held back, and what a person decides of it."""

from typing import TYPE_CHECKING

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import NUMBER, Desk, placed
from enrolment_app.problems import Problem
from enrolment_app.sentences import sentence

if TYPE_CHECKING:
    from sync.registry.office import Office
    from sync.registry.storage import Dropped, Quarantined

LISTED = "{area} {counter}/{index} laptop {device}: {told}"
NAMES = ("area", "counter", "index", "device", "code")


@click.group()
def quarantine() -> None:
    """See what is held; let it through, or turn it down."""


@quarantine.command("list")
@click.option("--rejected", is_flag=True, help="What was turned down, with reasons.")
@placed
def list_held(desk: Desk, *, rejected: bool) -> None:
    """List held changes with the reasons for which they are held."""
    with desk.open().storage.reading() as books:
        held = [(one, "") for one in books.changes.held()]
        for one, why in books.changes.rejected() if rejected else held:
            list_one(desk, one, why)


def list_one(desk: Desk, one: "Quarantined", why: str = "") -> None:
    """Say where a change is held and why."""
    document = {name: getattr(one, name) for name in NAMES} | {"why": why}
    if desk.as_json:
        desk.say(document, "")
    else:
        desk.say(document | {"told": why or sentence(one.code)}, LISTED)


@quarantine.command("aside")
@click.option("--dropped", is_flag=True, help="What was thrown away, with reasons.")
@placed
def list_aside(desk: Desk, *, dropped: bool) -> None:
    """List what could not be taken yet, with the reasons; nothing of it is confirmed.

    What it waits for brings most of it by itself: what was written before it, or its
    questionnaire.
    """
    with desk.open().storage.reading() as books:
        if dropped:
            for gone in books.aside.dropped():
                say_dropped(desk, gone)
            return
        for one in books.aside.all():
            document: dict[str, object] = {
                "hash": one.hash.hex()[:16],
                "device": one.device,
                "bringer": one.bringer,
                "code": one.code,
                "bytes": len(one.bytes),
                "received": one.received,
            }
            if desk.as_json:
                desk.say(document, "")
            else:
                desk.say(document | {"told": sentence(one.code)}, ASIDE)


ASIDE = "{hash} laptop {device}, {bytes} bytes: {told}"


@quarantine.command()
@click.argument("hash")
@click.option("--why", required=True, help="The reason; it is kept.")
@placed
def drop(desk: Desk, hash: str, why: str) -> None:  # noqa: A002 - shown as it is
    """Throw away one thing that was put aside, by the HASH with which it is listed.

    It is gone from here for good. Only for what nobody will ever want: whoever brought
    it may bring it again, unless that laptop is revoked.
    """
    from sync.registry.putting_aside import drop as throw_away

    gone = throw_away(desk.open(), named(hash), why)
    if gone is None:
        raise Refused((Problem("registry.nothing_aside", values={"hash": hash}),))
    say_dropped(desk, gone)


def named(text: str) -> bytes:
    """Read the beginning of a hash as it is listed."""
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if not found:
        raise click.BadParameter("hexadecimal digits, as listed", param_hint="HASH")
    return found


def say_dropped(desk: Desk, gone: "Dropped") -> None:
    """Say what was thrown away."""
    document = {
        "hash": gone.hash.hex()[:16],
        "device": gone.device,
        "bringer": gone.bringer,
        "code": gone.code,
        "bytes": gone.size,
        "why": gone.why,
        "dropped": gone.at,
    }
    desk.say(document, "{hash} of laptop {bringer}, {bytes} bytes, is gone: {why}")


@quarantine.command()
@placed
def retry(desk: Desk) -> None:
    """Take what was put aside, where now it can be taken."""
    from sync.registry.waiting import try_again

    document = {"taken": try_again(desk.open())}
    desk.say(document, "Took {taken} segments that had been put aside.")


@quarantine.command()
@click.argument("area")
@click.argument("counter", type=NUMBER)
@placed
def show(desk: Desk, area: str, counter: int) -> None:
    """Show held changes themselves: who wrote which answers, and when."""
    from sync.registry.quarantine import change_of

    office = desk.open()
    for one in at(office, area, counter, None):
        change = change_of(office, one)
        document = {name: getattr(one, name) for name in NAMES}
        if change is not None:
            document |= {
                "person": change.person,
                "time": change.time >> 16,
                "writes": {
                    part.record: {
                        path: value if isinstance(value, str | None) else str(value)
                        for group in part.writes.values()
                        for path, value in group.items()
                    }
                    for part in change.parts
                },
            }
        desk.say({"person": "?", "writes": "not readable yet"} | document, LINE)


LINE = "{area} {counter}/{index} laptop {device} {person}: {code}\n  {writes}"


@quarantine.command()
@click.argument("area")
@click.argument("counter", type=NUMBER)
@click.option("--index", type=click.IntRange(0), help="One change of the entry only.")
@placed
def release(desk: Desk, area: str, counter: int, index: int | None) -> None:
    """Deliver the held changes of one entry of an area's log.

    What is held for a second reason is not: it is listed with that reason then.
    """
    from sync.registry.quarantine import chosen
    from sync.registry.quarantine import release as deliver

    office = desk.open()
    released = deliver(office, at(office, area, counter, index))
    desk.say({"released": released}, "Delivered {released} changes.")
    for one in chosen(office, area, counter, index):
        list_one(desk, one)


@quarantine.command()
@click.argument("area")
@click.argument("counter", type=NUMBER)
@click.option("--index", type=click.IntRange(0), help="One change of the entry only.")
@click.option("--why", required=True, help="The reason; it is kept.")
@placed
def reject(desk: Desk, area: str, counter: int, index: int | None, why: str) -> None:
    """Turn held changes down. Nothing is deleted, and release still works."""
    from sync.registry.quarantine import reject as turn_down

    office = desk.open()
    count = turn_down(office, at(office, area, counter, index), why)
    desk.say({"rejected": count}, "Turned down {rejected} changes.")


def at(
    office: "Office", area: str, counter: int, index: int | None
) -> "tuple[Quarantined, ...]":
    """Give what is held at a place; a problem where nothing is."""
    from sync.registry.quarantine import chosen

    found = chosen(office, area, counter, index)
    if not found:
        place = f"{area} {counter}" + ("" if index is None else f"/{index}")
        raise Refused((Problem("registry.nothing_held", values={"place": place}),))
    return found
