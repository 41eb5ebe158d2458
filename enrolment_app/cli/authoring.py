"""`indraj form explain`: what a form does with answers, and why."""

import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from enrolment_app.actions.work import Machine
from enrolment_app.cli.failures import Refused
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Questionnaire, Reason


def answers_in(file: IO[str] | None) -> dict[str, Any]:
    """Read answers, or a household as `household show --json` gives it."""
    if file is None:
        return {}
    try:
        given = json.load(file)
    except ValueError as failure:
        problem = Problem("cli.not_json", values={"file": file.name})
        raise Refused([problem]) from failure
    inner = given.get("answers") if isinstance(given, dict) else None
    answers = inner if isinstance(inner, dict) else given
    if not isinstance(answers, dict):
        raise Refused([Problem("cli.not_json", values={"file": file.name})])
    return answers


def read_form(file: Path) -> "Questionnaire":
    """Read a questionnaire; refuses one that cannot be used."""
    from enrolment_app.questionnaire import convert

    converted = convert(file)
    if converted.questionnaire is None:
        raise Refused(converted.problems)
    return converted.questionnaire


ANSWERS = click.option(
    "--answers", type=click.File(encoding="utf-8"), help="Answers as JSON, - for stdin."
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("question")
@ANSWERS
@click.option("--language", help="One of the form's languages.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def explain(  # noqa: PLR0913 - one argument an option
    machine: Machine,
    file: Path,
    question: str,
    answers: IO[str] | None,
    language: str | None,
    as_json: bool,  # noqa: FBT001 - click hands a flag over
) -> None:
    """Say why QUESTION of FILE is hidden, required or refused with these answers.

    QUESTION is a place such as dwelling/roof or members[2]/age.
    """
    from enrolment_app.questionnaire import Interview
    from enrolment_app.questionnaire.reasons import explain as reasons_of

    live = Interview(
        read_form(file),
        now=machine.clock(),
        language=language,
        answers=answers_in(answers),
    )
    try:
        node = live.find(question)
    except KeyError as failure:
        raise Refused([Problem("visit.no_such_question", question)]) from failure
    reasons = reasons_of(live, node)
    document = {
        "field": node.address,
        "label": live.label(node),
        "value": node.string(),
        "relevant": node.relevant,
        "required": node.required,
        "readonly": node.readonly,
        "problem": node.problem.code if node.problem else None,
        "reasons": [each.to_json() for each in reasons],
    }
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    asked = "is asked" if node.relevant else "is not asked"
    needed = ", must be answered" if node.relevant and node.required else ""
    click.echo(f"{node.address} {asked}{needed}")
    for each in reasons:
        _say(each)


def _say(reason: "Reason") -> None:
    """Print one rule with the answers it looks at."""
    holds = {True: "holds", False: "does not hold", None: "is calculated"}
    click.echo(f"  {reason.rule} of {reason.field or 'the form'}: {reason.expression}")
    for term in reason.terms:
        if len(reason.terms) > 1 or term.holds is not None:
            click.echo(f"    {term.expression} {holds[term.holds]}")
        for read in term.reads:
            value = read.value or ("(no answer)" if read.relevant else "(not asked)")
            click.echo(f"      {read.field} = {value}")
