"""`indraj form migrate`: answers under another version of their questionnaire."""

import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from enrolment_app.cli.authoring import ANSWERS, answers_in, read_form
from enrolment_app.cli.failures import Refused, words
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from enrolment_app.actions.move_visit import Offer
    from enrolment_app.actions.work import Work
    from enrolment_app.questionnaire.migrating import Migration

FILES = 2


@click.command()
@click.argument("what", metavar="ID | OLD NEW", nargs=-1, required=True)
@ANSWERS
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would become.")
@click.option("--undo", is_flag=True, help="Take the move of the open visit back.")
@placed
def migrate(
    place: Place,
    what: tuple[str, ...],
    answers: IO[str] | None,
    dry_run: bool,  # noqa: FBT001 - click hands a flag over
    undo: bool,  # noqa: FBT001 - click hands a flag over
) -> None:
    """Move household ID to the newest installed version of its questionnaire.

    The move is part of the household's open visit; --undo brings back the old version
    exactly, until the household is submitted. With two files it shows what becomes of
    answers to OLD under NEW and writes nothing.
    """
    if len(what) == FILES:
        _between(place, Path(what[0]), Path(what[1]), answers)
    elif len(what) != 1 or answers is not None:
        raise click.UsageError("Give the ID of a household, or two files: OLD NEW.")
    else:
        with place.work() as work:
            _household(place, work, what[0], dry_run=dry_run, undo=undo)


def _household(
    place: Place, work: "Work", household: str, *, dry_run: bool, undo: bool
) -> None:
    from enrolment_app.actions.move_visit import (
        move_visit,
        offer_of,
        undo_move,
        was_moved,
    )
    from enrolment_app.actions.open_visit import open_visit

    visit = open_visit(work, household)
    if undo:
        if was_moved(work, visit) is None:
            raise Refused([Problem("visit.not_moved", household)])
        back = undo_move(work, visit)
        told = {"id": household, "version": back.setting.layout.version}
        place.say(told, f"{household} {told['version']}")
        return
    offer = offer_of(work, visit)
    if offer is None:
        raise Refused([Problem("visit.newest_version", household)])
    if not dry_run:
        move_visit(work, visit)
    document = {
        "id": household,
        "from": offer.old.version,
        "to": offer.new.version,
        "moved": not dry_run,
        **_told(offer),
    }
    place.say(document, *_lines(offer.plan))


def _told(offer: "Offer") -> dict[str, Any]:
    return {
        "conflicts": offer.contested,
        **_plan(offer.plan),
        "problems": _problems(offer.problems),
    }


def _between(place: Place, old: Path, new: Path, answers: IO[str] | None) -> None:
    """Show what becomes of answers in a file."""
    from enrolment_app.questionnaire import Interview
    from enrolment_app.questionnaire.migrating import migrate as carried

    given, target = answers_in(answers), read_form(new)
    done = carried(given, read_form(old), target)
    live = Interview(target, now=place.machine.clock(), answers=done.answers)
    document = {
        **_plan(done),
        "problems": _problems(live.problems()),
        "answers": live.answers(),
    }
    place.say(document, *_lines(done))


def _plan(done: "Migration") -> dict[str, Any]:
    return {
        "kept": done.kept,
        "moved": done.moved,
        "lost": [{"field": field, "value": value} for field, value in done.lost],
        "unfit": [{"field": field, "value": value} for field, value in done.unfit],
        "new": done.new,
    }


def _problems(problems: "Iterable[Problem]") -> list[dict[str, Any]]:
    return [{**each.to_json(), "text": words(each)} for each in problems]


def _lines(done: "Migration") -> "Iterable[str]":
    yield f"{done.kept} answers stay where they are"
    for before, after in done.moved.items():
        yield f"  {before} becomes {after}"
    for what, found in (("lost", done.lost), ("unfit", done.unfit)):
        for field, value in found:
            yield f"  {what}: {field} = {json.dumps(value, ensure_ascii=False)}"
    for path in done.new:
        yield f"  new: {path}"
