"""Positions from a receiver, as the question shows them."""

import os
import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication

from enrolment_app.capture.errors import NoSky
from enrolment_app.capture.nmea import Fix, checksum
from enrolment_app.capture.receiver import Port
from enrolment_app.ui.editors import Shown
from enrolment_app.ui.editors.latitude import LatitudeEditor
from enrolment_app.ui.editors.place import PlaceEditor
from enrolment_app.ui.editors.points import AreaEditor, PointsEditor
from enrolment_app.ui.theme import Look
from tests.ui.conftest import RESOURCES

FIX = Fix(34.75, 72.36, 980.4, 4.5, 8)
ROUGH = Fix(34.75, 72.36, 980.4, 60.0, 4)
GGA = b"GPGGA,074216.00,3445.0000,N,07221.6000,E,1,08,0.9,980.4,M,-34.0,M,,"


@pytest.fixture
def make(qtbot):
    def _make(editor=PlaceEditor, *, ports=("/dev/ttyUSB0",), take=None, **shown):
        made = editor(Look(RESOURCES))
        made.heard = []
        made.answered.connect(made.heard.append)
        qtbot.addWidget(made)
        panel = made._receiving
        panel.list_ports = lambda: tuple(Port(one, f"Receiver {one}") for one in ports)
        panel.take = take or panel.take
        made.show()
        made.show_answer(Shown(name="Where", **shown))
        return made

    return _make


def gives(*fixes):
    def take(_device, _wanted, told, _enough):
        for fix in fixes:
            told(fix)
        return fixes[-1]

    return take


def said(made):
    return made._receiving._said.text()


def test_a_position_is_announced_once_with_its_accuracy(make, qtbot):
    made = make(take=gives(ROUGH, FIX))

    made._receiving.start()
    qtbot.waitUntil(lambda: bool(made.heard))

    assert made.heard == ["34.7500000 72.3600000 980.4 4.5"]
    assert [line.text() for line in made.lines()] == ["34.7500000", "72.3600000", "4.5"]
    assert "satellites" in said(made)


def test_a_position_less_exact_than_the_form_wants_is_taken_and_doubted(make, qtbot):
    made = make(
        take=gives(ROUGH), parameters=(("unacceptableAccuracyThreshold", "20"),)
    )

    made._receiving.start()
    qtbot.waitUntil(lambda: bool(made.heard))

    assert "less exact" in said(made)


def test_the_form_says_how_exact_is_enough(make, qtbot):
    wanted = []

    def take(_device, asked, _told, _enough):
        wanted.append(asked)
        return FIX

    made = make(
        take=take,
        parameters=(("accuracyThreshold", "2.5"), ("allow-mock-accuracy", "true")),
    )
    made._receiving.start()
    qtbot.waitUntil(lambda: bool(made.heard))

    assert (wanted[0].accuracy_m, wanted[0].simulated) == (2.5, True)


def test_without_a_receiver_it_says_so(make, qtbot):
    made = make(ports=())

    made._receiving.start()

    qtbot.waitUntil(lambda: "No receiver" in said(made))
    assert made.heard == []


def test_why_there_is_no_position_is_told(make, qtbot):
    def take(*_arguments):
        raise NoSky

    made = make(take=take)
    made._receiving.start()

    qtbot.waitUntil(lambda: "does not know yet" in said(made))
    assert made._receiving._start.isVisible()


def test_stopping_takes_nothing(make, qtbot):
    listening, ended = threading.Event(), threading.Event()

    def take(_device, _wanted, told, enough):
        told(ROUGH)
        listening.set()
        while not enough():
            ended.wait(0.01)
        ended.set()
        return ROUGH

    made = make(take=take)
    made._receiving.start()
    qtbot.waitUntil(made._receiving._use.isEnabled)
    made._receiving._stop.click()
    qtbot.waitUntil(ended.is_set)
    QApplication.processEvents()

    assert made.heard == []


def test_a_question_that_goes_away_listens_no_more(make, qtbot):
    ended = threading.Event()

    def take(_device, _wanted, told, enough):
        told(ROUGH)
        while not enough():
            ended.wait(0.01)
        ended.set()
        return ROUGH

    made = make(take=take)
    made._receiving.start()
    qtbot.waitUntil(made._receiving._use.isEnabled)
    made.hide()
    made._receiving.setParent(None)
    made._receiving.deleteLater()

    qtbot.waitUntil(ended.is_set)


def test_a_latitude_by_itself_fills_what_belongs_to_it(make, qtbot):
    made = make(LatitudeEditor, take=gives(FIX))
    beside = []
    made.beside = beside.append

    made._receiving.start()
    qtbot.waitUntil(lambda: bool(beside))

    assert made.heard == ["34.7500000"]
    assert beside == [{"longitude": "72.3600000", "gps-accuracy": "4.5"}]


def test_points_are_added_one_after_the_other(make, qtbot):
    made = make(PointsEditor, take=gives(FIX))

    made._receiving.start()
    qtbot.waitUntil(lambda: len(made.heard) == 1)
    made._receiving.start()
    qtbot.waitUntil(lambda: len(made.heard) == 2)

    one = "34.7500000 72.3600000 980.4 4.5"
    assert made.heard == [one, f"{one};{one}"]


def test_an_area_ends_where_it_began(make):
    made = make(AreaEditor)

    made.fill("1 2 0 0;3 4 0 0;5 6 0 0;1 2 0 0")

    assert made._page.toPlainText() == "1 2 0 0\n3 4 0 0\n5 6 0 0"
    assert made.read() == "1 2 0 0;3 4 0 0;5 6 0 0;1 2 0 0"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are Unix's")
def test_a_receiver_on_a_port_is_heard(make, qtbot):
    ours, theirs = os.openpty()
    stop = threading.Event()

    def speak():
        while not stop.wait(0.02):
            os.write(ours, b"$" + GGA + b"*00\r\n")  # a wrong checksum
            os.write(ours, b"$" + GGA + b"*%02X\r\n" % checksum(GGA))

    threading.Thread(target=speak, daemon=True).start()
    made = make(ports=(os.ttyname(theirs),))

    made._receiving.start()
    qtbot.waitUntil(lambda: bool(made.heard))
    stop.set()

    assert made.heard == ["34.7500000 72.3600000 980.4 4.5"]
