"""`indraj registry`: the central side; needs the `registry` extra's libraries."""

import functools
import json
import signal
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from enrolment_app.actions.work import Machine
from enrolment_app.cli.failures import Refused
from enrolment_app.cli.publishing import body_of, places_in
from enrolment_app.problems import Problem
from sync.errors import RegistryError

if TYPE_CHECKING:
    from sync.registry.office import Office

GAZETTEER = Path("gazetteer") / "places.csv"
Verb = Callable[..., Any]
EXTRA = ("fastapi", "joserfc", "sqlalchemy", "uvicorn")


class RegistryExtraMissing(RegistryError):
    """The libraries of the central side are not installed on this computer."""

    code: ClassVar[str] = "registry.extra_missing"


@click.group()
def registry() -> None:
    """Run the central side: init, serve, device, form, quarantine, restored."""
    if any(find_spec(library) is None for library in EXTRA):
        raise RegistryExtraMissing


def placed(verb: Verb) -> Verb:
    """Give a verb the options of all registry verbs and, first, an opener."""

    @click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        required=True,
        help="Folder with the registry's key and, without --database, its database.",
    )
    @click.option("--database", default="", help="postgresql://... instead of SQLite.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @click.pass_context
    @functools.wraps(verb)
    def with_data(
        context: click.Context,
        /,
        data: Path,
        database: str,
        as_json: bool,  # noqa: FBT001 - click hands a flag over
        **rest: Any,
    ) -> Any:
        return verb(Desk(data, database, context.find_root().obj, as_json), **rest)

    return with_data


class Desk:
    """One call's place: which registry, by whose clock, in which form to answer."""

    def __init__(
        self, data: Path, database: str, machine: Machine, as_json: object
    ) -> None:
        self.data = data
        self.database = database
        self.machine = machine
        self.as_json = bool(as_json)

    def clock(self) -> int:
        """Give milliseconds since 1970."""
        return int(self.machine.clock().timestamp() * 1000)

    def open(self) -> "Office":
        """Open the registry; raises `RegistryMissing` where there is none."""
        from sync.registry.founding import open_office

        return open_office(self.data, self.database, self.clock, self.machine.random)

    def say(self, document: dict[str, Any], line: str) -> None:
        """Print one JSON document, or the line for people."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            click.echo(line.format_map(document))


@registry.command()
@click.option("--url", default="", help="Address under which laptops will reach it.")
@click.option(
    "--gazetteer",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with code, name_en, parent; the province's own where left out.",
)
@placed
def init(desk: Desk, url: str, gazetteer: Path | None) -> None:
    """Make a registry, once: its key, its database, its geography."""
    from sync.registry.founding import found
    from sync.registry.office import URL

    places = tuple(places_in(gazetteer or desk.machine.resources / GAZETTEER))
    office = found(desk.data, desk.database, places, desk.clock, desk.machine.random)
    with office.storage.writing() as books:
        books.put_setting(URL, url.rstrip("/"))
    office.storage.close()
    document = {"registry": office.id, "data": str(desk.data), "areas": len(places)}
    desk.say(document, "Registry {registry} is ready in {data}, with {areas} areas.")


@registry.command()
@click.option("--host", default="127.0.0.1", help="Address to listen on.")
@click.option("--port", default=0, help="Port to listen on; 0 takes a free one.")
@click.option("--url", default="", help="Address that laptops use, behind a proxy.")
@placed
def serve(desk: Desk, host: str, port: int, url: str) -> None:
    """Serve until SIGTERM; prints {"url": ...} when ready.

    The address is remembered for the provisioning files made from now on.
    """
    from sync.registry.api.serve import listen
    from sync.registry.api.serve import serve as run
    from sync.registry.office import URL

    office = desk.open()
    listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    here = url.rstrip("/") or f"http://{shown}:{listening.getsockname()[1]}"
    with office.storage.writing() as books:
        books.put_setting(URL, here)
    # The server ends by itself and then hands the signal on: that is no failure.
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: None)
    ready = {"url": here, "registry": office.id}
    run(office, listening, lambda: print(json.dumps(ready), flush=True))
    office.storage.close()


@registry.command()
@placed
def restored(desk: Desk) -> None:
    """Say that the database came from a backup: a new epoch begins.

    Run it once, before serving again. Laptops then send what the backup lacks.
    """
    from sync.registry.founding import begin_epoch

    document = {"epoch": begin_epoch(desk.open())}
    desk.say(document, "Epoch {epoch} has begun; laptops send again what is missing.")


@registry.group()
def form() -> None:
    """Publish questionnaires."""


@form.command()
@click.argument("file", type=click.Path(path_type=Path))
@placed
def publish(desk: Desk, file: Path) -> None:
    """Publish a questionnaire (.xlsx, .xls, .csv, .md or an XForm) to all laptops."""
    from enrolment_app.questionnaire import convert
    from sync.registry.publishing import publish as announce

    converted = convert(file)
    if converted.questionnaire is None:
        raise Refused(converted.problems or (Problem("form.not_a_form"),))
    body = body_of(converted.questionnaire)
    released = announce(desk.open(), body)
    document = {
        "form": body.form,
        "version": body.version,
        "title": body.title,
        "hash": body.hash,
        "released": released,
    }
    desk.say(document, "Published {form} {version}: {title}")


@registry.group()
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


@registry.group()
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
