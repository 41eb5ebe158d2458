"""`indraj registry form`: questionnaires for every laptop."""

from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.publishing import body_of
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem


@click.group()
def form() -> None:
    """Publish questionnaires."""


@form.command()
@click.argument("file", type=click.Path(path_type=Path))
@placed
def publish(desk: Desk, file: Path) -> None:
    """Publish a questionnaire (.xlsx, .xls, .csv, .md or an XForm) to all laptops."""
    from enrolment_app.questionnaire import convert
    from sync.registry.publishing import publish as announce
    from sync.session.formcode import FORM_BYTES_MAX, XFORM_BYTES_MAX, size_of

    converted = convert(file)
    if converted.questionnaire is None:
        raise Refused(converted.problems or (Problem("form.not_a_form"),))
    body = body_of(converted.questionnaire)
    if size_of(body, packed=True) > FORM_BYTES_MAX or len(body.xform) > XFORM_BYTES_MAX:
        raise Refused([Problem("form.too_large", values={"file": str(file)})])
    released = announce(desk.open(), body)
    document = {
        "form": body.form,
        "version": body.version,
        "title": body.title,
        "hash": body.hash,
        "released": released,
    }
    desk.say(document, "Published {form} {version}: {title}")
