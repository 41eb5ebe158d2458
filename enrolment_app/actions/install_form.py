"""Install a questionnaire from a file into this laptop's store."""

from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.household.layout import layout_of
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Converted, Questionnaire, convert
from enrolment_app.store import InstalledForm


def install_form(work: Work, source: Path) -> InstalledForm | tuple[Problem, ...]:
    """Convert a file and install it; gives why it is not usable, changing nothing."""
    converted: Converted = convert(source)
    if converted.questionnaire is None:
        return converted.problems or (Problem("form.not_a_form"),)
    form = installable(converted.questionnaire)
    work.store.forms.install(form)
    return form


def installable(questionnaire: Questionnaire) -> InstalledForm:
    """Give a questionnaire in the shape that the store keeps."""
    return InstalledForm(
        form=questionnaire.id,
        version=questionnaire.version,
        title=questionnaire.title,
        layout=layout_of(questionnaire),
        xform=questionnaire.xform,
    )
