"""`indraj household import`: a list of households from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enrolment_app.cli.failures import Refused, words
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from enrolment_app.actions.import_households import Taken, Wrong


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--form", default="", help="The questionnaire's id, where several are.")
@click.option("--key", default="", help="The column that tells households apart.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would become.")
@placed
def import_(
    place: Place,
    file: Path,
    form: str,
    key: str,
    dry_run: bool,  # noqa: FBT001 - click hands a flag over
) -> int:
    """Take households in from FILE: a CSV, a workbook, JSON, or an exported folder.

    Headers are the questions' paths, as in an export. Each row is taken in whole or not
    at all; what is wrong is told by row and column, and other rows are taken in.
    With --key a household that is here already is brought to what the file says, and
    the same file again changes nothing.
    """
    from enrolment_app.actions.import_households import (
        REFUSED,
        Asked,
        import_households,
    )

    with place.work() as work:
        taken = import_households(work, file, Asked(form, key, dry_run))
    problems = [each for each in taken if isinstance(each, Problem)]
    if problems:
        raise Refused(problems)
    rows = [each for each in taken if not isinstance(each, Problem)]
    counted: dict[str, int] = {}
    for each in rows:
        counted[each.outcome] = counted.get(each.outcome, 0) + 1
    document = {
        "written": not dry_run,
        "counts": counted,
        "rows": [_told(each) for each in rows],
    }
    place.say(document, *(f"{outcome}: {n}" for outcome, n in counted.items()))
    for each in rows:
        for wrong in each.wrong:
            where = f"{wrong.table} {wrong.row} {wrong.column}".rstrip()
            click.echo(f"{where}: {_said(wrong)}", err=True)
    return 1 if counted.get(REFUSED) else 0


def _said(wrong: "Wrong") -> str:
    return wrong.text or words(wrong.problem)


def _told(taken: "Taken") -> dict[str, Any]:
    return {
        "row": taken.row,
        "outcome": taken.outcome,
        "id": taken.household,
        "problems": [
            {
                "table": wrong.table,
                "row": wrong.row,
                "column": wrong.column,
                "code": wrong.problem.code,
                "text": _said(wrong),
            }
            for wrong in taken.wrong
        ],
    }
