"""While answers are given, whoever may be the same household is told, and why."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from enrolment_app.actions.find_duplicates import Alike, AtEntry
from enrolment_app.household.likeness import Likeness, Person, Reason, Traits, likeness
from enrolment_app.store import Pair
from enrolment_app.ui.widgets.buttons import Button

BOTH = pytest.mark.parametrize("code", ["en", "ur"])
NUMBER = "0110100000011"


def traits(household, number, head="Gul Zaman"):
    people = (Person((head,), NUMBER),)
    return Traits(household, number, head, "Demo Kalam", people, ("03000000001",))


def alike_to(household):
    """Give what is found: an older one that shares everything, first or second."""
    other, mine = traits("a" * 16, "K-0142", "Gulzaman"), traits(household, "K-0161")
    return Alike(
        Pair(other.household, household, ""), other, mine, likeness(other, mine)
    )


def words(screen):
    shown = screen.alike.findChildren(QLabel)
    return " ".join(label.text() for label in shown if label.isVisible())


def button(screen, name):
    return next(b for b in screen.alike.findChildren(Button) if b.objectName() == name)


@BOTH
def test_the_likest_is_named_with_the_reasons(a_screen, code):
    screen = a_screen(code)
    assert not screen.alike.isVisible()

    one = alike_to(screen.sitting.visit.household)
    screen.alike.show_told(AtEntry((one, one)))
    QApplication.processEvents()

    said = words(screen)
    assert "K-0142" in said
    assert NUMBER in said
    assert "K-0161" not in said
    assert button(screen, "alike.apart").isVisible()


@BOTH
def test_a_number_of_elsewhere_is_told_without_saying_whose(a_screen, code):
    screen = a_screen(code)

    screen.alike.show_told(AtEntry(ask=(NUMBER,)))
    QApplication.processEvents()

    assert "01101-0000001-1" in words(screen)
    assert not button(screen, "alike.apart").isVisible()


def test_a_person_says_that_they_are_two_or_goes_and_looks(a_screen, qtbot):
    screen = a_screen()
    screen.alike.show_told(AtEntry((alike_to(screen.sitting.visit.household),)))

    with qtbot.waitSignal(screen.alike.apart_wanted) as apart:
        button(screen, "alike.apart").click()
    with qtbot.waitSignal(screen.alike.look_wanted) as look:
        button(screen, "alike.look").click()

    assert apart.args == ["a" * 16]
    assert look.args == ["K-0142"]


def test_it_goes_when_nothing_is_alike_any_more_and_takes_no_key(a_screen):
    screen = a_screen()
    before = QApplication.focusWidget()

    screen.alike.show_told(AtEntry((alike_to("b" * 16),)))
    QApplication.processEvents()
    assert QApplication.focusWidget() is before
    screen.alike.show_told(AtEntry())
    QApplication.processEvents()

    assert not screen.alike.isVisible()
    button(screen, "alike.apart").click()


def test_a_reason_without_words_of_its_own_still_shows(a_screen):
    screen = a_screen()
    one = alike_to("b" * 16)
    reasons = (Reason("duplicate.same_village", {"village": "Demo Kalam"}),)

    screen.alike.show_told(
        AtEntry((Alike(one.pair, one.one, one.other, Likeness(60, reasons)),))
    )
    QApplication.processEvents()

    assert "Demo Kalam" in words(screen)
