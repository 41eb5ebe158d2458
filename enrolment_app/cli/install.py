"""`indraj form install`: a questionnaire into this laptop's store."""

from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@placed
def install(place: Place, file: Path) -> None:
    """Install a questionnaire (.xlsx, .xls, .csv, .md or an XForm) into the store."""
    from enrolment_app.actions.install_form import install_form

    with place.work() as work:
        installed = install_form(work, file)
    if isinstance(installed, tuple):
        raise Refused(installed)
    document = {
        "form": installed.form,
        "version": installed.version,
        "title": installed.title,
        "hash": installed.layout.id,
    }
    place.say(document, "{form} {version}: {title}".format_map(document))
