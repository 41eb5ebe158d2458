"""Bundles from the window: what is offered, told before it is taken, and after."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from enrolment_app.actions.inspect_bundle import BundleSeen, LetterSeen
from enrolment_app.actions.read_bundle import BundleRead, LaptopHeard
from enrolment_app.actions.write_bundle import BundleWritten
from enrolment_app.problems import Problem
from enrolment_app.ui.readings.bundles import READING_KEY_SEALED, Around
from enrolment_app.ui.screens import SUPERVISOR, bundle_in, bundle_out
from sync.bundle.errors import BundleAltered, BundleUnwritten

BOTH = pytest.mark.parametrize("code", ["en", "ur"])
STICK = Path("/media/demo/STICK")
FILE = STICK / "SWT-07.indraj-bundle"
LETTER = LetterSeen("up", 7, "SWT-07", 29, 4000, "e1", {})
SEEN = BundleSeen("r", True, 7, "SWT-07", 1_788_000_000_000, (LETTER,), 29, 4096)
CAME = BundleRead(
    letters=1,
    new=37,
    updated=4,
    conflicts=1,
    carried=1,
    laptops=(LaptopHeard(7, "SWT-07", 1_788_000_000_000, 0),),
)


def texts(widget):
    shown = [each for each in widget.findChildren(QLabel) if each.isVisible()]
    return " ".join(each.text() for each in shown)


@pytest.fixture
def bundles(a_window, monkeypatch):
    """Her screen, with what the actions answer; a failure is raised."""
    asked = []

    def answering(result):
        def action(_work, *given):
            asked.append(given)
            if isinstance(result, Exception):
                raise result
            return result(given) if callable(result) else result

        return action

    def build(code="en", *, seen=SEEN, came=CAME, written=None):
        monkeypatch.setattr(bundle_in, "look", answering(seen))
        monkeypatch.setattr(bundle_in, "take", answering(came))
        monkeypatch.setattr(bundle_out, "write", answering(written))
        screen = a_window(code, "bundles", role=SUPERVISOR).shell.front
        screen.asked = asked
        return screen

    return build


@BOTH
def test_a_bundle_is_told_before_it_is_taken_and_what_it_brought_after(
    bundles, settled, code
):
    screen = bundles(code)
    assert not screen.into.take.isEnabled()

    screen.into.look_at(FILE)
    settled()
    assert "SWT-07" in texts(screen.into)
    assert "29" in texts(screen.into)
    assert screen.into.take.hasFocus()
    assert screen.asked == [(FILE,)]

    screen.into.take.click()
    settled()
    assert screen.asked[-1] == (FILE, "")
    told = screen.into.outcome.words.text()
    for number in ("37", "4", "1"):
        assert number in told


def test_the_sentence_that_a_supervisor_waits_for(bundles, settled):
    screen = bundles()
    screen.into.look_at(FILE)
    settled()
    screen.into.take.click()
    settled()

    told = screen.into.outcome.words.text()
    assert told.strip("\u200e").startswith(
        "\u206837 new households, 4 updated, 1 conflict\u2069."
    )
    assert "1 letter waits here to go on." in told
    assert "Heard of \u2068SWT-07\u2069." in told


@BOTH
def test_what_is_altered_is_refused_in_a_sentence_and_cannot_be_taken(
    bundles, settled, code
):
    screen = bundles(code, seen=BundleAltered("byte 7"))

    screen.into.look_at(FILE)
    settled()

    assert screen.into.seen.words.text()
    assert not screen.into.take.isEnabled()


def test_a_locked_key_asks_for_the_code_and_then_reads(bundles, settled):
    def came(given):
        return CAME if given[-1] == "GOOD-CODE" else Problem(READING_KEY_SEALED)

    screen = bundles(came=came)
    screen.into.look_at(FILE)
    settled()
    screen.into.take.click()
    settled()
    assert screen.into.code.hasFocus()

    screen.into.code.setText("GOOD-CODE")
    screen.into.code.returnPressed.emit()
    settled()

    assert "37 new" in screen.into.outcome.words.text()
    assert not screen.into.code.isVisible()
    assert screen.into.code.text() == ""


@BOTH
def test_a_stick_that_is_plugged_in_is_written_to(bundles, settled, code):
    names = ("SWT-07", "SWT-11")
    written = BundleWritten(FILE, 4, 29, 1_400_000, names, 17, 3)
    screen = bundles(code, written=written)
    assert not screen.out.write.isEnabled()

    screen.out.show_around(Around(((STICK, "STICK"),), ((FILE, "STICK"),)))
    screen.into.show_around(Around(((STICK, "STICK"),), ((FILE, "STICK"),)))
    screen.out.towards.setCurrentIndex(1)
    screen.out.write.click()
    settled()

    file, towards = screen.asked[-1]
    assert file.parent == STICK
    assert file.suffix == ".indraj-bundle"
    assert towards == "registry"
    told = screen.out.outcome.words.text()
    for word in ("29", "1.3", "SWT-07", "SWT-11", "17", "3"):
        assert word in told
    assert screen.into.found.count() == 2


@BOTH
def test_a_stick_that_fails_is_told_and_can_be_tried_again(bundles, settled, code):
    screen = bundles(code, written=BundleUnwritten())
    screen.out.show_around(Around(((STICK, "STICK"),), ()))

    screen.out.write.click()
    settled()

    assert screen.out.outcome.words.text()
    assert screen.out.write.isEnabled()


def test_an_enumerator_has_both_ways_in_the_sync_screen(a_window):
    screen = a_window("en", "sync").shell.front

    assert screen.out.isVisible()
    assert screen.into.isVisible()
    assert not screen.out.towards.isVisible()
    assert "enrolled" not in texts(screen.out)
