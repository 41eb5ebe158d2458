"""The worker: one thread, in order, failures typed or loud."""

import threading

import pytest

from enrolment_app.ui.background import Desk
from sync.errors import PeerUnreachable


def test_actions_run_in_one_other_thread_in_the_order_asked(background, settled):
    seen = []

    for number in range(5):
        background.run(lambda n=number: seen.append((n, threading.get_ident())))
    settled()

    assert [number for number, _ in seen] == [0, 1, 2, 3, 4]
    assert len({thread for _, thread in seen}) == 1
    assert seen[0][1] != threading.get_ident()


def test_results_arrive_in_the_interface_thread(background, settled):
    arrived = []

    background.run(lambda: 7, done=lambda n: arrived.append((n, threading.get_ident())))
    settled()

    assert arrived == [(7, threading.get_ident())]


def test_a_typed_failure_goes_to_whoever_asked(background, settled):
    failures = []

    def fail():
        raise PeerUnreachable

    background.run(fail, failed=failures.append)
    settled()

    assert [failure.code for failure in failures] == ["sync.peer_unreachable"]


def test_a_typed_failure_that_nobody_awaits_is_announced(background, settled, qtbot):
    def fail():
        raise PeerUnreachable

    with qtbot.waitSignal(background.failed):
        background.run(fail)


def test_our_own_failure_is_raised_in_the_interface_thread(background, qtbot):
    def fail():
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        background.run(fail)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError


@pytest.mark.parametrize(("alone", "during"), [(False, True), (True, False)])
def test_only_actions_that_may_run_inside_another(background, settled, alone, during):
    order, go = [], threading.Event()

    def long():
        go.wait(5)
        background.breathe()
        order.append("long")

    background.run(long)
    background.run(lambda: order.append("short"), alone=alone)
    go.set()
    settled()

    assert order == (["short", "long"] if during else ["long", "short"])


def test_a_cleared_desk_takes_nothing_more(background, settled):
    seen = []
    desk = Desk(background)
    desk.run(lambda: seen.append("before"))

    desk.clear()
    desk.run(lambda: seen.append("after"))
    settled()

    assert seen == ["before"]
