"""Today: what is only here and since when, what to continue, nothing at all."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from enrolment_app.store.rows import Custody
from tests.ui.at_work import unlock, window_at_work
from tests.ui.conftest import NOW, ms

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LOST = "If this laptop is lost or broken, this work is lost."


def texts(widget) -> list[str]:
    labels = [one for one in widget.findChildren(QLabel) if one.isVisible()]
    return [one.text() for one in labels if one.text()]


def plain(text: str) -> str:
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


def test_the_banner_counts_what_is_only_here(a_window):
    window = a_window()
    only_here = window.shell.parts.work.store.households.custody_counts()

    said = texts(window.shell.front.banner)

    count = only_here[Custody.ONLY_HERE]
    assert said[0] == f"{count} households exist only on this laptop"


@pytest.mark.parametrize(
    ("span", "kind", "said"),
    [
        (timedelta(0), "warn", "Last sync: just now."),
        (59 * MINUTE, "warn", "Last sync: 59 minutes ago."),
        (23 * HOUR, "warn", "Last sync: 23 hours ago."),
        (25 * HOUR, "warn", f"Last sync: 1 day ago. {LOST}"),
        (74 * HOUR, "err", f"Last sync: 3 days ago. {LOST}"),
    ],
)
def test_the_banner_says_how_long_and_from_when_on_it_matters(
    a_window, span, kind, said
):
    window = a_window(settings={"last_exchange_ms": ms(NOW - span)})

    banner = window.shell.front.banner

    assert plain(texts(banner)[1]) == said
    assert banner.property("kind") == kind


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (59 * MINUTE, "آخری سنک: 59 منٹ پہلے"),
        (HOUR, "آخری سنک: 1 گھنٹہ پہلے"),
        (23 * HOUR, "آخری سنک: 23 گھنٹے پہلے"),
    ],
)
def test_urdu_counts_one_and_many(a_window, span, said):
    window = a_window("ur", settings={"last_exchange_ms": ms(NOW - span)})

    assert plain(texts(window.shell.front.banner)[1]).startswith(said)


def test_a_laptop_without_households_says_how_to_begin(a_window):
    window = a_window(count=0)
    home = window.shell.front

    empty = home.findChild(QLabel, "home.empty")

    assert empty.isVisible()
    assert "Ctrl+N" in empty.text()
    assert not home.continuing.isVisible()
    assert texts(home.banner) == ["There are no households on this laptop yet"]


def test_enter_continues_at_the_question_where_the_work_was_left(  # noqa: PLR0913
    qtbot, dressed, background, machine, tmp_path, settled
):
    window = window_at_work(qtbot, dressed("en"), background, machine, tmp_path)
    unlock(window, settled)
    window.shell.go("household")
    settled()
    window.shell.front.questionnaire.answer("place/village", "Kalam")
    window.shell.front.questionnaire.go_to("place/agree")
    settled()
    window.shell.go("home")
    settled()

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    settled()

    assert window.shell.where[0] == "household"
    assert window.shell.front.questionnaire.current == "place/agree"
    window.lock_now()
    settled()
