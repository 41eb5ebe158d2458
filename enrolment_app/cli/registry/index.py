"""`indraj registry index`: which identity numbers the province holds."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.household.identity import cnic
from enrolment_app.problems import Problem

SAID = "Read {entries} entries; {filters} filters of {numbers} numbers are in use."
SHOWN = "{hash}  {numbers} numbers, {bytes} bytes, mistaken once in {once_in}"
FOUND = "{area} {record}"


@click.group()
def index() -> None:
    """Tell laptops, by filters that disclose nobody, which numbers are held."""


@index.command()
@click.option("--anew", is_flag=True, help="One filter of all, in place of the others.")
@placed
def make(desk: Desk, *, anew: bool) -> None:
    """Read what is new in the logs and publish filters; for every night, say."""
    from sync.registry.identities import gather, publish_filters

    office = desk.open()
    read = gather(office)
    in_use = publish_filters(office, anew=anew)
    document = {
        "entries": read,
        "filters": len(in_use),
        "numbers": sum(one.numbers for one in in_use),
    }
    desk.say(document, SAID)


@index.command("show")
@placed
def show_filters(desk: Desk) -> None:
    """List the filters in use, and how often each is mistaken."""
    from sync.registry.identities import opened

    for one, filter_ in opened(desk.open()):
        document = {
            "hash": one.hash.hex(),
            "numbers": one.numbers,
            "bytes": len(filter_.bits),
            "once_in": round(1 / filter_.mistaken) if filter_.mistaken else 0,
        }
        desk.say(document, SHOWN)


@index.command()
@click.argument("number")
@placed
def find(desk: Desk, number: str) -> None:
    """Say where an identity NUMBER was ever written, for whoever asks the registry."""
    from sync.registry.identities import where

    digits = cnic(number)
    if isinstance(digits, Problem):
        raise Refused((digits,))
    for one in where(desk.open(), digits):
        desk.say({"area": one.area, "record": one.record}, FOUND)
