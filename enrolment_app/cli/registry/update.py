"""`indraj registry update`: which packages of the program there are."""

import hashlib
import re
from pathlib import Path
from typing import Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem

# What our own builders call their packages.
NAMES = (
    (re.compile(r"indraj_(?P<version>[^_]+)_amd64\.deb"), "debian-amd64"),
    (
        re.compile(r"indraj-(?P<version>[^-]+)-.*windows-amd64\.exe"),
        "windows-amd64",
    ),
)


@click.group()
def update() -> None:
    """Tell laptops of new packages: publish, list, withdraw.

    A package travels by stick; laptops hear what it must be, so that an altered one is
    found out before it is installed.
    """


@update.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--version", default="", help="As the file's name says where left out.")
@click.option("--platform", default="", help="debian-amd64, windows-amd64 ...")
@click.option("--urgency", type=click.Choice(("normal", "important")), default="normal")
@click.option("--least", default="", help="Older ones cannot take part as they are.")
@click.option(
    "--note",
    "notes",
    multiple=True,
    metavar="LANGUAGE=TEXT",
    help="What is new, such as en=... and ur=.... May be repeated.",
)
@placed
def publish(desk: Desk, files: tuple[Path, ...], **said: Any) -> None:
    """Publish packages: version, platform, size and SHA-256 of each FILE."""
    from sync.registry.updates import publish as tell
    from sync.updates import Manifest, fault_of

    office = desk.open()
    notes = dict(note_of(text) for text in said.pop("notes"))
    made = []
    for file in files:
        named = named_by(file)
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").digest()
        manifest = Manifest(
            version=said["version"] or named[0],
            platform=said["platform"] or named[1],
            file=file.name,
            size=file.stat().st_size,
            sha256=digest,
            urgency=said["urgency"],
            least=said["least"],
            notes=notes,
        )
        if field := fault_of(manifest):
            values = {"file": file.name, "field": field}
            raise Refused([Problem("update.odd", values=values)])
        made.append(manifest)
    for manifest in made:
        document = {
            "version": manifest.version,
            "platform": manifest.platform,
            "sha256": manifest.sha256.hex(),
            "size": manifest.size,
            "told": tell(office, manifest),
        }
        desk.say(document, "{version}  {platform}  {size} bytes  {sha256}")


@update.command("list")
@placed
def list_updates(desk: Desk) -> None:
    """List what laptops are told, the latest word first."""
    from sync.registry.updates import published

    for one in published(desk.open()):
        document = {
            "version": one.version,
            "platform": one.platform,
            "file": one.file,
            "size": one.size,
            "sha256": one.sha256.hex(),
            "urgency": one.urgency,
            "least": one.least,
            "notes": dict(one.notes),
            "at": one.time,
        }
        desk.say(document, "{version}  {platform}  {urgency}  {file}")


@update.command()
@click.argument("version")
@click.argument("platform")
@placed
def withdraw(desk: Desk, version: str, platform: str) -> None:
    """Say that a package is not to be installed any more."""
    from sync.registry.updates import withdraw as take_back

    if not take_back(desk.open(), version, platform):
        values = {"version": version, "platform": platform}
        raise Refused([Problem("update.unpublished", values=values)])
    document = {"version": version, "platform": platform}
    desk.say(document, "Withdrawn: {version} {platform}")


def named_by(file: Path) -> tuple[str, str]:
    """Give version and platform as our own packages are named; "" of others."""
    for pattern, platform in NAMES:
        if found := pattern.fullmatch(file.name):
            return found["version"], platform
    return "", ""


def note_of(text: str) -> tuple[str, str]:
    """Read `LANGUAGE=TEXT`."""
    language, sign, note = text.partition("=")
    if not (sign and language.strip() and note.strip()):
        raise click.BadParameter(f"{text!r} is no LANGUAGE=TEXT", param_hint="--note")
    return language.strip(), note.strip()
