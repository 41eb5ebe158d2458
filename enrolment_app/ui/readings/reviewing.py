"""One household as a reviewer reads it: answers in form order, what was said of them.

What is on the screen is what the review has seen: `seen` goes back with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from enrolment_app.actions.approve_household import approve_household
from enrolment_app.actions.list_households import list_households
from enrolment_app.actions.open_visit import open_visit
from enrolment_app.actions.return_household import return_household
from enrolment_app.household.confirming import confirmation_at
from enrolment_app.household.identity import shown_cnic, shown_phone
from enrolment_app.household.reviewing import cannot_approve, cannot_return
from enrolment_app.household.view import address_of
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Group, Question, Repeat
from enrolment_app.store.rows import Listed, Query, Sort
from enrolment_app.ui.languages import form_language
from enrolment_app.ui.readings.attachments import size_of
from enrolment_app.ui.screens.questionnaire_comments import Said, said
from enrolment_app.ui.screens.questionnaire_order import is_warning, nodes_of, numbers

if TYPE_CHECKING:
    from enrolment_app.actions.work import Work
    from enrolment_app.household.view import View
    from enrolment_app.household.visit import Visit
    from enrolment_app.questionnaire import Interview, Node
    from sync.change import Context

WHOLE, SECTION, ROW, QUESTION = "whole", "section", "row", "question"
GONE = "gone"
DOUBT = "doubt"  # a note that doubts an answer; its answer is why it is right
TOLD = "told"  # words to read out
UNASKED = "unasked"  # a question that does not apply
DRAFTS = "window.comments"  # household -> address -> what a reviewer began to write
SPELLED = {"cnic": shown_cnic, "phone": shown_phone}


@dataclass(frozen=True)
class Remarked:
    """A comment that was made before, and whether it was answered."""

    said: Said
    answered: bool


@dataclass(frozen=True)
class Line:
    """One line: the whole household, a section, a row of a list, or a question.

    `answer` is in the form's words, `special` one of the special answers; `wrong` is
    the problem of a question with the form's own words for it. Of a row that is gone
    `answer` is the status, of a file its reference. What is `contested` shows what
    was agreed last.
    """

    kind: str
    address: str
    label: str
    number: str = ""
    answer: str = ""
    special: str = ""
    wrong: Problem | None = None
    wrong_words: str = ""
    remarked: tuple[Remarked, ...] = ()
    contested: bool = False
    size_bytes: int | None = None  # of the file that is the answer, where known

    @property
    def commentable(self) -> bool:
        """Whether a comment can be about it."""
        return self.kind != SECTION


@dataclass(frozen=True)
class HouseholdRead:
    """A household on the reviewer's screen; the two problems say why not, if so."""

    listed: Listed
    lines: tuple[Line, ...]
    seen: "Mapping[str, Context]"
    drafts: Mapping[str, str]
    problems: int
    no_approval: Problem | None
    no_return: Problem | None


def read_household(work: "Work", household: str, language: str) -> HouseholdRead:
    """Read a household; `language` is a code. Raises what `open_visit` raises."""
    visit = open_visit(work, household)
    interview = visit.interview
    interview.language = form_language(
        interview.questionnaire.languages, language, interview.language
    )
    view, draft = visit.view, visit.draft()
    opened = work.store.visits.of(household) is not None or view is None
    busy = Problem("review.visit_open") if opened else None
    return HouseholdRead(
        listed=work.store.households.row(household),
        lines=tuple(_lines(work, visit)),
        seen=draft.contexts,
        drafts=dict(work.store.facts.get(DRAFTS, {}).get(household, {})),
        problems=len(visit.problems()),
        no_approval=busy or (cannot_approve(view) if view else None),
        no_return=busy or (cannot_return(view) if view else None),
    )


def keep_drafts(work: "Work", household: str, drafts: Mapping[str, str]) -> None:
    """Keep the comments that were begun; none forgets the household's."""
    kept = {**work.store.facts.get(DRAFTS, {}), household: dict(drafts)}
    work.store.facts.set(DRAFTS, {of: said for of, said in kept.items() if said})


def review(
    work: "Work",
    household: str,
    seen: "Mapping[str, Context]",
    comments: tuple[tuple[str, str], ...],
) -> Problem | Listed | None:
    """Return a household with comments, approve it without any.

    Gives why not, else the next household to review, None where that was the last.
    """
    done = (
        return_household(work, household, comments, seen)
        if comments
        else approve_household(work, household, seen)
    )
    if isinstance(done, Problem):
        return done
    keep_drafts(work, household, {})
    return next_to_review(work)


def next_to_review(work: "Work") -> Listed | None:
    """Give the household that waits longest for a review."""
    asked = Query(statuses=("submitted",), sort=Sort.OLDEST, limit=1)
    return next(iter(list_households(work, asked).rows), None)


def _lines(work: "Work", visit: "Visit") -> Iterator[Line]:
    interview, remarked = visit.interview, _remarked(visit)
    view = visit.view
    contests = view.contested if view else ()
    contested = {address for each in contests for address in each.fields}
    wrong = {problem.field: problem for problem in visit.problems()}
    numbered = numbers(interview)
    yield Line(WHOLE, "", "", remarked=remarked.get("", ()))
    for section in interview.sections():
        if not section.relevant:
            continue
        yield Line(SECTION, section.node.address, section.label)
        for node, kind in _shown(nodes_of(section)):
            address = node.address
            problem = wrong.get(address)
            answer, special = _answer(interview, node)
            if kind == DOUBT:
                right = confirmation_at(visit, node)
                answer = f"{right.reason} ({right.person})" if right else ""
            yield Line(
                kind,
                address,
                interview.label(node) or node.name,
                numbered.get(node.path, ""),
                answer,
                special,
                problem,
                interview.message(problem) if problem else "",
                remarked.get(address, ()),
                address in contested,
                size_of(work, answer),
            )
    for row in visit.gone:
        address = visit.address_of_row(row.id)
        name = next((str(v) for v in _texts(row.answers)), "")
        said = remarked.get(address, ())
        yield Line(GONE, address, name, answer=row.status, remarked=said)


def _shown(nodes: "Iterable[Node]") -> "Iterator[tuple[Node, str]]":
    """Yield rows and the questions that hold something or should."""
    for node in nodes:
        part = node.question
        if not node.relevant:
            continue
        if isinstance(part, Question):
            if node.visible and is_warning(node):
                yield node, DOUBT
            elif node.visible and part.control not in ("note", "none"):
                yield node, QUESTION
            continue
        if isinstance(part, Repeat) and node.is_row:
            yield node, ROW
        assert isinstance(part, Group | Repeat)
        yield from _shown(node.children)


def _texts(answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a row that is gone said, in form order: its name comes first."""
    for name, value in answers.items():
        if isinstance(value, dict):
            yield from _texts(value)
        elif name != "id" and isinstance(value, str):
            yield value


def _answer(interview: "Interview", node: "Node") -> tuple[str, str]:
    """Give an answer's words and, where it is none, which special one it is."""
    part = node.question
    if not isinstance(part, Question):
        return "", ""
    if node.special is not None:
        return "", node.special.value
    if not part.control.startswith("select") or not node.value:
        return SPELLED.get(part.role, str)(node.value or ""), ""
    labels = {choice.value: choice.label for choice in interview.choices(node)}
    # Several choices are stored with spaces between them.
    return ", ".join(labels.get(one, one) for one in node.value.split(" ")), ""


def _remarked(visit: "Visit") -> Mapping[str, tuple[Remarked, ...]]:
    view: View | None = visit.view
    found: dict[str, tuple[Remarked, ...]] = {}
    for each in view.comments if view else ():
        assert view is not None
        address = (address_of(each.record, view.records) + each.path).rstrip("/")
        one = Remarked(said(each, visit.setting.now), each.answered)
        found[address] = (*found.get(address, ()), one)
    return found
