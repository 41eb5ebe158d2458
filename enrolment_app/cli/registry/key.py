"""`indraj registry key`: the key that the registry signs with, and those before it."""

import click

from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.cli.registry.device import day

TAKEN = (
    "The registry signs with key {number} from now on. What serves it takes that up "
    "by itself; another computer that serves the same database needs the file "
    "{file}. Make a backup now: an older one can be restored only with this file."
)

LINE = "{number}  {key}  {ended}"


@click.group()
def key() -> None:
    """Take another key to sign with; list those there were."""


@key.command()
@placed
def rotate(desk: Desk) -> None:
    """Take another key to sign with, and other keys that open bundles.

    Laptops hear of it when they exchange, by network or by bundle, and follow by
    themselves. Who supervises an area gets its new reading key; a laptop that was
    revoked before does not, and opens nothing that is written from then on.
    """
    from sync.registry.keyring import KEY_FILE
    from sync.registry.ordered import level
    from sync.registry.succession import take_another_key

    office = desk.open()
    # Of a former key only those orders to erase count that were known under it.
    level(office, desk.data)
    said = take_another_key(office)
    document = {
        "registry": office.id,
        "number": said.number,
        "key": said.new.hex(),
        "file": str(desk.data / KEY_FILE),
    }
    desk.say(document, TAKEN)


@key.command("list")
@placed
def list_keys(desk: Desk) -> None:
    """List the keys, the first first: number, public key, since when, until when."""
    from sync.succession import decode_succession

    ring = desk.open().now().ring
    chain = [decode_succession(one) for one in ring.successions]
    public = [ring.founding, *(one.new for one in chain)]
    changed = [one.time for one in chain]
    dates = zip([None, *changed], [*changed, None], strict=True)
    for number, (one, (since, until)) in enumerate(
        zip(public, dates, strict=True), start=1
    ):
        told = {"number": number, "key": one.hex(), "since": since, "until": until}
        ended = f"until {day(until)}" if until else "signs now"
        desk.say(told if desk.as_json else told | {"ended": ended}, LINE)
