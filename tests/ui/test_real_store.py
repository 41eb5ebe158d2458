"""The window over a real, encrypted store, from the first use on."""

import dataclasses

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from enrolment_app.actions.create_store import create_store
from enrolment_app.store.rows import Custody, OpenVisit, Row
from enrolment_app.ui.lock.begin_said import FirstUse
from enrolment_app.ui.window import Window
from sync.values import VISIT_BYTES, record_id

PASSPHRASE = "three plain words"


@pytest.fixture
def a_real_window(  # noqa: PLR0913 - fixtures
    qtbot, dressed, background, machine, tmp_path, settled
):
    """Open a window at an empty place; its questionnaires are those handed in."""

    def build(resources=None):
        given = machine
        if resources is not None:
            given = dataclasses.replace(machine, resources=resources)
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        window = Window(
            dressed("en"),
            background,
            place=tmp_path / "store",
            machine=given,
            settings=settings,
        )
        qtbot.addWidget(window)
        window.setFixedSize(1366, 768)
        window.show()
        settled()
        return window

    yield build
    # The worker owns the store: it is closed there before the worker ends.
    settled()


def unlock(window, settled, passphrase: str = PASSPHRASE) -> None:
    field = window.lock.unlock.field
    QTest.keyClicks(field, passphrase)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled()


def shown(window) -> str:
    return "\n".join(
        each.text() for each in window.findChildren(QLabel) if each.isVisible()
    )


def test_a_first_use_makes_a_store_that_only_the_passphrase_opens(
    a_real_window, settled, tmp_path
):
    window = a_real_window(tmp_path)
    assert window.lock.begin is not None

    window.lock.begin_asked.emit(FirstUse("Asha", PASSPHRASE, None))
    settled()
    window.lock.sheet.button.click()
    settled()
    assert "Asha" in shown(window)

    window.lock_now()
    settled()
    unlock(window, settled, "something else")
    assert window.shell is None
    assert "does not open this store" in shown(window)

    unlock(window, settled)
    assert window.shell is not None
    window.lock_now()


def test_a_store_is_not_made_over_another(a_real_window, settled, machine, tmp_path):
    create_store(tmp_path / "store", PASSPHRASE, "Asha", machine).store.close()
    window = a_real_window(tmp_path)

    window.lock.begin_first_use()
    window.lock.begin_asked.emit(FirstUse("Bano", "another", None))
    settled()

    assert window.shell is None
    assert "already is a store" in shown(window)


def test_lists_and_counts_are_those_of_the_store(
    a_real_window, settled, machine, tmp_path
):
    work = create_store(tmp_path / "store", PASSPHRASE, "Asha", machine)
    for number in range(30):
        _keep(work, number)
    work.store.close()
    window = a_real_window(tmp_path)
    unlock(window, settled)

    window.shell.go("households")
    settled()
    screen = window.shell.front
    screen.search.setText("Sher")
    screen._ask()
    settled()

    assert screen.model.rowCount() == 15
    assert window.shell.waiting.only_here == 30
    window.shell.go("sync")
    settled()
    assert window.shell.front.only_here.number == "30"
    window.lock_now()


def _keep(work, number: int) -> None:
    nonce = work.random(VISIT_BYTES)
    household = record_id(nonce, 0)
    head = "Sher Ali" if number % 2 else "Noor Jehan"
    row = Row(household, number=f"{number:04d}", head=head, words=(head,))
    work.store.visits.keep(OpenVisit(nonce, household, "", "p", number, b""), row)
    assert work.store.households.row(household).custody == Custody.ONLY_HERE
