"""Opening, keeping and submitting a visit for the window; runs in the worker.

A visit is shown and answered in the interface thread while it is kept here:
whoever touches it holds its guard.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enrolment_app.actions.find_duplicates import AtEntry, alike_at_entry, tell_apart
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.move_visit import move_visit, undo_move
from enrolment_app.actions.open_visit import begin_visit, open_visit
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.problems import Problem
from enrolment_app.ui.languages import form_language
from enrolment_app.ui.readings.versions import NO_OFFER, Version, read_version

if TYPE_CHECKING:
    from pathlib import Path

    from enrolment_app.actions.work import Work
    from enrolment_app.household.visit import Visit
    from enrolment_app.store.rows import Listed

Guard = AbstractContextManager[object]


@dataclass(frozen=True)
class Opened:
    """A visit with what lists say about its household; None while it is new.

    `version` is what can be done about the version of its questionnaire.
    """

    visit: "Visit"
    listed: "Listed | None"
    version: Version = NO_OFFER


def begin(work: "Work", language: str) -> Opened | Problem:
    """Begin a new household; `language` is a code."""
    visit = begin_visit(work)
    if isinstance(visit, Problem):
        return visit
    speak(visit, language)
    return Opened(visit, None)


def reopen(work: "Work", household: str, language: str) -> Opened:
    """Open a household or go on with its open visit."""
    visit = open_visit(work, household)
    speak(visit, language)
    version = read_version(work, visit, language)
    return Opened(visit, work.store.households.row(household), version)


def move(work: "Work", visit: "Visit", guard: Guard, language: str) -> Opened:
    """Move a visit to the newest version; it goes on there."""
    with guard:
        move_visit(work, visit)
    return reopen(work, visit.household, language)


def move_back(work: "Work", visit: "Visit", guard: Guard, language: str) -> Opened:
    """Take the move back; the visit goes on as it was before."""
    with guard:
        undo_move(work, visit)
    return reopen(work, visit.household, language)


@dataclass(frozen=True)
class Kept:
    """What lists say about a household now, and what others may share with it."""

    listed: "Listed"
    marks: tuple[str, ...]


def keep(work: "Work", visit: "Visit", guard: Guard) -> Kept:
    """Keep a visit durably; return what is known of it now."""
    with guard:
        told = keep_visit(work, visit)
    return Kept(work.store.households.row(visit.household), told.marks)


def apart(work: "Work", household: str, other: str) -> AtEntry:
    """Say that two households are two; return what else may be this one."""
    tell_apart(work, household, other)
    return alike_at_entry(work, household)


def submit(work: "Work", visit: "Visit", guard: Guard) -> tuple[Problem, ...]:
    """Submit a visit; return what stands in the way, changing nothing then."""
    with guard:
        done = submit_visit(work, visit)
    return done if isinstance(done, tuple) else ()


def install(work: "Work", file: "Path") -> tuple[Problem, ...]:
    """Install a questionnaire; return why it cannot be used."""
    done = install_form(work, file)
    return done if isinstance(done, tuple) else ()


def speak(visit: "Visit", language: str) -> None:
    """Let the form speak a language of the window, where it can."""
    interview = visit.interview
    interview.language = form_language(
        interview.questionnaire.languages, language, interview.language
    )
