"""Pictures of the window: what is asked of which system, and when.

No Windows and no macOS is at hand here: what is tested is what they are asked.
"""

import ctypes
from types import SimpleNamespace

import pytest

from enrolment_app.ui import opening, screenshots
from enrolment_app.ui.session import Session

FORBID, ALLOW = True, False


class FakeUser32:
    """Takes what a Windows of some age takes, and remembers what it was asked."""

    def __init__(self, *taken):
        self.asked = []

        def affinity(handle, value):
            self.asked.append((handle, value))
            return int(value in taken)

        self.SetWindowDisplayAffinity = affinity


@pytest.mark.parametrize(
    ("taken", "on", "asked", "done"),
    [
        ((0, 1, 0x11), FORBID, [0x11], True),
        ((0, 1), FORBID, [0x11, 1], True),
        ((), FORBID, [0x11, 1], False),
        ((0, 1, 0x11), ALLOW, [0], True),
    ],
)
def test_windows_is_asked_for_the_strongest_it_knows(taken, on, asked, done):
    user32 = FakeUser32(*taken)

    assert screenshots.ask_windows(77, on, user32) is done

    assert user32.asked == [(77, value) for value in asked]
    assert user32.SetWindowDisplayAffinity.argtypes == (
        ctypes.c_void_p,
        ctypes.c_uint32,
    )


@pytest.mark.parametrize(("on", "wanted"), [(FORBID, 0), (ALLOW, 1)])
def test_macos_is_asked_at_the_window_of_the_view(on, wanted):
    names, sharing = [], {}

    @ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    def send(target, selector, value):
        name = names[selector - 1]
        if name == b"window":
            return 500 if target == 77 else None
        if name == b"setSharingType:":
            sharing[target] = value
        return sharing.get(target)

    def register(name):
        names.append(name)
        return len(names)

    objc = SimpleNamespace(sel_registerName=register, objc_msgSend=send)

    assert screenshots.ask_macos(77, on, objc) is True

    assert sharing == {500: wanted}
    assert screenshots.ask_macos(78, on, objc) is False


def test_nothing_is_pretended_elsewhere():
    assert screenshots.forbid(77, on=True, system="linux") is False
    assert set(screenshots.SYSTEMS) == {"win32", "darwin"}


@pytest.mark.parametrize(
    ("policies", "role", "enrolled", "forbidden"),
    [
        ({}, "enumerator", True, True),
        ({}, "supervisor", True, False),
        ({}, "", False, False),
        ({"screenshots": 1}, "enumerator", True, False),
        ({"screenshots": 0}, "supervisor", True, True),
    ],
)
def test_the_office_decides_and_an_enumerators_laptop_is_closed_unless_told(
    policies, role, enrolled, forbidden
):
    found = screenshots.forbidden_by(policies, role, enrolled=enrolled)

    assert found is forbidden


@pytest.mark.parametrize("pictured", [True, False])
def test_only_an_unlocked_window_is_kept_out_of_pictures(
    a_window, settled, monkeypatch, pictured
):
    shown = a_window()
    shown.lock_now()
    settled()
    asked = []
    monkeypatch.setattr(
        screenshots, "forbid", lambda handle, on: asked.append((handle, on))
    )
    opened = opening.open_store
    monkeypatch.setattr(
        opening,
        "open_store",
        lambda *given: Session(opened(*given).work, "SWT-07", pictured=pictured),
    )

    shown.lock.unlock_asked.emit("x")
    settled()
    shown.lock_now()

    handle = int(shown.winId())
    assert asked == ([] if pictured else [(handle, True), (handle, False)])


def test_a_recovery_code_is_never_pictured(a_window, settled, monkeypatch):
    shown = a_window()
    shown.lock_now()
    settled()
    asked = []
    monkeypatch.setattr(screenshots, "forbid", lambda _handle, on: asked.append(on))
    opened = opening.open_store
    monkeypatch.setattr(
        opening, "open_store", lambda *given: opened(*given)._replace(code="K7QF-2M9X")
    )

    shown.lock.unlock_asked.emit("x")
    settled()
    assert asked == [True]
    shown.lock.sheet.button.click()
    settled()

    assert asked == [True, False]
