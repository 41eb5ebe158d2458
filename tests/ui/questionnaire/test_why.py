"""Why a question is as it is: in words, with links to the answers that decide."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from enrolment_app.ui.widgets.buttons import Button


def told(screen):
    """Give every text of the explanation that is to be seen."""
    labels = screen.why.findChildren(QLabel)
    return [one.text() for one in labels if one.isVisible() and one.text()]


def plain(words):
    return [one.translate({0x2066: None, 0x2068: None, 0x2069: None}) for one in words]


def links(screen):
    return screen.why.findChildren(Button, "why.go")


@pytest.fixture
def a_person(a_screen, type_keys):
    """A household of one woman of 12: her card number is not asked."""
    screen = a_screen()
    type_keys("Kalam|4|1")
    screen.roster.add_person()
    type_keys("Hina|1|12|")
    return screen


def test_a_hidden_question_is_explained_by_the_answer_that_hides_it(a_person):
    row = a_person.sitting.interview.find("members").rows[0].address

    a_person.explain(f"{row}/cnic")

    words = plain(told(a_person))
    assert "This question is not asked." in words
    assert "It is not asked because" in words
    assert "“How old is Hina?” is at least 18" in words
    assert "12" in words
    assert not any("/data" in one for one in words[: words.index("It is not so")])


def test_a_link_leads_to_the_answer_that_decides(a_person):
    row = a_person.sitting.interview.find("members").rows[0].address
    a_person.explain(f"{row}/cnic")

    links(a_person)[0].click()

    assert a_person.current == f"{row}/age"
    assert a_person.asking


def test_a_link_to_what_is_not_asked_explains_that_instead(a_screen, type_keys):
    screen = a_screen()
    type_keys("Kalam|4|2")
    screen.explain("house/roof")
    screen.why._follow("house/goods")

    assert screen.explaining
    assert screen.why.address == "house/goods"


def test_a_refused_answer_has_why_beside_its_words(a_screen, type_keys):
    screen = a_screen()
    type_keys("Kalam|99|")
    card = screen.page.card("place/size_told")
    why = card.findChild(Button, "card.why")
    assert why.isVisible()

    why.click()

    words = plain(told(screen))
    assert "This answer is refused." in words
    assert "Between 1 and 59 people." in words
    assert "“How many people live here?” is less than 60" in words


def test_a_finding_of_the_review_has_why_and_escape_leads_back(
    a_screen, type_keys, press
):
    screen = a_screen()
    type_keys("|99|1")
    screen.open_review()

    screen.review.findChild(Button, "review.why").click()

    assert screen.explaining
    press(Qt.Key.Key_Escape)
    assert screen.reviewing


def test_the_key_explains_the_finding_that_has_the_keyboard(a_screen, type_keys, press):
    screen = a_screen()
    type_keys("|99|1")
    screen.open_review()
    screen.review.findChildren(Button, "review.go")[1].setFocus()

    press(Qt.Key.Key_F5)

    assert screen.why.address == "place/size_told"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_a_key_explains_the_question_with_the_keyboard(
    a_screen, type_keys, press, key, modifier
):
    screen = a_screen()
    type_keys("Kalam|")

    press(key, modifier)

    assert screen.explaining
    assert screen.why.address == "place/size_told"
    press(Qt.Key.Key_Escape)
    assert screen.current == "place/size_told"


def test_all_questions_can_be_filtered_down_to_those_not_asked(a_person):
    a_person.explain("place/village")
    every = a_person.why._list._lines.rowCount()

    a_person.why._filter_by("not-asked")

    lines = a_person.why._list._lines
    labels = [lines.line(row).label for row in range(lines.rowCount())]
    assert "May somebody come again?" in labels
    assert "Village" not in labels
    assert lines.rowCount() < every


def test_looking_for_words_finds_hidden_questions_too(a_person):
    a_person.explain("place/village")

    a_person.why._search.setText("come again")

    lines = a_person.why._list._lines
    assert lines.line(1).address == "refusal/again"


def test_explaining_changes_nothing(a_person, disk):
    before = a_person.sitting.visit.draft().to_bytes()

    for row in range(a_person.why._list._lines.rowCount()):
        a_person.explain(a_person.why._list._lines.line(row).address)

    assert a_person.sitting.visit.draft().to_bytes() == before
