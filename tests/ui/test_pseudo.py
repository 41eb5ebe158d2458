"""Every text of the window passes through `translate`."""

import pytest
from PySide6.QtCore import QCoreApplication

from enrolment_app.ui.languages import LANGUAGES
from enrolment_app.ui.screens import SCREENS
from tests.ui.conftest import HEADS, NOW, VILLAGES, listed
from tests.ui.disagreement import contests
from tests.ui.pseudo import Pseudo, hard_coded

PLACES = [one.code for one in SCREENS if one.name and not one.role]


@pytest.fixture
def pseudo(qapp):
    translator = Pseudo()
    yield lambda: QCoreApplication.installTranslator(translator)
    QCoreApplication.removeTranslator(translator)


def names() -> set[str]:
    contested = contests(listed(3), "en", NOW).contests
    labels = {label for one in contested for label in one.labels}
    values = {v.words for c in contested for s in c.sides for v in s.values}
    values |= {v.words for c in contested for v in c.held}
    languages = {one.name for one in LANGUAGES}
    people = {"Ayesha Bibi", "Imran Khan", *HEADS["en"], *VILLAGES["en"]}
    return people | languages | labels | values


@pytest.mark.parametrize("screen", [*PLACES, "lock", "begin", "keys"])
def test_every_text_of_the_window_passes_through_translate(
    a_window, pseudo, settled, screen
):
    window = a_window("en", screen if screen in PLACES else "home")

    pseudo()
    window._look.changed.emit()
    if screen == "keys":
        window.do("keys")
    elif screen not in PLACES:
        window.lock_now()
        if screen == "begin":
            window.lock.begin_first_use()
    settled()

    assert hard_coded(window, names()) == []


def test_a_text_that_was_not_translated_is_found(a_window, pseudo, settled):
    window = a_window()
    pseudo()
    settled()
    window.shell.front.banner.setAccessibleName("Written into the code")

    assert "Written into the code" in hard_coded(window, names())
