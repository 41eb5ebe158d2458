"""`indraj household export`: households into files for analysis."""

from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem
from enrolment_app.sentences import sentence

WARNING = "export.readable"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "json", "parquet"]),
    default="csv",
    help="The kind of files; Parquet needs the extra `parquet`.",
)
@click.option("--form", default="", help="The questionnaire's id, where several are.")
@click.option("--status", "statuses", multiple=True, help="Only of this status.")
@click.option("--area", default="", help="Only of this area.")
@click.option("--labels", is_flag=True, help="Words of choices instead of codes.")
@click.option("--language", default="", help="One of the form's languages.")
@click.option("--split", is_flag=True, help="A column for each choice of several.")
@click.option("--bom", is_flag=True, help="Mark CSV as UTF-8 for Excel.")
@placed
def export(  # noqa: PLR0913 - one argument an option
    place: Place,
    folder: Path,
    kind: str,
    form: str,
    statuses: tuple[str, ...],
    area: str,
    labels: bool,  # noqa: FBT001 - click hands a flag over
    language: str,
    split: bool,  # noqa: FBT001 - click hands a flag over
    bom: bool,  # noqa: FBT001 - click hands a flag over
) -> None:
    """Write households as tables into the new folder DIR, with a codebook.

    One table for households, one for each list of people or things, joined by ids; the
    columns of every version of the questionnaire. The files are not encrypted: whoever
    has them can read them. The access journal says who wrote them and when.
    """
    from enrolment_app.actions.export_files import Wanted
    from enrolment_app.actions.export_households import export_households
    from enrolment_app.store import Query

    click.echo(sentence(WARNING, {"folder": str(folder)}), err=True)
    wanted = Wanted(
        form=form,
        kind=kind,
        query=Query(statuses=statuses, area=area),
        labels=labels,
        language=language,
        split=split,
        bom=bom,
    )
    with place.work() as work:
        done = export_households(work, folder, wanted)
    if isinstance(done, Problem):
        raise Refused([done])
    document = {"rows": dict(done.rows), "files": list(done.files)}
    place.say(document, *(f"{name}: {count}" for name, count in done.rows.items()))
