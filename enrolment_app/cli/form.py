"""`indraj form`: check, install and replay questionnaires, evaluate expressions."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from enrolment_app.actions.work import Machine
from enrolment_app.cli.authoring import explain
from enrolment_app.cli.failures import Refused, words
from enrolment_app.cli.install import install
from enrolment_app.cli.migrating import migrate
from enrolment_app.problems import Problem


@click.group()
def form() -> None:
    """Questionnaires: check, install, run, explain, migrate, xpath."""


form.add_command(install)
form.add_command(explain)
form.add_command(migrate)


@form.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def check(context: click.Context, file: Path, as_json: bool) -> None:  # noqa: FBT001
    """Convert and compile FILE; list problems, what is not supported, and advice."""
    from enrolment_app.questionnaire import advice, convert, datasets

    converted = convert(file)
    read = converted.questionnaire
    advised = advice(read) if read else ()
    rows = converted.rows
    asked = [part for part in read.questions.values() if part.shown] if read else []
    document: dict[str, Any] = {
        "usable": converted.usable,
        "form": read.id if read else "",
        "version": read.version if read else "",
        "title": read.title if read else "",
        "questions": len(asked),
        "languages": list(read.languages) if read else [],
        "repairs": [_told(each) for each in converted.repairs],
        "problems": [_told(each) for each in converted.problems],
        "unsupported": [_told(each, rows) for each in converted.unsupported],
        "entities": list(datasets(read.root)) if read else [],
        "advice": [_told(each, rows) for each in advised],
    }
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
    elif read:
        languages = ", ".join(read.languages) or "one language"
        click.echo(f"{read.id} {read.version}: {len(asked)} questions, {languages}")
    for key in ("repairs", "problems", "unsupported", "advice"):
        for each in document[key]:
            click.echo(_line(each), err=True)
    context.exit(0 if converted.usable else 1)


def _told(problem: Problem, rows: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Give a problem with its words, and its row of the workbook if that is known."""
    row = rows.get(problem.field) if rows else None
    cell = {} if row is None else {"sheet": "survey", "row": row}
    return {**problem.to_json(), "text": words(problem), **cell}


def _line(told: dict[str, Any]) -> str:
    """Say a problem in a line, with its cell where there is a workbook."""
    column = told["values"].get("column")
    cell = f"row {told['row']}" if "row" in told else ""
    cell += f", column {column}" if cell and column else ""
    return f"{told['text']} ({cell})" if cell else str(told["text"])


def _zone(
    _context: click.Context, _option: click.Parameter, name: str | None
) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError) as failure:
        raise click.BadParameter(f"no time zone: {name}") from failure


@form.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--script", type=click.Path(path_type=Path, dir_okay=False), required=True
)
@click.option("--language", help="One of the form's languages.")
@click.option(
    "--zone",
    callback=_zone,
    help="The time zone to read dates in, as America/Phoenix.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON in any case.")
@click.pass_obj
def run(  # noqa: PLR0913 - one argument an option
    machine: Machine,
    file: Path,
    script: Path,
    language: str | None,
    zone: ZoneInfo | None,
    as_json: bool,  # noqa: FBT001 - click hands a flag over
) -> None:
    """Replay the steps of a script on FILE; prints the results as JSON.

    The script is a list of steps or an object with "steps", and if it wants with
    "attachments" (lists by address) and "edit_instance" (XML that was filled before).
    """
    from enrolment_app.questionnaire import convert
    from enrolment_app.questionnaire.replay import Replay

    del as_json  # the results of a replay are JSON
    converted = convert(file)
    if converted.questionnaire is None:
        raise Refused(converted.problems)
    given = _script(script)
    questionnaire = converted.questionnaire
    lists = {name: str(text).encode() for name, text in given["attachments"].items()}
    if lists:
        questionnaire = type(questionnaire).parse(converted.xform, lists)
    replay = Replay(
        questionnaire,
        now=machine.clock().astimezone(zone),
        language=language,
        instance=given.get("edit_instance"),
    )
    results = [replay.do(step) for step in given["steps"]]
    click.echo(json.dumps({"results": results}, ensure_ascii=False))


def _script(file: Path) -> dict[str, Any]:
    """Read a script: its steps, and what else it brings."""
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as failure:
        problem = Problem("cli.not_json", values={"file": str(file)})
        raise Refused([problem]) from failure
    given = given if isinstance(given, dict) else {"steps": given}
    steps = given.get("steps")
    if not isinstance(steps, list) or not all(isinstance(s, dict) for s in steps):
        raise Refused([Problem("cli.not_json", values={"file": str(file)})])
    return {**given, "attachments": given.get("attachments") or {}}


@form.command()
@click.option("--json", "as_json", is_flag=True, help="JSON lines in any case.")
@click.pass_obj
def xpath(machine: Machine, as_json: bool) -> None:  # noqa: FBT001
    """Evaluate expressions: JSON lines in, the same with `result` or `error` out."""
    from enrolment_app.questionnaire.xpath.cases import answer_case

    del as_json  # lines of JSON are the only form there is
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            answered = answer_case(case, now=machine.clock(), random=machine.random)
        except (ValueError, TypeError, AttributeError) as failure:
            answered = {"line": line.rstrip("\n"), "error": str(failure)}
        click.echo(json.dumps(answered, ensure_ascii=False))
