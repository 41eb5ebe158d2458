"""It is right: a warning is put aside with a reason, and seen in the review."""

import pytest
from PySide6.QtWidgets import QLineEdit

from enrolment_app.ui.widgets.buttons import Button

WARNING = "place/warn_size"


@pytest.fixture
def doubted(a_screen, type_keys):
    """Two people are listed where one was told of."""
    screen = a_screen()
    type_keys("Kalam|1|1")
    for name in ("Gul", "Hina"):
        screen.roster.add_person()
        type_keys(f"{name}|")
    screen.go_to(WARNING)
    return screen


def card(screen):
    return screen.page.card(WARNING)


def confirmed(screen, reason):
    card(screen).findChild(Button, "card.right").click()
    line = card(screen).findChild(QLineEdit, "card.right_why")
    assert line.hasFocus()
    line.setText(reason)
    card(screen).findChild(Button, "card.right_say").click()


def test_a_warning_can_be_put_aside_with_a_reason(doubted, disk):
    assert card(doubted).asked.tone == "warn"
    kept = len(disk.kept)

    confirmed(doubted, "A guest stays for the winter.")

    assert card(doubted).asked.tone == "told"
    assert card(doubted).asked.confirmed.text == "A guest stays for the winter."
    assert len(disk.kept) == kept + 1
    assert card(doubted).findChild(Button, "card.right").isHidden()


def test_no_reason_confirms_nothing(doubted):
    card(doubted).findChild(Button, "card.right").click()

    assert not card(doubted).findChild(Button, "card.right_say").isEnabled()
    assert card(doubted).asked.confirmed is None


def test_the_review_tells_it_apart_and_f7_passes_it_by(doubted):
    confirmed(doubted, "A guest.")

    doubted.open_review()

    found = doubted.review.findings
    assert found.warnings == ()
    (line,) = found.confirmed
    assert "A guest." in line.words
    assert WARNING not in found.addresses


def test_it_comes_back_with_another_answer_and_undo_takes_it_back(doubted):
    confirmed(doubted, "A guest.")

    doubted.sitting.add_row("members")
    assert card(doubted).asked.tone == "warn"
    doubted.undo()
    assert card(doubted).asked.tone == "told"
    doubted.undo()
    assert card(doubted).asked.tone == "warn"


def test_an_answer_that_nobody_doubts_has_no_such_button(doubted):
    other = doubted.page.card("place/village")

    assert other.findChild(Button, "card.right") is None
