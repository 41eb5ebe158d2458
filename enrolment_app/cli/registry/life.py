"""`indraj registry init | serve | restored | upgrade`: a registry's life."""

import json
import signal
import sys
from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.publishing import gazetteer_in
from enrolment_app.cli.registry.area import refuse_odd
from enrolment_app.cli.registry.desk import Desk, placed, writing
from enrolment_app.problems import Problem

GAZETTEER = Path("gazetteer") / "places.csv"


PEM = FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--url", default="", help="Address under which laptops will reach it.")
@click.option(
    "--gazetteer",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with code, name_en, parent; the province's own where left out.",
)
@click.option(
    "--attachments",
    default="",
    metavar="PLACE",
    help="Where photos and files lie: a folder, or s3://BUCKET/PREFIX?endpoint=URL; "
    "beside the database where left out.",
)
@placed
def init(desk: Desk, url: str, gazetteer: Path | None, attachments: str) -> None:
    """Make a registry, once: its key, its database, its geography."""
    from sync.registry.founding import found

    places = gazetteer_in(gazetteer or desk.machine.resources / GAZETTEER).places
    refuse_odd(places)
    office = found(
        desk.data,
        desk.database,
        places,
        desk.clock,
        desk.machine.random,
        url=url.rstrip("/"),
        attachments=attachments,
    )
    office.storage.close()
    document = {"registry": office.id, "data": str(desk.data), "areas": len(places)}
    desk.say(document, "Registry {registry} is ready in {data}, with {areas} areas.")


@click.command()
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option(
    "--port",
    default=0,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@click.option("--url", default="", help="Address that laptops use, behind a proxy.")
@click.option("--cert", type=PEM, help="Certificate, where no proxy has one.")
@click.option("--key", type=PEM, help="The certificate's private key.")
@placed
def serve(  # noqa: PLR0913 - click hands its options over one by one
    desk: Desk, host: str, port: int, url: str, cert: Path | None, key: Path | None
) -> None:
    """Serve until SIGTERM; prints {"url": ...} when ready.

    The address is remembered for the provisioning files made from now on.
    """
    from sync.registry.api.serve import listen
    from sync.registry.api.serve import serve as run
    from sync.registry.api.watching import log_to
    from sync.registry.directory import tell_all
    from sync.registry.office import URL
    from sync.registry.ordered import level
    from sync.registry.publishing import finish

    if (cert is None) != (key is None):
        raise click.UsageError("--cert and --key go together.")
    tls = (cert, key) if cert and key else None
    office = desk.open()
    level(office, desk.data)
    tell_all(office)
    finish(office)
    try:
        listening = listen(host, port, tls)
    except (OSError, UnicodeError) as cause:
        values = {"place": f"{host}:{port}"}
        raise Refused([Problem("registry.unserved", values=values)]) from cause
    shown = f"[{host}]" if ":" in host else host
    here = (
        url.rstrip("/")
        or f"http{'s' if tls else ''}://{shown}:{listening.getsockname()[1]}"
    )
    with office.storage.writing() as books:
        books.put_setting(URL, here)
    # The server ends by itself and then hands the signal on: that is no failure.
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: None)
    log_to(sys.stderr)
    ready = {"url": here, "registry": office.id}
    run(office, listening, lambda: print(json.dumps(ready), flush=True), tls)
    office.storage.close()


BACKED_UP = (
    "The registry is in {file}, {bytes} bytes, read back: {entries} entries. Photos"
    " and files beside it: {attachments}, {attachments_new} of them new,"
    " {attachments_lacking} lacking."
)
RESTORED = (
    "The registry is back; epoch {epoch} has begun. Photos and files: {attachments}"
    " are back, {attachments_awaited} awaited from laptops."
)
KEPT_ELSEWHERE = (
    " Before, they were kept in {attachments_before}, which is left alone: another"
    " registry may use it. If this one goes on in its place, run `registry attachments"
    " place` with that address, and `registry attachments check`."
)
WITHOUT = click.option(
    "--without-attachments",
    "without",
    is_flag=True,
    help="Leave photos and files out of it.",
)
ERASURES = click.option(
    "--erasures",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="A copy of the file `erasures` that is newer than the backup.",
)


@click.command()
@ERASURES
@placed
def restored(desk: Desk, erasures: tuple[Path, ...]) -> None:
    """Say that the database came from a backup: a new epoch begins.

    Run it once, before serving again. Laptops then send what the backup lacks. What
    was ordered to be erased since the backup is erased again.
    """
    from sync.registry.founding import say_restored
    from sync.registry.ordered import add_copies, level

    office = desk.open(put_back=True)
    add_copies(desk.data, office.keys.newest(), erasures)
    epoch = say_restored(office, desk.data)
    document = {"epoch": epoch, "erased": level(office, desk.data)}
    desk.say(document, "Epoch {epoch} has begun; laptops send again what is missing.")


@click.command()
@placed
def upgrade(desk: Desk) -> None:
    """Raise the database to this program's version; back it up before.

    Stop every process that serves it first.
    """
    from sync.registry.founding import upgrade as raise_tables
    from sync.registry.naming import note_again
    from sync.registry.storage.tables import VERSION

    before = raise_tables(desk.data, desk.database)
    note_again(desk.open(put_back=True).storage)
    document = {"before": before, "version": VERSION}
    desk.say(document, "The database is of version {version}.")


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@WITHOUT
@click.option(
    "--not-elsewhere",
    is_flag=True,
    help="It stays on this computer for now: nothing is durable by it yet.",
)
@placed
def backup(desk: Desk, out: Path, *, without: bool, not_elsewhere: bool) -> None:
    """Write all of the registry into one file, while it serves, and read it back.

    Photos and files go beside it, into a folder that backups there share. The
    registry's key is in the file: keep it where nobody else can read it. Laptops are
    told that what it holds is durable, and let their own copies of photos go two weeks
    later: write it to another disk or computer.
    """
    from sync.registry.backup import back_up, note_durable

    office = desk.open()
    with writing(out):
        done = back_up(office, desk.data, desk.database, out, attachments=not without)
    if not not_elsewhere:
        note_durable(office, done)
    document = {
        "file": str(out),
        "bytes": done.bytes,
        "entries": done.entries,
        "attachments": len(done.contents.held),
        "attachments_new": done.contents.new,
        "attachments_lacking": done.contents.lacking,
        "durable": not not_elsewhere,
    }
    desk.say(document, BACKED_UP)
    done.found.must_be_whole()


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--key",
    type=FILE,
    help="A copy of `registry.key` that is newer than the backup.",
)
@ERASURES
@WITHOUT
@click.option(
    "--attachments",
    "place",
    default="",
    metavar="PLACE",
    help="Where photos and files lie, if not in the folder: after a loss the address"
    " that they had (a folder, or s3://BUCKET/PREFIX?endpoint=URL); never in a drill.",
)
@placed
def restore(  # noqa: PLR0913 - click hands its options over one by one
    desk: Desk,
    file: Path,
    key: Path | None,
    erasures: tuple[Path, ...],
    place: str,
    *,
    without: bool,
) -> None:
    """Make the registry of a backup in an empty folder (and an empty --database).

    A new epoch begins: laptops then send again what the backup lacks. What was ordered
    to be erased since the backup is erased again. Photos and files that do not lie
    beside the backup are awaited from laptops. If the registry took another key since,
    its key file is needed: laptops believe no former key.
    """
    from sync.registry.ordered import level
    from sync.registry.restoring import restore as put_back

    into = (desk.data, desk.database, desk.clock, desk.machine.random)
    done = put_back(
        file,
        *into,
        attachments=not without,
        key=key,
        orders=erasures,
        place=place,
    )
    document = {
        "epoch": done.epoch,
        "erased": level(desk.open(), desk.data),
        "attachments": len(done.contents.held),
        "attachments_awaited": done.contents.awaited,
        "attachments_before": done.place_before,
    }
    elsewhere = done.place_before not in ("", place)
    desk.say(document, RESTORED + KEPT_ELSEWHERE * elsewhere)
    done.found.must_be_whole()
