"""A laptop that may not go on as itself is given a new file."""

import shutil

from PySide6.QtCore import Qt

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.enrol_device import enrol_device, read_provisioning_file
from tests.ui.conftest import NOW
from tests.ui.first_use.conftest import PEOPLE
from tests.ui.first_use.keys import WORDS, press


def test_a_copied_laptop_is_given_a_new_file_in_the_window(
    a_new_laptop, a_file, settled, tmp_path, machine
):
    _, codes = a_file(people=PEOPLE[:1])
    file = tmp_path / "DEMO STICK" / "SWT-07.indraj-laptop"
    given = read_provisioning_file(file, NOW)
    work = create_store(tmp_path / "elsewhere", WORDS, "Demo Gulalai", machine)
    enrol_device(work, given, codes[0])
    work.store.close()
    shutil.copytree(tmp_path / "elsewhere", tmp_path / "home" / "store")
    _, codes = a_file(people=PEOPLE[:1])
    window = a_new_laptop()
    window.take(file)

    window.lock.unlock_asked.emit(WORDS)
    settled()
    enrolling = window.shell.front._enrolling
    was = window.shell.parts.work.store.device.trouble
    enrolling.code.setText(codes[0])
    press(window, Qt.Key.Key_Return)
    settled()

    assert was == "copied"
    assert not enrolling.isVisible()
    assert window.shell.parts.work.store.device.number == 2
    window.lock_now()
