"""`indraj registry durable`: what is in a verified copy elsewhere, and who says so."""

import json
from pathlib import Path
from typing import Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
AREA = "{area}: {durable} of {counter} entries"
CONTENTS = "photos and files: {durable} of {stored}"


@click.command()
@click.option("--now", is_flag=True, help="A copy has all that is here now.")
@click.option("--up-to", type=FILE, help="A copy has what --json listed in this file.")
@click.option("--of", "of_backup", type=FILE, help="Read this backup where it lies.")
@click.option("--attachments", is_flag=True, help="The copy has photos and files too.")
@placed
def durable(
    desk: Desk,
    up_to: Path | None,
    of_backup: Path | None,
    *,
    now: bool,
    attachments: bool,
) -> None:
    """List what is in a verified copy elsewhere; or say it, of copies made otherwise.

    For replicas, archived logs, copies of the database's files. List with --json when
    the copy begins, and say it --up-to that list once the copy was verified. Laptops
    let their copies of photos go two weeks after they were told. Nobody can know of a
    copy that is deleted later: say it only of copies that stay.
    """
    if now + (up_to is not None) + (of_backup is not None) > 1:
        raise click.UsageError("one of --now, --up-to, --of")
    from sync.registry.backup import look_at, note_durable
    from sync.registry.durable import Unfounded, listed, say_durable

    office, looked_at = desk.open(), None
    if of_backup is not None:
        looked_at = look_at(of_backup, desk.data)
        note_durable(office, looked_at)
    elif now or up_to is not None:
        said = listed(office) if up_to is None else _read(up_to)
        try:
            say_durable(office, said, attachments=attachments)
        except Unfounded as cause:
            raise Refused((Problem("registry.list_of_other_epoch"),)) from cause
    _say(desk, listed(office))
    if looked_at is not None:
        looked_at.found.must_be_whole()


def _say(desk: Desk, document: dict[str, Any]) -> None:
    if desk.as_json:
        click.echo(json.dumps(document))
        return
    for area in document["areas"]:
        click.echo(AREA.format_map(area))
    click.echo(CONTENTS.format_map(document["attachments"]))


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as cause:
        raise click.BadParameter("no list", param_hint="--up-to") from cause
