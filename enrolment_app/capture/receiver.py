"""A position receiver on a serial port: which there are, and what one says.

The loop may wait for a minute, and opening a port of a paired receiver for seconds:
it runs in a thread of its own, never in the one that keeps answers.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import serial
from serial.tools.list_ports import comports

from enrolment_app.capture.errors import (
    NoPosition,
    NoSky,
    PortGone,
    ReceiverGarbled,
    ReceiverSilent,
)
from enrolment_app.capture.nmea import Ear, Fix

# What receivers speak at, the usual first; on USB the number means nothing.
SPEEDS = (9600, 4800, 38400, 115200)
SPEED_SECONDS = 2.5
READ_SECONDS = 0.2
READ_BYTES = 4096
# A hundred metres: beyond it ODK's clients warn, and where the form says nothing.
WARN_M = 100.0
CAPTURE_M = 5.0
PATIENCE_SECONDS = 90.0


@dataclass(frozen=True)
class Port:
    """A serial port: what opens it, and what the system calls it."""

    device: str
    name: str


@dataclass(frozen=True)
class Wanted:
    """How a position is asked for; `simulated` takes one that was not measured."""

    accuracy_m: float = CAPTURE_M
    patience_seconds: float = PATIENCE_SECONDS
    simulated: bool = False


def ports() -> tuple[Port, ...]:
    """List the serial ports, those that are plugged in (USB) first."""
    found = sorted(comports(), key=lambda port: (port.vid is None, port.device))
    return tuple(Port(port.device, port.description or port.device) for port in found)


def take_position(
    device: str,
    wanted: Wanted,
    told: Callable[[Fix], None],
    enough: Callable[[], bool],
    clock: Callable[[], float] = time.monotonic,
) -> Fix:
    """Listen until a position is as exact as wanted, patience ends or it is `enough`.

    Each position is `told`; the most exact is returned. NoPosition where none came.
    """
    ear, best = Ear(simulated=wanted.simulated), None
    began = clock()
    heard = 0
    try:
        with closing(serial.Serial(device, SPEEDS[0], timeout=READ_SECONDS)) as port:
            while not enough() and clock() - began < wanted.patience_seconds:
                _set_speed(port, ear, clock() - began)
                # One byte at least, and whatever else is there already.
                said = port.read(max(1, min(port.in_waiting, READ_BYTES)))
                heard += len(said)
                for fix in ear.hear(said):
                    told(fix)
                    if best is None or fix.accuracy_m <= best.accuracy_m:
                        best = fix
                if best is not None and best.accuracy_m <= wanted.accuracy_m:
                    return best
    except (OSError, ValueError) as error:  # serial's own is an OSError
        # A plug pulled out after a good position takes nothing away.
        if best is None:
            raise PortGone(str(error)) from error
    if best is None:
        raise _why(ear, heard)
    return best


def _set_speed(port: serial.Serial, ear: Ear, seconds: float) -> None:
    """Try the speeds in turn until the first whole sentence."""
    if ear.sentences:
        return
    speed = SPEEDS[int(seconds / SPEED_SECONDS) % len(SPEEDS)]
    if port.baudrate != speed:
        port.baudrate = speed


def _why(ear: Ear, heard: int) -> NoPosition:
    if not heard:
        return ReceiverSilent()
    return NoSky() if ear.sentences else ReceiverGarbled()
