"""`indraj household`: begin, show, answer, submit, list, search, history, review."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from enrolment_app.cli.confirming import confirm
from enrolment_app.cli.erased import erased
from enrolment_app.cli.exporting import export
from enrolment_app.cli.failures import Refused
from enrolment_app.cli.importing import import_
from enrolment_app.cli.place import Place, placed
from enrolment_app.cli.reviewing import approve, return_
from enrolment_app.cli.shapes import (
    attachment_json,
    comment_json,
    confirmation_json,
    conflict_json,
    problem_json,
    shown_moment,
)
from enrolment_app.problems import Problem

ALL_AT_ONCE = 500


@click.group()
def household() -> None:
    """Households: new, show, set, finish, list, search, history, approve, return."""


household.add_command(approve)
household.add_command(erased)
household.add_command(return_)
household.add_command(export)
household.add_command(import_)
household.add_command(confirm)


@household.command()
@click.option("--form", default="", help="The questionnaire's id, where several are.")
@click.option("--answers", required=True, help="A JSON file of answers, or - .")
@placed
def new(place: Place, form: str, answers: str) -> None:
    """Begin a household with the answers of a JSON document.

    {"@file": "FILE"} answers a question that takes a photo or another file.
    """
    from enrolment_app.actions.keep_visit import keep_visit
    from enrolment_app.actions.open_visit import begin_visit
    from enrolment_app.actions.write_answers import attaching, write_document

    document = read_document(answers)
    with place.work() as work:
        visit = begin_visit(work, form)
        if isinstance(visit, Problem):
            raise Refused([visit])
        refuse_for(write_document(visit, document, attaching(work)))
        keep_visit(work, visit)
    place.say({"id": visit.household}, visit.household)


def read_document(answers: str) -> dict[str, Any]:
    """Read a JSON object from a file or, for "-", from standard input."""
    try:
        text = sys.stdin.read() if answers == "-" else Path(answers).read_text("utf-8")
        document = json.loads(text)
    except (OSError, UnicodeDecodeError):
        raise Refused([Problem("cli.file_unreadable", "", {"file": answers})]) from None
    except ValueError:
        raise Refused([Problem("cli.not_json", values={"file": answers})]) from None
    if not isinstance(document, dict):
        raise Refused([Problem("cli.not_json", values={"file": answers})])
    return document


def refuse_for(problems: tuple[Problem, ...]) -> None:
    """Stop here where there are problems; nothing was kept yet."""
    if problems:
        raise Refused(problems)


@household.command()
@click.argument("household_id", metavar="ID")
@click.option("--want", is_flag=True, help="Ask for photos that are not here.")
@placed
def show(place: Place, household_id: str, *, want: bool) -> None:
    """Show answers, conflicts, problems, attachments and who holds them.

    With --want the next exchange brings photos and files that are not here.
    """
    from enrolment_app.actions.show_household import show_household
    from enrolment_app.actions.want_attachment import want_attachment

    with place.work() as work:
        shown = show_household(work, household_id)
        for one in shown.attachments if want else ():
            want_attachment(work, one.reference)
        people = {person.id: person.name for person in work.store.people.all()}
        device = work.store.device.number
    document = {
        "id": shown.household,
        "form": shown.form,
        "version": shown.version,
        "area": shown.area,
        "status": shown.status,
        "custody": shown.custody.value,
        "open": shown.open,
        "answers": shown.answers,
        "earlier": dict(shown.earlier),
        "gone": [
            {"id": row.id, "kind": row.kind, "status": row.status}
            | {"answers": row.answers}
            for row in shown.gone
        ],
        "conflicts": [conflict_json(each, people, device) for each in shown.contested],
        "problems": [problem_json(each.problem, each.text) for each in shown.problems],
        "comments": [comment_json(each) for each in shown.comments],
        "confirmations": [confirmation_json(*each) for each in shown.confirmations],
        "attachments": [attachment_json(each) for each in shown.attachments],
        "attachments_awaited": sum(not one.held for one in shown.attachments),
    }
    place.say(document, json.dumps(document, ensure_ascii=False, indent=2))


@household.command("set")
@click.argument("household_id", metavar="ID")
@click.argument("answers", metavar="FIELD=VALUE...", nargs=-1, required=True)
@placed
def set_(place: Place, household_id: str, answers: tuple[str, ...]) -> None:
    """Write answers: dwelling/roof=tin, members[2]/name=Gul, or @dont-know, @refused.

    An empty value clears. members[new]/name=... begins a row; members[2]/@status=left
    says that one left (or died, entered-in-error, here). photo=@FILE attaches a file.
    All is written, or nothing.
    """
    from enrolment_app.actions.keep_visit import keep_visit
    from enrolment_app.actions.open_visit import open_visit
    from enrolment_app.actions.write_answers import attaching, write_answers

    words = []
    for each in answers:
        field, equals, value = each.partition("=")
        if not equals:
            raise click.UsageError(f"{each}: give FIELD=VALUE")
        words.append((field, value))
    with place.work() as work:
        visit = open_visit(work, household_id)
        refuse_for(write_answers(visit, words, attaching(work)))
        keep_visit(work, visit)
    place.say({"id": household_id, "written": len(words)}, household_id)


@household.command()
@click.argument("household_id", metavar="ID")
@click.argument("reference")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@placed
def attachment(place: Place, household_id: str, reference: str, out: Path) -> None:
    """Write a file that an answer names out of the store, in the open.

    One that is not here, or is damaged, comes with the next exchange.
    """
    from enrolment_app.actions.want_attachment import want_attachment
    from enrolment_app.actions.write_attachment import write_attachment
    from enrolment_app.store import AttachmentDamaged, AttachmentMissing, DiskFailed

    with place.work() as work:
        try:
            problem = write_attachment(work, household_id, reference, out)
        except (AttachmentMissing, AttachmentDamaged, DiskFailed):
            want_attachment(work, reference)
            raise
        if problem is not None:
            raise Refused([problem])
        size = work.store.attachments.size(reference)
    place.say({"file": str(out), "bytes": size}, str(out))


@household.command()
@click.argument("household_id", metavar="ID")
@placed
def finish(place: Place, household_id: str) -> None:
    """Submit a household: checked whole, sealed for good."""
    from enrolment_app.actions.open_visit import open_visit
    from enrolment_app.actions.submit_visit import submit_visit

    with place.work() as work:
        visit = open_visit(work, household_id)
        sealed = submit_visit(work, visit)
        if isinstance(sealed, tuple):
            said = (own_words(visit.interview.message(p), p) for p in sealed)
            raise Refused(said)
    place.say({"id": household_id, "status": "submitted"}, household_id)


def own_words(message: str, problem: Problem) -> Problem:
    """Give a problem the form's own words, where it has any."""
    if not message:
        return problem
    return Problem("form.says", problem.field, {"message": message})


@household.command("list")
@click.option("--status", "statuses", multiple=True, help="Only of this status.")
@click.option("--conflicts", is_flag=True, help="Only those with conflicts.")
@click.option("--open", "only_open", is_flag=True, help="Only those open here.")
@placed
def list_(
    place: Place,
    statuses: tuple[str, ...],
    conflicts: bool,  # noqa: FBT001 - click hands a flag over
    only_open: bool,  # noqa: FBT001 - click hands a flag over
) -> None:
    """List the households of this laptop."""
    from enrolment_app.store import Query

    query = Query(statuses=statuses, contested=conflicts, open=only_open)
    with place.work() as work:
        place.say_each(listed(work, query), LINE)


@household.command()
@click.argument("text")
@placed
def search(place: Place, text: str) -> None:
    """Find households by names in any script, CNIC, telephone, village, number."""
    from enrolment_app.store import Query

    with place.work() as work:
        place.say_each(listed(work, Query(text=text)), LINE)


LINE = "{id}  {number}  {status}  {custody}  {head}  {village}"


def listed(work: Any, query: Any) -> Iterator[dict[str, Any]]:
    """Give all households that a query asks for, page after page."""
    from dataclasses import replace

    from enrolment_app.actions.list_households import list_households
    from enrolment_app.actions.looking import LISTED, note_look

    offset = 0
    while True:
        page = list_households(work, replace(query, offset=offset, limit=ALL_AT_ONCE))
        if offset == 0 and page.rows:
            note_look(work, LISTED, str(page.total))
        for row in page.rows:
            yield {
                "id": row.household,
                "number": row.number,
                "head": row.head,
                "village": row.village,
                "status": row.status,
                "custody": row.custody.value,
                "people": row.people,
                "area": row.area,
                "changed": shown_moment(row.changed_ms),
                "conflicts": row.contested,
                "problems": row.problems,
                "open": row.open,
                "enumerator": row.enumerator,
            }
        offset += len(page.rows)
        if not page.rows or offset >= page.total:
            return


@household.command()
@click.argument("household_id", metavar="ID")
@click.option("--audit", is_flag=True, help="As a log of interviews (audit.csv).")
@placed
def history(place: Place, household_id: str, audit: bool) -> None:  # noqa: FBT001
    """Show who did what to a household, from its first change on."""
    from enrolment_app.actions.household_history import audit_log, household_history
    from enrolment_app.cli.shapes import entry_json

    with place.work() as work:
        if audit:
            click.echo(audit_log(work, household_id), nl=False)
            return
        people = {person.id: person.name for person in work.store.people.all()}
        entries = household_history(work, household_id)
        documents = [entry_json(entry, people) for entry in entries]
    place.say_each(documents, "{at}  {person}  {device}  {why}  {custody}")
