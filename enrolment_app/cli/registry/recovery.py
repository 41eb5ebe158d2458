"""`indraj registry recovery`: codes for people who ring up and cannot get in."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import NUMBER, Desk, placed
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from sync.registry.storage import KeptSlip

passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File whose first line is the key's passphrase; or set INDRAJ_PASSPHRASE.",
)


@click.group()
def recovery() -> None:
    """Help somebody whose passphrase is lost: make-key, list, show, journal, off.

    Laptops seal a fresh code to the office's key and hand it up; only whoever has the
    private half of the key, in its file, can read one.
    """


@recovery.command("make-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@passphrase_file
@placed
def make_key(desk: Desk, file: Path, passphrase_file: Path | None) -> None:
    """Make the office's key, the private half in FILE, and tell laptops the other.

    FILE is encrypted; keep it apart from the registry, where codes are read out.
    """
    from enrolment_app.actions.recover import make_recovery_key
    from sync.registry.recovery import set_office_key

    office = desk.open()
    passphrase = passphrase_of(passphrase_file, new=True)
    made = make_recovery_key(file, passphrase, desk.machine)
    if isinstance(made, Problem):
        raise Refused([made])
    set_office_key(office, bytes.fromhex(made.public))
    desk.say({"public": made.public, "name": made.name}, "The office's key is {name}.")


@recovery.command()
@placed
def off(desk: Desk) -> None:
    """Let laptops hand up no codes any more; what is here stays."""
    from sync.registry.recovery import set_office_key

    desk.say({"changed": set_office_key(desk.open(), b"")}, "No more codes are sent.")


@recovery.command("list")
@placed
def list_codes(desk: Desk) -> None:
    """List whose codes are here, and since when; of each person the newest."""
    with desk.open().storage.reading() as books:
        names = {row.number: row.name for row in books.devices.all()}
        people = {row.id: row.name for row in books.people.all()}
        newest: dict[tuple[int, str], KeptSlip] = {}
        for one in books.recovery.all():
            newest.setdefault((one.device, one.person), one)
    for one in newest.values():
        document = {
            "device": one.device,
            "laptop": names.get(one.device, ""),
            "person": one.person,
            "name": people.get(one.person, ""),
            "number": one.number,
            "received": one.received,
        }
        line = "{device}  {laptop}  {person}  {name}  " + moment(one.received)
        desk.say(document, line)


@recovery.command()
@click.argument("device", type=NUMBER)
@click.option(
    "--key",
    "key_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="The office's key, from `registry recovery make-key`.",
)
@click.option("--by", required=True, help="Who reads it out: a name, or an id.")
@click.option("--person", default="", help="Only this person's code: an id.")
@click.option("--why", default="", help="For the journal: who rang up, and about what.")
@click.option("--earlier", is_flag=True, help="Earlier codes too, for an old backup.")
@passphrase_file
@placed
def show(  # noqa: PLR0913 - click hands its options over one by one
    desk: Desk,
    device: int,
    key_file: Path,
    by: str,
    person: str,
    why: str,
    passphrase_file: Path | None,
    **more: Any,
) -> None:
    """Open the codes of laptop DEVICE, to be read to who rings up.

    It is written into the journal first. Make sure of who is speaking: whoever has the
    laptop and the code can read everything on it. A code opens once; the laptop's next
    exchange brings another.
    """
    from sync.registry.recovery import note_read, openable

    office = desk.open()
    private = key_of(key_file, passphrase_of(passphrase_file))
    found = [
        one
        for one in openable(office, device, private)
        if person in ("", one.person) and (one.latest or more["earlier"])
    ]
    if not found:
        unknown = Problem("recovery.no_code", values={"device": str(device)})
        raise Refused([unknown])
    note_read(office, device, found, by, why)
    for one in found:
        document = {
            "device": device,
            "person": one.person,
            "code": one.code,
            "number": one.number,
            "received": one.received,
        }
        desk.say(document, "{person}  {code}  " + moment(one.received))


@recovery.command()
@placed
def journal(desk: Desk) -> None:
    """Tell who had which laptop's code opened, the latest first."""
    with desk.open().storage.reading() as books:
        for one in books.recovery.reads():
            document = {
                "device": one.device,
                "person": one.person,
                "number": one.slip,
                "by": one.by,
                "why": one.why,
                "at": one.at,
            }
            desk.say(document, moment(one.at) + "  {by}: laptop {device}, {why}")


def passphrase_of(file: Path | None, *, new: bool = False) -> str:
    """Give the passphrase of the office's key."""
    import os

    from enrolment_app.cli.place import first_line

    if file is not None:
        return first_line(file)
    if "INDRAJ_PASSPHRASE" in os.environ:
        return os.environ["INDRAJ_PASSPHRASE"]
    asked: str = click.prompt(
        "Passphrase of the key", hide_input=True, confirmation_prompt=new, err=True
    )
    return asked


def key_of(file: Path, passphrase: str) -> "X25519PrivateKey":
    """Read the private half of the office's key."""
    from enrolment_app.actions.recover import read_recovery_key

    read = read_recovery_key(file, passphrase)
    if isinstance(read, Problem):
        raise Refused([read])
    return read.private


def moment(at_ms: int) -> str:
    """Give a moment by this computer's zone."""
    return datetime.fromtimestamp(at_ms / 1000).astimezone().isoformat(" ", "minutes")
