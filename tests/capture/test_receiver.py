"""A receiver on a serial port, played by a pseudo terminal."""

import os
import sys
import threading
from itertools import count, cycle

import pytest

from enrolment_app.capture.errors import (
    NoSky,
    PortGone,
    ReceiverGarbled,
    ReceiverSilent,
)
from enrolment_app.capture.nmea import checksum
from enrolment_app.capture.receiver import Wanted, take_position

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="pseudo terminals are Unix's"
)
GGA = "GPGGA,074216.00,3445.0000,N,07221.6000,E,{fix},08,{dilution},980.4,M,-34.0,M,,"


def sentence(fix=1, dilution=0.9):
    said = GGA.format(fix=fix, dilution=dilution).encode()
    return b"$" + said + b"*%02X\r\n" % checksum(said)


@pytest.fixture
def receiver():
    """Play a receiver that says these lines again and again."""
    ends = []

    def play(*lines):
        ours, theirs = os.openpty()
        stop = threading.Event()

        def speak():
            for line in cycle(lines):
                os.write(ours, line)
                if stop.wait(0.01):
                    return

        thread = threading.Thread(target=speak, daemon=True)
        thread.start()
        ends.append((ours, theirs, stop, thread))
        return os.ttyname(theirs)

    yield play
    for ours, theirs, stop, thread in ends:
        stop.set()
        thread.join(5)
        os.close(ours)
        os.close(theirs)


def take(device, told=None, clock=None, **wanted):
    ticks = count()
    told = told if told is not None else []
    # Each look at the clock is a quarter of a second: patience ends without waiting.
    clock = clock or (lambda: next(ticks) / 4)
    return take_position(
        device, Wanted(**wanted), told.append, lambda: False, clock=clock
    )


def test_the_first_position_that_is_exact_enough_is_taken(receiver):
    told = []
    device = receiver(sentence(dilution=9.0), sentence(dilution=0.9))

    fix = take(device, told, accuracy_m=5.0)

    assert fix.accuracy_m == pytest.approx(4.5)
    assert told[-1] == fix
    assert all(one.accuracy_m > 5.0 for one in told[:-1])


def test_when_patience_ends_the_best_there_was_is_given(receiver):
    device = receiver(sentence(dilution=9.0), sentence(dilution=2.0))

    fix = take(device, accuracy_m=1.0, patience_seconds=2)

    assert fix.accuracy_m == pytest.approx(10.0)


def test_corrupt_sentences_between_good_ones_change_nothing(receiver):
    corrupt = sentence().replace(b"3445", b"3345")
    device = receiver(b"\x00\xffPGGA,3", corrupt, sentence(dilution=1.0))

    fix = take(device)

    assert fix.latitude == 34.75


def test_one_may_say_that_it_is_enough(receiver):
    told = []
    device = receiver(sentence(dilution=9.0))

    fix = take_position(device, Wanted(), told.append, lambda: bool(told))

    assert fix.accuracy_m == pytest.approx(45.0)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", ReceiverSilent),
        (b"\x80\x81\x82 noise\n", ReceiverGarbled),
        (sentence(fix=0), NoSky),
    ],
)
def test_it_says_why_no_position_can_be_had(receiver, line, why):
    device = receiver(line)

    with pytest.raises(why):
        take(device, patience_seconds=3)


def test_a_port_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PortGone):
        take(str(tmp_path / "ttyUSB9"))
