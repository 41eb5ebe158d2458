"""`indraj registry erase | erasures`: erasing on lawful request, what was erased."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem
from sync.erasure import ASKED, decode_order, order_id
from sync.values import record_bytes

COMES_TO = (
    "{records} records in {changes} changes of {segments} segments, {aside} put aside."
)
PLANNED = COMES_TO + " Nothing was changed."
DONE = "Erased by order {order}: " + COMES_TO
KEPT = "Kept, as it stands elsewhere or people disagree: {record}"
SCRUBBED = "Every table is written anew, without what was erased."
LOG_LEFT = (
    "The log of writes still tells of it: run this as a superuser of the database, or"
    " see docs/registry.md."
)
ARCHIVED = "The server hands its log to an archive, which was not reached."
FOLLOWED = "Replicas or slots that keep the log, not reached: {replicas}"
LISTED = "{order}  {at}  {records} records  asked by {asked}, decided by {by}: {why}"


@click.command()
@click.argument("household")
@click.option("--by", required=True, help="Id of the person who decided.")
@click.option("--why", required=True, help="The file that tells the reason. No names.")
@click.option(
    "--asked", type=click.Choice(ASKED), default=ASKED[0], help="Who asked for it."
)
@click.option("--dry-run", is_flag=True, help="Only tell what it would come to.")
@placed
def erase(  # noqa: PLR0913 - click hands its options over one by one
    desk: Desk, household: str, by: str, why: str, asked: str, *, dry_run: bool
) -> None:
    """Erase a household with its people, or one person, everywhere and for good.

    Laptops erase their copies at their next exchange. `scrub` takes what is left of
    old rows out of the database's files. Exports, printed lists and backups are not
    reached: see docs/registry.md.
    """
    from sync.registry import erasure
    from sync.registry.ordered import level

    office = desk.open()
    record = _record(household)
    with office.storage.reading() as books:
        if books.people.get(by) is None:
            raise Refused((Problem("registry.person_unknown", values={"person": by}),))
    if dry_run:
        told, line = erasure.planned(office, record), PLANNED
    else:
        level(office, desk.data)
        told, line = erasure.erase(office, record, asked, by, why), DONE
        level(office, desk.data)
    if not told.changes:
        raise Refused((_unknown(household),))
    document = {
        "household": record,
        "records": len(told.records),
        "changes": told.changes,
        "segments": told.segments,
        "aside": told.aside,
        "kept": list(told.kept),
        "order": " ".join(map(_order, told.orders)),
    }
    desk.say(document, line)
    for kept in () if desk.as_json else told.kept:
        desk.say({"record": kept}, KEPT)


@click.command()
@placed
def erasures(desk: Desk) -> None:
    """List what was erased: when, who asked, who decided, why."""
    office = desk.open()
    with office.storage.reading() as books:
        orders = books.erasures.all()
    for content in orders:
        order = decode_order(content)
        document = {
            "order": _order(content),
            "at": order.time,
            "records": len(order.records),
            "asked": order.asked,
            "by": order.by,
            "why": order.why,
        }
        desk.say(document, LISTED)


@click.command()
@placed
def scrub(desk: Desk) -> None:
    """Take what erased rows left behind out of the files of the database.

    Every table is written anew, which nobody can read or write meanwhile: run it when
    nobody exchanges. On PostgreSQL the log of writes is begun anew too, as far as this
    user of the database may say so.
    """
    done = desk.open().storage.scrub()
    document = {
        "log": done.log,
        "archived": done.archived,
        "replicas": done.replicas,
    }
    desk.say(document, SCRUBBED)
    left = (
        (not done.log, LOG_LEFT),
        (done.archived, ARCHIVED),
        (done.replicas, FOLLOWED),
    )
    for is_left, line in () if desk.as_json else left:
        if is_left:
            desk.say(document, line)


def _record(household: str) -> str:
    try:
        record_bytes(household)
    except ValueError:
        raise Refused((_unknown(household),)) from None
    return household


def _unknown(household: str) -> Problem:
    return Problem("registry.household_unknown", values={"household": household})


def _order(content: bytes) -> str:
    return order_id(content).hex()
