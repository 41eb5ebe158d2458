"""Between a questionnaire and the store: what is handed over, kept and let go."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from enrolment_app.actions.find_duplicates import AtEntry
from enrolment_app.problems import Problem
from enrolment_app.store.errors import DiskFull, NotKnown
from enrolment_app.ui.languages import form_language
from enrolment_app.ui.readings.visits import Kept, Opened
from enrolment_app.ui.screens import household as household_screen


class Compared(QObject):
    """Stands where the strip about households that are alike stands."""

    apart_wanted = Signal(str)
    look_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.told = []

    def show_told(self, told) -> None:
        self.told.append(told)


class Asked(QWidget):
    """Stands where the questionnaire's screen stands, with its signals."""

    left = Signal()
    partial_wanted = Signal()
    submit_wanted = Signal()
    undone_all = Signal()
    turned = Signal()
    keys = ("next",)

    def __init__(self, _look, sitting, *, title, **_more):
        super().__init__()
        self.setLayout(QVBoxLayout())
        self.sitting, self.title = sitting, title
        self.settled = self.failed = 0
        self.alike = Compared()

    def open(self) -> None:
        self.setFocus()

    def settle(self) -> None:
        self.settled += 1

    def submitting_failed(self) -> None:
        self.failed += 1

    def let_go(self) -> None:
        """Nothing is followed here."""


class Sat:
    """Stands where a sitting stands: it only keeps."""

    files_on_their_way = False

    def __init__(self, visit, keep, _clock, guard, **_more):
        self.visit, self.keep, self.guard = visit, keep, guard
        self.kept, self.why = [], []

    def leave(self) -> None:
        pass

    def close(self) -> None:
        pass

    def keep_now(self) -> None:
        self.keep(self.kept.append, self.why.append)


@pytest.fixture
def calls(monkeypatch):
    """What was asked of the store, in order; `answers` is what it says."""
    seen = SimpleNamespace(order=[], answers={})

    def hear(name: str, given: object):
        def action(_work, *arguments: object) -> object:
            seen.order.append((name, *arguments[:1]))
            answer = seen.answers.get(name, given)
            if isinstance(answer, Exception):
                raise answer
            return answer(*arguments) if callable(answer) else answer

        monkeypatch.setattr(household_screen, name, action)

    def reopened(household: str, _code: str) -> Opened:
        listed = SimpleNamespace(
            household=household,
            number="0142",
            head="Sher Ali",
            head_other="",
            village="Bahrain",
        )
        return Opened(SimpleNamespace(kept=True, household=household), listed)

    hear("begin", Opened(SimpleNamespace(kept=False, household="h1"), None))
    hear("reopen", reopened)
    listed = SimpleNamespace(
        household="h1", number="0001", head="", head_other="", village=""
    )
    hear("keep", Kept(listed, ()))
    hear("submit", ())
    monkeypatch.setattr(household_screen, "alike_at_entry", lambda *_: AtEntry())
    monkeypatch.setattr(household_screen, "QuestionnaireScreen", Asked)
    monkeypatch.setattr(household_screen, "Sitting", Sat)
    return seen


@pytest.fixture
def at_a_household(a_window, calls, settled):
    def go(household: str = ""):
        window = a_window()
        told = {"household": household} if household else {}
        window.shell.go("household", **told)
        settled()
        return window

    return go


def names(calls) -> list[str]:
    return [call[0] for call in calls.order]


def test_a_new_household_is_begun_and_a_known_one_opened(
    at_a_household, calls, settled
):
    window = at_a_household()
    window.shell.go("household", household="h7")
    settled()

    assert calls.order == [("begin", "en"), ("reopen", "h7")]


def test_the_navigation_gives_its_room_to_the_questions(at_a_household):
    window = at_a_household()

    assert not window.shell.navigation.isVisible()
    window.shell.go("home")
    assert window.shell.navigation.isVisible()


def test_keeping_tells_when_it_is_on_the_disk(at_a_household, settled):
    window = at_a_household()
    sitting = window.shell.front.questionnaire.sitting

    sitting.keep_now()
    assert sitting.kept == []
    settled()

    assert [now.listed.number for now in sitting.kept] == ["0001"]
    assert "0001" in window.shell.front.questionnaire.title()[0]


def test_a_full_disk_is_told_where_the_answers_are(at_a_household, calls, settled):
    window = at_a_household()
    calls.answers["keep"] = DiskFull()
    sitting = window.shell.front.questionnaire.sitting

    sitting.keep_now()
    settled()

    assert [type(failure) for failure in sitting.why] == [DiskFull]


def test_leaving_settles_what_is_typed_and_keeps_the_place(
    at_a_household, calls, settled
):
    window = at_a_household("h7")
    screen = window.shell.front.questionnaire

    screen.left.emit()
    settled()

    assert window.shell.where[0] == "home"
    assert screen.settled == 1
    assert names(calls) == ["reopen", "keep"]


def test_a_new_household_that_was_never_kept_is_not_kept_by_leaving(
    at_a_household, calls, settled
):
    window = at_a_household()

    window.shell.go("home")
    settled()

    assert names(calls) == ["begin"]


def test_locking_keeps_before_it_closes_and_comes_back(at_a_household, calls, settled):
    window = at_a_household("h7")
    store = window.shell.parts.work.store
    calls.answers["keep"] = lambda *_: closed.append(store.closed)
    closed = []

    window.lock_now()
    settled()
    window.lock.unlock_asked.emit("x")
    settled()

    assert closed == [False]
    assert names(calls) == ["reopen", "keep", "reopen"]
    assert calls.order[-1] == ("reopen", "h7")


def test_submitting_goes_back_to_today(at_a_household, settled):
    window = at_a_household("h7")

    window.shell.front.questionnaire.submit_wanted.emit()
    settled()

    assert window.shell.where[0] == "home"
    assert "kept on this laptop" in window.told


def test_what_stands_in_the_way_of_submitting_keeps_it_open(
    at_a_household, calls, settled
):
    window = at_a_household("h7")
    calls.answers["submit"] = lambda *_: (Problem("required", "place/village"),)
    screen = window.shell.front.questionnaire

    screen.submit_wanted.emit()
    settled()

    assert screen.failed == 1
    assert window.shell.where[0] == "household"


def test_a_household_that_cannot_be_opened_leads_back_to_the_list(
    at_a_household, calls
):
    calls.answers["reopen"] = NotKnown("h7")

    window = at_a_household("h7")

    assert window.shell.where[0] == "households"
    assert window.told != ""


def test_without_a_questionnaire_the_reason_is_said(at_a_household, calls):
    calls.answers["begin"] = lambda *_: Problem("form.none_installed")

    window = at_a_household()

    labels = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert any("No questionnaire is installed" in text for text in labels)


@pytest.mark.parametrize(
    ("code", "spoken"), [("ur", "Urdu (ur)"), ("en", "English (en)"), ("ps", "x")]
)
def test_the_form_speaks_the_windows_language_where_it_can(code, spoken):
    languages = ("English (en)", "Urdu (ur)")

    assert form_language(languages, code, "x") == spoken
