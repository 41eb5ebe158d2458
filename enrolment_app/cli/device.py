"""`indraj device`: take a provisioning file; who this laptop is."""

from pathlib import Path

import click

from enrolment_app.actions.work import Work
from enrolment_app.cli.failures import Refused, words
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem
from enrolment_app.sentences import sentence
from sync.errors import ExchangeError


@click.group()
def device() -> None:
    """Enrol this laptop from a provisioning file; who it is."""


@device.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--person", default="", help="Who opens the store, where it is made.")
@placed
def enrol(place: Place, file: Path, person: str) -> None:
    """Take a provisioning file: number, areas and questionnaires of this laptop.

    Makes the store where there is none, and tells the registry if it can be reached.
    """
    from enrolment_app.actions.enrol_device import enrol_device, read_provisioning_file

    given = read_provisioning_file(file)
    if isinstance(given, Problem):
        raise Refused([given])
    work = open_or_make(place, person or given.name)
    try:
        enrolled = enrol_device(work, given)
        reached = reach_registry(work)
    finally:
        work.store.close()
    document = {
        "device": enrolled.device,
        "name": enrolled.name,
        "areas": list(enrolled.areas),
        "forms": list(enrolled.forms),
        "registry_reached": reached,
    }
    place.say(document, f"This laptop is {enrolled.name} (number {enrolled.device}).")


def open_or_make(place: Place, person: str) -> Work:
    """Open the store, or make it where there is none."""
    from enrolment_app.actions.create_store import create_store
    from enrolment_app.actions.unlock import unlock
    from enrolment_app.store import Store

    if Store.exists(place.store_dir):
        return unlock(place.store_dir, place.passphrase(), place.machine)
    passphrase = place.passphrase(new=True)
    return create_store(place.store_dir, passphrase, person, place.machine)


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
    with place.work() as work:
        mine = work.store.device
        enrolment = mine.enrolment
        document = {
            "device": mine.number,
            "name": mine.name,
            "areas": list(mine.areas),
            "registry": enrolment.registry if enrolment else "",
            "url": enrolment.url if enrolment else "",
            "key": mine.public_key.hex(),
            "trouble": mine.trouble,
            "person": work.person.name,
        }
    line = "Laptop {device} {name}, areas {areas}, registry {url}."
    place.say(document, line.format_map(document))
