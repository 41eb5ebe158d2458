"""`indraj bundle`: the exchange as a sealed file, for where no line reaches."""

from dataclasses import asdict
from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem

ATTACHMENTS_MIB, MIB = 64, 1024 * 1024
TOWARDS = ("anybody", "registry", "laptops")


@click.group()
def bundle() -> None:
    """Exchange by a sealed file on a stick: write, read, inspect, key."""


@bundle.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--towards",
    type=click.Choice(TOWARDS),
    default=TOWARDS[0],
    help="On a supervisor's laptop: what to put into it.",
)
@click.option(
    "--attachments",
    "mib",
    type=click.IntRange(min=0),
    default=ATTACHMENTS_MIB,
    metavar="MIB",
    help="How much of photos and files may go along; 0 for none.",
)
@placed
def write(place: Place, file: Path, towards: str, mib: int) -> None:
    """Write everything that should leave this laptop; FILE is read back before."""
    from enrolment_app.actions.write_bundle import Towards, write_bundle

    with place.work() as work:
        written = write_bundle(work, file, Towards(towards), mib * MIB)
    if isinstance(written, Problem):
        raise Refused([written])
    document = {
        "file": str(written.file),
        "letters": written.letters,
        "changes": written.changes,
        "bytes": written.size_bytes,
        "laptops": list(written.laptops),
        "attachments": written.attachments,
        "attachments_left": written.attachments_left,
    }
    line = "Written and read back: {letters} letters, {changes} changes, {bytes} bytes."
    if written.attachments or written.attachments_left:
        line += "\nPhotos and files: {attachments}; {attachments_left} did not fit."
    place.say(document, line.format_map(document))


@bundle.command()
@click.argument("file", type=click.Path(path_type=Path))
@placed
def read(place: Place, file: Path) -> None:
    """Take what is in it for this laptop, all of it or nothing."""
    from enrolment_app.actions.read_bundle import read_bundle

    with place.work() as work:
        came = read_bundle(work, file)
    if isinstance(came, Problem):
        raise Refused([came])
    line = (
        "{letters} letters: {new} new households, {updated} updated, {conflicts} "
        "conflicts; {receipts} changes confirmed, {custody} held by a supervisor."
    )
    if came.attachments or came.contents:
        line += "\nPhotos and files: {attachments} confirmed, {contents} came."
    document = asdict(came)
    place.say(document, line.format_map(document))


@bundle.command()
@click.argument("file", type=click.Path(path_type=Path))
@placed
def inspect(place: Place, file: Path) -> None:
    """Verify it and tell what it says of itself, changing nothing."""
    from enrolment_app.actions.inspect_bundle import inspect_bundle

    with place.work() as work:
        seen = inspect_bundle(work, file)
    if isinstance(seen, Problem):
        raise Refused([seen])
    document = {
        "registry": seen.registry,
        "ours": seen.ours,
        "writer": seen.writer,
        "writer_name": seen.writer_name,
        "written_ms": seen.written_ms,
        "changes": seen.changes,
        "bytes": seen.size_bytes,
        "letters": [asdict(letter) for letter in seen.letters],
    }
    lines = [f"Bundle of laptop {seen.writer}, {len(seen.letters)} letters."]
    lines += [
        f"  {letter.kind} {letter.device} {letter.name}: {letter.changes} changes"
        + (f", {letter.attachments} photos or files" if letter.attachments else "")
        for letter in seen.letters
    ]
    place.say(document, *lines)


@bundle.command()
@click.option("--code", prompt="Activation code", hide_input=True)
@placed
def key(place: Place, code: str) -> None:
    """Open the key to the district's bundles with a supervisor's activation code."""
    from enrolment_app.actions.open_reading_key import open_reading_key

    with place.work() as work:
        problem = open_reading_key(work, code)
    if problem is not None:
        raise Refused([problem])
    place.say({"open": True}, "Bundles of the district can be read here.")
