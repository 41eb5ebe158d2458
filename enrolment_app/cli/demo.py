"""`indraj demo`: a throwaway district to look around in."""

import json
import shutil
import tempfile
from pathlib import Path

import click


@click.command()
@click.option("--no-window", is_flag=True, help="Only make it, and say what it is.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="An empty folder to keep it in; else it is thrown away with the window.",
)
@click.option(
    "--supervisor", is_flag=True, help="Open the supervisor's laptop instead."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def demo(
    context: click.Context,
    *,
    no_window: bool,
    folder: Path | None,
    supervisor: bool,
    as_json: bool,
) -> None:
    """Make a registry and three laptops with invented households; open the window.

    Everybody in it is invented: identity numbers begin with 0, villages with "Demo".
    """
    from enrolment_app.cli.demo_district import (
        ENUMERATORS,
        PASSPHRASE,
        REVIEWER,
        make_district,
    )

    machine = context.find_root().obj
    home = folder or Path(tempfile.mkdtemp(prefix="indraj-demo-"))
    click.echo("Making a district with invented people ...", err=True)
    with make_district(home, machine) as district:
        told = district.told()
        if as_json:
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            click.echo(WORDS.format_map(told | {"passphrase": PASSPHRASE}))
            for laptop in told["laptops"]:
                click.echo(LAPTOP.format_map(laptop))
        if no_window:
            return
        from enrolment_app.ui import app

        opened = REVIEWER if supervisor else ENUMERATORS[0]
        status = app.run(home / opened.folder, machine)
    if folder is None:
        shutil.rmtree(home, ignore_errors=True)
    context.exit(status)


WORDS = """\
A demonstration district is ready. Everybody in it is invented.
Passphrase of all laptops: {passphrase}
Registry: {registry}
Households: {households}, of which {conflicts} are contested and {returned} returned;
pairs that may be one household: {duplicates}.
Folder: {folder}"""
LAPTOP = "{name} ({person}): indraj --store {store} household list"
