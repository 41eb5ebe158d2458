"""Show one household: answers, what is contested, what is wrong, who holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from enrolment_app.actions.around import around
from enrolment_app.actions.carrying import references_in
from enrolment_app.actions.looking import OPENED, note_look
from enrolment_app.actions.reading import Known, known
from enrolment_app.actions.versions import parsed
from enrolment_app.actions.work import Work
from enrolment_app.household.comments import Comment
from enrolment_app.household.confirmations import Confirmation
from enrolment_app.household.leftovers import left_over
from enrolment_app.household.records import built_in
from enrolment_app.household.view import Contested, Gone, View, address_of
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Interview
from enrolment_app.store import Attachment, Custody
from sync.values import RecordId, atom_to_json


@dataclass(frozen=True)
class Wrong:
    """A problem of the merged household, with the form's own words where it has any."""

    problem: Problem
    text: str


@dataclass(frozen=True)
class Commented:
    """A comment with the address of what it is about, "" for the whole household."""

    address: str
    comment: Comment


@dataclass(frozen=True)
class Shown:
    """A household as it stands here; contested groups hold the last agreed value.

    `earlier` are answers to questions that its version does not ask any more.
    """

    household: RecordId
    form: str
    version: str
    area: str
    status: str
    custody: Custody
    open: bool
    answers: dict[str, Any]
    gone: tuple[Gone, ...]
    contested: tuple[Contested, ...]
    problems: tuple[Wrong, ...]
    comments: tuple[Commented, ...] = ()
    confirmations: tuple[tuple[str, Confirmation], ...] = ()
    """What somebody said is right though the form doubts it, each with its address."""
    attachments: tuple[Attachment, ...] = ()
    """What its answers refer to, and where each of them is."""
    earlier: Mapping[str, Any] = field(default_factory=dict)


def show_household(
    work: Work, household: RecordId, language: str | None = None
) -> Shown:
    """Read a household and run the questionnaire's rules over it as merged.

    Raises `NotKnown` and `FormLacking`.
    """
    found = known(work, household)
    note_look(work, OPENED, household)
    interview = _interview(work, found, language)
    own, answers = found.seen.shown[household], interview.answers()
    return Shown(
        household=household,
        form=found.form.form,
        version=found.form.version,
        area=built_in(own, "@area") or work.store.device.area,
        status=built_in(own, "@status") or "unfinished",
        custody=work.store.households.row(household).custody,
        open=found.draft is not None,
        answers=answers,
        gone=found.view.gone if found.view else (),
        contested=found.view.contested if found.view else (),
        problems=tuple(
            Wrong(problem, interview.message(problem))
            for problem in interview.problems()
        ),
        comments=_comments(found.view) if found.view else (),
        confirmations=_confirmations(found.view) if found.view else (),
        attachments=tuple(map(work.store.attachments.about, references_in(answers))),
        earlier={at: atom_to_json(atom) for at, atom in left_over(found.seen).items()},
    )


def _comments(view: View) -> tuple[Commented, ...]:
    return tuple(
        Commented((address_of(each.record, view.records) + each.path).rstrip("/"), each)
        for each in view.comments
    )


def _confirmations(view: View) -> tuple[tuple[str, Confirmation], ...]:
    return tuple(
        (address_of(each.record, view.records) + each.path, each)
        for each in view.confirmations
    )


def _interview(work: Work, found: Known, language: str | None) -> Interview:
    return Interview(
        parsed(found.form.xform),
        now=work.clock(),
        language=language,
        answers=found.seen.answers,
        device=work.store.device.name,
        person=work.person.name,
        around=around(work),
    )
