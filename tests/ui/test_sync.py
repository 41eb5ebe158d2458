"""Sync: three numbers from records, live figures, sentences, safe to stop."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from enrolment_app.ui.readings import exchanges
from sync.errors import ExchangeCancelled, PeerUnreachable
from sync.lane import LaneProgress, LaneResult
from sync.run import Progress, Result


@pytest.fixture
def syncing(a_window, monkeypatch):
    def build(exchange, **store):
        monkeypatch.setattr(exchanges, "exchange", exchange)
        return a_window("en", "sync", **store).shell.front

    return build


def done(sent: int = 3, waiting: int = 0) -> Result:
    return Result(sent, 2, 900, 400, 1.2, 2, waiting)


def plain(words: str) -> str:
    """Leave out the marks that keep a value's direction apart."""
    return words.translate(dict.fromkeys((0x2068, 0x2069)))


def texts(screen) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]


def test_the_three_numbers_add_up_to_all_households(syncing):
    screen = syncing(lambda *_, **__: done())

    shown = (screen.only_here, screen.handed_over, screen.confirmed)

    assert sum(int(one.number) for one in shown) == 60


def test_an_exchange_that_came_through_is_told_and_remembered(syncing, settled):
    screen = syncing(lambda *_, **__: done())

    screen.start()
    settled()

    assert not screen.running
    assert sum("received" in text for text in texts(screen)) == 2


def test_a_line_that_fails_is_told_in_a_sentence(syncing, settled):
    def fail(*_, **__):
        raise PeerUnreachable

    screen = syncing(fail)

    screen.start()
    settled()

    assert sum("Nothing was lost" in text for text in texts(screen)) == 2
    assert screen.route.start.isVisible()


def test_figures_are_live_and_stopping_is_heard(syncing, settled, qtbot):
    shown, stopped = threading.Event(), threading.Event()

    def slow(_work, progress, cancelled):
        progress(Progress(4, 1, 25, 7, 2048, 1024, 2.0, 12.0))
        shown.set()
        while not cancelled():
            stopped.wait(0.01)
        raise ExchangeCancelled

    screen = syncing(slow)
    screen.start()
    qtbot.waitUntil(shown.is_set)
    qtbot.waitUntil(lambda: "12 seconds" in screen.route._figures.text())
    assert screen.route.cancel.isVisible()

    screen.route.cancel.click()
    settled()

    assert any("was stopped" in text for text in texts(screen))


def test_photos_that_wait_are_told_and_where_none_are_nothing_is(syncing):
    some = syncing(lambda *_, **__: done(), photos=(3, 12))
    none = syncing(lambda *_, **__: done())

    assert plain(some.photos.words) == "Photos and files: 3 of 12 wait to be sent."
    assert not none.photos.isVisible()


def test_photos_that_are_all_through_are_told_too(syncing):
    screen = syncing(lambda *_, **__: done(), photos=(0, 12))

    assert screen.photos.words == "All photos and files are at the registry."


def test_figures_of_photos_are_live_and_what_waits_is_told_at_the_end(
    syncing, settled, qtbot
):
    go_on = threading.Event()
    photos = LaneProgress(2, 1, 10, 120_000, 600_000, 130_000, 900, 20.0, 96.0)

    def slow(_work, progress, cancelled):
        progress(Progress(4, 1, 0, 0, 2048, 1024, 22.0, 96.0, photos))
        go_on.wait(5)
        return replace(done(), attachments=LaneResult(sent=2, waiting=10))

    screen = syncing(slow)
    screen.start()
    figures = screen.route._figures
    qtbot.waitUntil(lambda: "Photos" in figures.text())
    told = figures.text()
    go_on.set()
    settled()

    assert plain(told) == (
        "Photos and files: sent 2, 586 KB left · received 1 · about 96 seconds left"
    )
    assert sum("10 photos or files wait." in text for text in texts(screen)) == 2


def test_other_work_is_done_while_an_exchange_waits_for_the_line(
    syncing, background, settled, qtbot
):
    go_on, kept = threading.Event(), []

    def slow(_work, progress, cancelled):
        while not go_on.wait(0.01):
            progress(Progress(0, 0, 1, 0, 0, 0, 0.1, None))
        return done()

    screen = syncing(slow)
    screen.start()

    background.run(lambda: "kept", done=kept.append)

    qtbot.waitUntil(lambda: kept == ["kept"])
    assert screen.running
    go_on.set()
    settled()


def test_pressing_again_while_it_runs_starts_nothing(syncing, settled):
    calls, go_on = [], threading.Event()

    def slow(*_, **__):
        calls.append(1)
        go_on.wait(5)
        return done()

    screen = syncing(slow)
    screen.start()
    screen.start()
    go_on.set()
    settled()

    assert calls == [1]


def test_a_laptop_without_a_registry_is_told_what_to_do(syncing):
    screen = syncing(lambda *_, **__: done(), enrolled=False)

    assert "This laptop is not enrolled" in texts(screen)
    assert not screen.route.isVisible()


def test_it_is_told_why_the_registry_does_not_confirm_what_waits(syncing, settled):
    why = ("registry.dictionary_unknown",)
    aside = replace(done(waiting=2), refused=("registry.gap", *why), refused_own=why)
    screen = syncing(lambda *_, **__: aside)

    screen.start()
    settled()

    assert sum("registry is upgraded" in text for text in texts(screen)) == 2


def test_what_others_work_waits_for_is_not_told(syncing, settled):
    aside = replace(done(waiting=2), refused=("registry.gap",))
    screen = syncing(lambda *_, **__: aside)

    screen.start()
    settled()

    assert not any("put aside" in text for text in texts(screen))
