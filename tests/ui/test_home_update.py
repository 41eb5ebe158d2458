"""A newer version of the program is one line of the first screen, in its language."""

import pytest

from enrolment_app.actions import updates
from enrolment_app.store.told import UPDATES
from sync.seal import SigningKey
from sync.updates import Manifest, encode_manifest
from tests.ui.test_home import plain

KEY = SigningKey(bytes(32))
NOTES = {"en": "Villages have today's names.", "ur": "دیہات کے نام آج کے ہیں"}


def told(**more):
    here = updates.PLATFORMS["linux"]
    manifest = Manifest("9.0", here, "i.deb", 1, bytes(32), notes=NOTES, **more)
    return {UPDATES: {manifest.name: encode_manifest(manifest, KEY.sign).hex()}}


@pytest.fixture(autouse=True)
def packaged(monkeypatch):
    monkeypatch.setattr(updates, "running", lambda: "0.1.0")
    monkeypatch.setattr(updates.sys, "platform", "linux")


@pytest.mark.parametrize(
    ("code", "more", "said"),
    [
        ("en", {}, "Your administrator brings it. Villages have today's names."),
        ("en", {"urgency": "important"}, "it is important."),
        ("en", {"least": "8.0"}, "too old"),
        ("ur", {}, NOTES["ur"]),
    ],
)
def test_it_is_told_with_what_is_new(a_window, code, more, said):
    window = a_window(code, settings=told(**more))
    line = window.shell.front.newer

    assert line.isVisible()
    assert said in plain(line.words.text())
    assert "9.0" in line.words.text()


def test_where_the_program_is_the_newest_nothing_is_said(a_window, monkeypatch):
    monkeypatch.setattr(updates, "running", lambda: "9.0")
    window = a_window(settings=told())

    assert not window.shell.front.newer.isVisible()
