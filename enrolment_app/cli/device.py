"""`indraj device`: take a provisioning file; who this laptop is."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrolment_app.actions.work import Work
from enrolment_app.cli.failures import Refused, words
from enrolment_app.cli.place import Place, placed
from enrolment_app.cli.shapes import update_told
from enrolment_app.problems import Problem
from enrolment_app.sentences import sentence
from sync.errors import ExchangeError

if TYPE_CHECKING:
    from sync.session.activation import ProvisionedPerson
    from sync.session.provisioned import Provisioned


SOUND = "It is version {version} for {platform}, just as the registry published it."


@click.group()
def device() -> None:
    """Enrol this laptop from a provisioning file; who it is."""


@device.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--person", default="", help="Who begins: a name of the file, or an id.")
@click.option(
    "--code",
    default="",
    envvar="INDRAJ_ACTIVATION_CODE",
    help="Your activation code; asked for where it is needed and left out.",
)
@placed
def enrol(place: Place, file: Path, person: str, code: str) -> None:
    """Take a provisioning file: number, areas and questionnaires of this laptop.

    Makes the store where there is none, and tells the registry if it can be reached.
    """
    from enrolment_app.actions.enrol_device import enrol_device, read_provisioning_file

    given = read_provisioning_file(file, place.machine.clock())
    if isinstance(given, Problem):
        raise Refused([given])
    begins, code = beginner(given, person, code)
    work = open_or_make(place, given, begins, person)
    try:
        enrolled = enrol_device(work, given, code)
        if isinstance(enrolled, Problem):
            raise Refused([enrolled])
        reached = reach_registry(work)
    finally:
        work.store.close()
    document = {
        "device": enrolled.device,
        "name": enrolled.name,
        "role": given.role,
        "areas": list(enrolled.areas),
        "forms": list(enrolled.forms),
        "registry_reached": reached,
    }
    place.say(document, f"This laptop is {enrolled.name} (number {enrolled.device}).")


def beginner(
    given: "Provisioned", person: str, code: str
) -> "tuple[ProvisionedPerson | None, str]":
    """Give who of the file begins, with the code; ask for it where it is needed."""
    from enrolment_app.actions.enrol_device import whose

    found = whose(given, person, code)
    needed = isinstance(found, Problem) and found.code == "device.code_needed"
    if needed and sys.stdin.isatty():
        code = click.prompt("Activation code", hide_input=True, err=True)
        found = whose(given, person, code)
    if isinstance(found, Problem):
        raise Refused([found])
    return found, code


def open_or_make(
    place: Place, given: "Provisioned", begins: "ProvisionedPerson | None", name: str
) -> Work:
    """Open the store, or make it where there is none, for who begins with the file."""
    from enrolment_app.actions.create_store import create_store
    from enrolment_app.actions.enrol_device import passphrase_fits
    from enrolment_app.actions.unlock import unlock
    from enrolment_app.store import Store

    if Store.exists(place.store_dir):
        return unlock(place.store_dir, place.passphrase(), place.machine)
    passphrase = place.passphrase(new=True)
    problem = passphrase_fits(given, passphrase)
    if problem is not None:
        raise Refused([problem])
    called = begins.name if begins else name or given.name
    person_id = begins.id if begins else ""
    return create_store(
        place.store_dir, passphrase, called, place.machine, person_id=person_id
    )


def reach_registry(work: Work) -> bool:
    """Exchange once, if there is a line; says so on standard error if there is none."""
    from enrolment_app.actions.exchange import exchange

    try:
        outcome = exchange(work)
    except ExchangeError as failure:
        click.echo(sentence(failure.code), err=True)
        click.echo(sentence("device.enrolled_offline"), err=True)
        return False
    if isinstance(outcome, Problem):
        click.echo(words(outcome), err=True)
        return False
    return True


@device.command()
@placed
def info(place: Place) -> None:
    """Tell who this laptop is."""
    from enrolment_app.actions.choose_proxy import chosen_proxy
    from enrolment_app.actions.geography import names_of
    from enrolment_app.actions.updates import running, update_for

    with place.work() as work:
        mine = work.store.device
        names = names_of(work, mine.areas)
        enrolment = mine.enrolment
        document = {
            "device": mine.number,
            "name": mine.name,
            "areas": list(mine.areas),
            "area_names": list(names),
            "geography": work.store.places.version,
            "role": enrolment.role if enrolment else "",
            "policies": dict(enrolment.policies) if enrolment else {},
            "registry": enrolment.registry if enrolment else "",
            "registry_key_number": 1 + len(work.store.trust.successions()),
            "url": enrolment.url if enrolment else "",
            "proxy": chosen_proxy(work),
            "key": mine.public_key.hex(),
            "version": running(),
            "update": update_told(update_for(work)),
            "office_codes": [asdict(one) for one in work.store.office_codes.all()],
            "trouble": mine.trouble,
            "person": work.person.name,
        }
    line = "Laptop {device} {name}, areas {where}, registry {url}."
    place.say(
        document,
        line.format_map(document | {"where": ", ".join(names)}),
    )


@device.command("check-update")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@placed
def check_update(place: Place, file: Path) -> None:
    """Tell whether FILE is a package of the program as the registry published it.

    Before it is installed: nothing is opened or started. Exits 5 for an altered one.
    """
    from enrolment_app.actions.updates import check_update as compare

    with place.work() as work:
        found = compare(work, file)
    if isinstance(found, Problem):
        altered = found.code == "update.altered"
        raise Refused([found], status=5 if altered else 1)
    document = {
        "version": found.version,
        "platform": found.platform,
        "file": found.file,
        "sha256": found.sha256.hex(),
        "published": found.time,
    }
    place.say(document, SOUND.format_map(document))


@device.command("new-key")
@placed
def new_key(place: Place) -> None:
    """Go on under another key, from the next exchange on; the number stays."""
    from enrolment_app.actions.take_new_key import take_new_key

    with place.work() as work:
        problem = take_new_key(work)
    if problem is not None:
        raise Refused([problem])
    place.say({"wanted": True}, "The new key counts from the next exchange on.")


@device.command()
@click.argument("address", envvar="INDRAJ_PROXY")
@placed
def proxy(place: Place, address: str) -> None:
    """Choose the proxy on the way to the registry; it is kept in the store.

    ADDRESS is http://host:port, with name:password@ before the host where the proxy
    asks for them (INDRAJ_PROXY keeps them off the command line); `none`; or `system`,
    which is so at first: what HTTPS_PROXY or the settings of the computer say.
    """
    from enrolment_app.actions.choose_proxy import choose_proxy, chosen_proxy

    with place.work() as work:
        problem = choose_proxy(work, address)
        if problem is not None:
            raise Refused([problem])
        chosen = chosen_proxy(work)
    place.say({"proxy": chosen}, f"Proxy: {chosen}.")
