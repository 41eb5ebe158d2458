"""`indraj registry device`: the laptops."""

from pathlib import Path

import click

from enrolment_app.cli.registry.desk import Desk, placed


@click.group()
def device() -> None:
    """Add laptops, list them, revoke one."""


@device.command()
@click.argument("name")
@click.option("--area", "areas", multiple=True, required=True, help="May be repeated.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where to write the provisioning file.",
)
@click.option("--url", default="", help="The registry's address; else the last one.")
@click.option(
    "--ca",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="PEM of the authority that laptops shall trust for this registry.",
)
@placed
def add(  # noqa: PLR0913 - click hands its options over one by one
    desk: Desk, name: str, areas: tuple[str, ...], out: Path, url: str, ca: Path | None
) -> None:
    """Add a laptop for an area and write the file to set it up from.

    The file works once, within 90 days. Where no address is known yet it holds none;
    `indraj sync --registry URL` then tells the laptop.
    """
    from sync.registry.office import URL
    from sync.registry.provisioning import provision

    office = desk.open()
    with office.storage.reading() as books:
        address = url.rstrip("/") or books.setting(URL)
        strange = [code for code in areas if books.areas.get(code) is None]
    pem = ca.read_text() if ca else ""
    number, file = provision(office, name, areas, url=address, ca=pem)
    out.write_bytes(file)
    for code in strange:
        click.echo(f"Area {code} is not in the geography; it was added.", err=True)
    if not address:
        click.echo(
            "The registry has no address yet, so the file holds none. Serve first, "
            "give --url, or sync with `indraj sync --registry URL`.",
            err=True,
        )
    document = {
        "device": number,
        "name": name,
        "areas": list(areas),
        "url": address,
        "file": str(out),
    }
    desk.say(document, "{name} is laptop {device}; its file is {file}.")


@device.command("list")
@placed
def list_devices(desk: Desk) -> None:
    """List the laptops: number, name, areas, enrolled, revoked, last seen."""
    with desk.open().storage.reading() as books:
        for row in books.devices.all():
            document = {
                "device": row.number,
                "name": row.name,
                "areas": list(books.devices.areas(row.number)),
                "enrolled": row.enrolled,
                "revoked": row.revoked,
                "seen": row.seen,
            }
            desk.say(document, "{device} {name} {areas}")


@device.command()
@click.argument("number", type=int)
@placed
def revoke(desk: Desk, number: int) -> None:
    """Revoke a laptop: it is not served, and its later work waits for a person."""
    from sync.registry.devices import revoke as cut_off

    cut_off(desk.open(), number)
    desk.say({"device": number}, "Laptop {device} is revoked.")
