"""`indraj registry attachments`: photos and files, awaited and stored, or erased."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import NUMBER, Desk, placed
from enrolment_app.problems import Problem

COUNTED = "{area}: {awaited} awaited of {of}; {bytes} bytes stored"
LISTED = "{area} {digest} laptop {device} household or person {record}: {state}"
CHECKED = (
    "{good} are whole, {back} of them found again; {lost} are gone and awaited again."
)
HEX = 16


@click.group()
def attachments() -> None:
    """See which photos and files are awaited; erase one on lawful request."""


@attachments.command()
@placed
def status(desk: Desk) -> None:
    """Count, area by area, what is awaited and what is stored."""
    with desk.open().storage.reading() as books:
        counts = books.attachments.counts()
    for one in counts:
        document = {
            "area": one.area,
            "awaited": one.awaited,
            "stored": one.stored,
            "of": one.awaited + one.stored,
            "bytes": one.bytes_stored,
        }
        desk.say(document, COUNTED)


@attachments.command("list")
@click.option("--area", default="", help="Of one area only.")
@click.option("--stored", is_flag=True, help="What is stored instead.")
@click.option(
    "--most", default=1000, type=NUMBER, help="So many at most, the oldest first."
)
@placed
def list_(desk: Desk, area: str, most: int, *, stored: bool) -> None:
    """List what is awaited: since when, from which laptop, of which record."""
    from sync.session.attached import State

    state = State.STORED if stored else State.AWAITED
    with desk.open().storage.reading() as books:
        areas = (area,) if area else ()
        found = books.attachments.in_area(areas, state, most)
    for one in found:
        document = {
            "area": one.area,
            "digest": one.digest.hex(),
            "device": one.device,
            "record": one.record,
            "state": state.name.lower(),
            "bytes": one.size,
            "since": one.since,
        }
        desk.say(document, LISTED)


@attachments.command()
@click.argument("place")
@placed
def place(desk: Desk, place: str) -> None:
    """Say where photos and files lie from now on: a folder, or s3://BUCKET/PREFIX.

    Move what is there yourself, while nothing serves; `check` then tells what lacks.
    """
    from sync.registry.founding import place_attachments

    place_attachments(desk.data, place)
    desk.say({"place": place}, "Photos and files lie in {place} from now on.")


@attachments.command()
@placed
def check(desk: Desk) -> None:
    """Read every stored photo and file; what is gone is awaited again.

    What was gone and lies there again, as its disk is back, counts again.
    Run it after a restore: the backup holds the database, the folder comes by itself.
    Laptops bring again what is gone once a new epoch has begun (`registry restored`).
    """
    from sync.registry.attachments_kept import check as look

    found = look(desk.open())
    document = {"good": found.good, "back": found.back, "lost": found.lost}
    desk.say(document, CHECKED)


@attachments.command()
@click.argument("area")
@click.argument("digest")
@placed
def erase(desk: Desk, area: str, digest: str) -> None:
    """Take a photo or file out of an area for good, by its SHA-256 in hexadecimal.

    Nobody can bring it again. A laptop that has a copy keeps that.
    """
    from sync.attachments import DIGEST_BYTES
    from sync.registry.attachments_kept import erase as take_out
    from sync.session.attached import Key

    try:
        name = bytes.fromhex(digest.partition(".")[0])
    except ValueError:
        name = b""
    if len(name) != DIGEST_BYTES:
        raise click.BadParameter("no SHA-256 in hexadecimal", param_hint="DIGEST")
    if not take_out(desk.open(), Key(area, name)):
        raise Refused(
            (Problem("registry.attachment_unknown", values={"digest": digest[:HEX]}),)
        )
    desk.say({"erased": name.hex()}, "Erased {erased}.")
