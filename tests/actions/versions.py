"""A laptop with a questionnaire in several versions; everything in them is invented."""

from pathlib import Path

from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.open_visit import begin_visit, open_visit
from enrolment_app.actions.reading import project
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.actions.write_answers import write_answers, write_document
from enrolment_app.store import StaffMember
from tests.store.builders import NOW, a_store, chance

HEAD = (
    "| survey |\n| | type | name | label | bind::indraj:group | bind::indraj:role |\n"
)
CHOICES = """
| choices |
| | list_name | name | label |
| | sex | female | Woman |
| | sex | male | Man |
"""


def a_form(version, rows, renames=""):
    """A workbook of `rows`: (type, name[, field group[, role]])."""
    lines = [
        f"| | {kind} | {name} | {name.title()} | {(*more, '', '')[0]} |"
        f" {(*more, '', '')[1]} |"
        for kind, name, *more in rows
    ]
    settings = (
        "| settings |\n| | form_id | form_title | version | namespaces | attribute::indraj:renames |\n"
        f'| | huts | Huts | {version} | indraj="https://indraj.example/xforms" |'
        f" {renames} |\n"
    )
    return HEAD + "\n".join(lines) + "\n" + CHOICES + "\n" + settings


OLD = a_form(
    "1",
    [
        ("text", "village", "", "village"),
        ("text", "roof"),
        ("integer", "rooms"),
        ("text", "gone", "", "mohallah"),
        ("text", "north", "spot"),
        ("text", "east", "spot"),
        ("begin_repeat", "people"),
        ("text", "name", "", "person-name"),
        ("integer", "age"),
        ("end_repeat", "people"),
    ],
)
NEW = a_form(
    "2",
    [
        ("text", "village", "", "village"),
        ("text", "cover"),
        ("date", "rooms"),
        ("text", "north"),
        ("text", "east"),
        ("text", "fresh"),
        ("begin_repeat", "members"),
        ("text", "called", "", "person-name"),
        ("integer", "age"),
        ("text", "school"),
        ("end_repeat", "members"),
    ],
    "roof=cover people=members people/name=members/called",
)


def a_desk(home, form=OLD):
    """A laptop with the old version installed."""
    random = chance(b"versions")
    asha = StaffMember("p-asha", "Asha")
    store = a_store(home, asha, random=random, project=project)
    work = Work(store, Person("p-asha", "Asha"), Machine(lambda: NOW, random, Path()))
    take(work, home, form)
    return work


def take(work, home, form):
    """Install a version."""
    file = home / "form.md"
    file.write_text(form, encoding="utf-8")
    done = install_form(work, file)
    assert not isinstance(done, tuple), done


def a_household(work, answers):
    """A submitted household with these answers."""
    visit = begin_visit(work, "huts")
    assert write_document(visit, answers) == ()
    keep_visit(work, visit)
    assert not isinstance(submit_visit(work, visit), tuple)
    return visit.household


def said(work, household, *answers):
    """Open a household, give answers and keep them."""
    visit = open_visit(work, household)
    words = [tuple(each.split("=", 1)) for each in answers]
    assert write_answers(visit, words) == ()
    keep_visit(work, visit)
    return visit
