"""`indraj registry device`: the laptops."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.area import refuse_odd
from enrolment_app.cli.registry.desk import (
    NAME_CHARACTERS_MAX,
    NUMBER,
    Desk,
    a_name,
    placed,
    writing,
)
from enrolment_app.cli.registry.rules import rule_of

if TYPE_CHECKING:
    from sync.registry.provisioning import NewPerson, Order
    from sync.registry.storage import DeviceRow

ENUMERATOR, SUPERVISOR = ROLES = ("enumerator", "supervisor")
NO_ADDRESS = (
    "The registry has no address yet, so the file holds none. Serve first, "
    "give --url, or sync with `indraj sync --registry URL`."
)
OPEN_KEY = (
    "No --person is named, so no code protects the file: whoever has it can read the "
    "district's bundles. Carry it like a key, and erase it once the laptop has it."
)
STILL_READS = (
    "It still opens bundles of its areas. `indraj registry key rotate` ends that for "
    "what is written from then on."
)
PERSON = "  {name} ({id}): activation code {code}"


@click.group()
def device() -> None:
    """Add laptops, list them, revoke one."""


@device.command()
@click.argument("name", callback=a_name)
@click.option("--area", "areas", multiple=True, required=True, help="May be repeated.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to write the provisioning file.",
)
@click.option(
    "--role", type=click.Choice(ROLES), default=ROLES[0], help="Whose laptop."
)
@click.option(
    "--person",
    "people",
    multiple=True,
    metavar="[ID:]NAME[/URDU NAME]",
    help="Who may begin with it, with an activation code each; an id alone is somebody "
    "of the directory. May be repeated.",
)
@click.option("--days", default=90, type=click.IntRange(1, 3650), help="File's life.")
@click.option(
    "--policy",
    "policies",
    multiple=True,
    metavar="NAME=NUMBER",
    help="A rule of this laptop, such as idle_minutes=10. May be repeated.",
)
@click.option("--url", default="", help="The registry's address; else the last one.")
@click.option(
    "--ca",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="PEM of the authority that laptops shall trust for this registry.",
)
@placed
def add(desk: Desk, out: Path, ca: Path | None, **asked: Any) -> None:
    """Add a laptop for an area and write the file to set it up from.

    The file works once, within --days. Each person's activation code is printed now
    and kept nowhere: give it to them by another way than the file. Where no address
    is known yet the file holds none; `indraj sync --registry URL` then tells it.
    """
    from tempfile import TemporaryFile

    from sync.folders import write_private
    from sync.registry.devices import revoke as cut_off
    from sync.registry.office import URL
    from sync.registry.provisioning import make_laptop

    must_be_places(asked["areas"])
    office = desk.open()
    with office.storage.reading() as books:
        address = asked["url"].rstrip("/") or books.setting(URL)
        strange = [code for code in asked["areas"] if books.areas.get(code) is None]
    wanted = order(asked, address, ca.read_text() if ca else "")
    with writing(out), TemporaryFile(dir=out.parent):
        # Nobody is added for a file that has no place.
        pass
    made = make_laptop(office, wanted)
    try:
        with writing(out):
            write_private(out, made.file)
    except Refused:
        # Nobody has what it would be let in by.
        cut_off(office, made.number)
        raise
    for code in strange:
        click.echo(f"Area {code} is not in the geography; it was added.", err=True)
    if not address:
        click.echo(NO_ADDRESS, err=True)
    if asked["role"] == SUPERVISOR and not asked["people"]:
        click.echo(OPEN_KEY, err=True)
    document = {
        "device": made.number,
        "name": asked["name"],
        "role": asked["role"],
        "areas": list(asked["areas"]),
        "url": address,
        "file": str(out),
        "people": [
            {"id": person.id, "name": person.name, "code": code}
            for person, code in made.codes
        ],
    }
    desk.say(document, "{name} is laptop {device}; its file is {file}.")
    if not desk.as_json:
        for person in document["people"]:
            click.echo(PERSON.format_map(person))


def order(asked: Mapping[str, Any], address: str, pem: str) -> "Order":
    """Give what the options ask for."""
    from sync.registry.provisioning import Order

    if asked["role"] == SUPERVISOR and len(asked["people"]) > 1:
        raise click.UsageError("A supervisor's laptop is for one --person.")
    return Order(
        name=asked["name"],
        areas=asked["areas"],
        role=asked["role"],
        people=[person_of(text) for text in asked["people"]],
        days=asked["days"],
        url=address,
        ca=pem,
        policies={
            name: number
            for name, number in map(rule_of, asked["policies"])
            if number is not None
        },
    )


def must_be_places(codes: Iterable[str]) -> None:
    """Refuse the code of an area that could never be published."""
    from sync.geography import Place

    refuse_odd([Place(code, code) for code in codes])


def person_of(text: str) -> "NewPerson":
    """Read `[ID:]NAME[/URDU NAME]`."""
    from sync.registry.provisioning import NewPerson

    person_id, colon, names = text.rpartition(":")
    name, _, name_ur = (part.strip() for part in names.partition("/"))
    if not 0 < len(name) <= NAME_CHARACTERS_MAX or (colon and not person_id.strip()):
        raise click.BadParameter(f"{text!r} names nobody", param_hint="--person")
    return NewPerson(name, name_ur, person_id.strip())


@device.command("list")
@placed
def list_devices(desk: Desk) -> None:
    """List the laptops: number, name, areas, enrolled, revoked, last seen."""
    with desk.open().storage.reading() as books:
        for row in books.devices.all():
            areas = books.devices.areas(row.number)
            document = {
                "device": row.number,
                "name": row.name,
                "areas": list(areas),
                "enrolled": row.enrolled,
                "revoked": row.revoked,
                "seen": row.seen,
            }
            stands = {"where": ", ".join(areas), "stands": standing(row)}
            if desk.as_json:
                desk.say(document, "")
            else:
                desk.say(document | stands, "{device}  {name}  {where}  {stands}")


def standing(row: "DeviceRow") -> str:
    """Say how it stands with a laptop, and when it was heard of."""
    if row.revoked is not None:
        return f"revoked on {day(row.revoked)}"
    if row.enrolled is None:
        return f"not enrolled; its file is good until {day(row.token_until)}"
    return f"last seen on {day(row.seen or row.enrolled)}"


def day(moment_ms: int) -> str:
    """Give the day of a moment, by this computer's zone."""
    return datetime.fromtimestamp(moment_ms / 1000).astimezone().date().isoformat()


@device.command()
@click.argument("number", type=NUMBER)
@placed
def revoke(desk: Desk, number: int) -> None:
    """Revoke a laptop: it is not served, and its later work waits for a person.

    A supervisor's still opens bundles of its areas until `registry key rotate`.
    """
    from sync.registry.devices import revoke as cut_off

    office = desk.open()
    cut_off(office, number)
    with office.storage.reading() as books:
        row = books.devices.get(number)
    desk.say({"device": number}, "Laptop {device} is revoked.")
    if row is not None and row.role == SUPERVISOR:
        click.echo(STILL_READS, err=True)


@device.command()
@click.argument("number", type=NUMBER)
@click.argument("key", metavar="KEY")
@click.option("--name", required=True, callback=a_name, help="The laptop's name.")
@click.option("--area", "areas", multiple=True, required=True, help="May be repeated.")
@click.option(
    "--role", type=click.Choice(ROLES), default=ROLES[0], help="Whose laptop."
)
@placed
def readmit(desk: Desk, number: int, key: str, **asked: Any) -> None:
    """Let in a laptop that a restored backup does not know, as it was.

    Number and KEY are those that `indraj device info` tells on the laptop itself.
    """
    from sync.registry.geography import tell_areas
    from sync.registry.readmission import Former
    from sync.registry.readmission import readmit as let_in
    from sync.seal import PUBLIC_BYTES

    try:
        public = bytes.fromhex(key)
    except ValueError:
        public = b""
    if len(public) != PUBLIC_BYTES:
        raise click.BadParameter("not a laptop's key", param_hint="KEY")
    must_be_places(asked["areas"])
    name = asked["name"]
    former = Former(number, name, public, asked["areas"], asked["role"])
    office = desk.open()
    taken = let_in(office, former)
    if taken is None:
        raise click.ClickException(f"Laptop {number} is known already.")
    tell_areas(office)
    document = {"device": number, "name": name, "segments": taken}
    desk.say(
        document, "{name} is laptop {device} again; {segments} segments had waited."
    )
