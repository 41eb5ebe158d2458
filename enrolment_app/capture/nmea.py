"""Reading what a position receiver says (NMEA 0183): three sentences, judged strictly.

    ear = Ear()
    for fix in ear.hear(b"$GPGGA,074216,3445.0000,N,..."):
        print(fix.latitude, fix.accuracy_m)

A sentence counts only with its checksum: half a line that a loose plug cut off must not
put a household into another valley. Three kinds are read: GGA says where, GST how well
the receiver itself believes that, and everything else only that somebody speaks.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import xor

_SENTENCE = re.compile(rb"\$([A-Z]{2})([A-Z]{3}),([\x20-\x7e]*)\*([0-9A-F]{2})")
# The standard allows 82; some receivers write more digits. Beyond it nothing ends.
LONGEST = 200
# Without GST: metres of error for each unit of dilution, as receivers without
# corrections have them.
METRES_A_DILUTION = 5.0
_GGA_FIELDS, _GST_FIELDS = 10, 7
NO_FIX = "0"
# Dead reckoning, typed in by hand, simulated: no measurement of this place.
UNMEASURED = frozenset({"6", "7", "8"})
MINUTES = 60.0
LATITUDE_MOST, LONGITUDE_MOST = 90.0, 180.0


@dataclass(frozen=True)
class Fix:
    """Where the receiver was, how exactly, and how many satellites told it so."""

    latitude: float
    longitude: float
    altitude_m: float
    accuracy_m: float
    satellites: int

    @property
    def text(self) -> str:
        """The position as a geopoint: latitude, longitude, altitude, accuracy."""
        return (
            f"{self.latitude:.7f} {self.longitude:.7f}"
            f" {self.altitude_m:.1f} {self.accuracy_m:.1f}"
        )


class Ear:
    """Takes the bytes as they come and gives positions.

    `sentences` counts what was whole, `broken` what was not; `simulated` lets a
    receiver speak that says itself that it measures nothing.
    """

    def __init__(self, *, simulated: bool = False) -> None:
        self.sentences = 0
        self.broken = 0
        self._simulated = simulated
        self._rest = b""
        self._error_m: float | None = None

    def hear(self, heard: bytes) -> Iterator[Fix]:
        """Take more bytes; yield each position that they complete."""
        *lines, rest = (self._rest + heard).replace(b"\r", b"\n").split(b"\n")
        # What never ends is no sentence: without this, noise would fill the memory.
        self._rest = rest[-LONGEST:]
        for line in filter(None, lines):
            said = _whole(line)
            if said is None:
                self.broken += 1
                continue
            self.sentences += 1
            kind, fields = said
            if kind == "GST":
                self._error_m = _error(fields)
            elif kind == "GGA" and (fix := self._fix(fields)) is not None:
                yield fix

    def _fix(self, fields: list[str]) -> Fix | None:
        if len(fields) < _GGA_FIELDS or fields[5] in ("", NO_FIX):
            self._error_m = None
            return None
        if fields[5] in UNMEASURED and not self._simulated:
            return None
        latitude = _degrees(fields[1], fields[2], "NS", LATITUDE_MOST)
        longitude = _degrees(fields[3], fields[4], "EW", LONGITUDE_MOST)
        dilution = _number(fields[7])
        if self._error_m is not None:
            accuracy = self._error_m
        elif dilution is not None:
            accuracy = dilution * METRES_A_DILUTION
        else:
            accuracy = None
        if latitude is None or longitude is None or not accuracy:
            return None
        satellites = int(_number(fields[6]) or 0)
        altitude = _number(fields[8]) or 0.0
        return Fix(latitude, longitude, altitude, accuracy, satellites)


def checksum(said: bytes) -> int:
    """Give the checksum of what stands between "$" and "*"."""
    return reduce(xor, said, 0)


def _whole(line: bytes) -> tuple[str, list[str]] | None:
    # The end of a sentence that began before anybody listened may stand before it.
    found = _SENTENCE.search(line)
    if found is None or found.end() != len(line) or len(line) > LONGEST:
        return None
    inside = line[found.start() + 1 : line.rindex(b"*")]
    if checksum(inside) != int(found[4], 16):
        return None
    return found[2].decode(), found[3].decode().split(",")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _degrees(text: str, side: str, sides: str, most: float) -> float | None:
    """Read "3445.0000" and "N": degrees, then minutes in the last two places."""
    packed = _number(text)
    if packed is None or packed < 0 or len(side) != 1 or side not in sides:
        return None
    whole = math.floor(packed / 100)
    minutes = packed - whole * 100
    degrees = whole + minutes / MINUTES
    if minutes >= MINUTES or degrees > most:
        return None
    return degrees if side == sides[0] else -degrees


def _error(fields: list[str]) -> float | None:
    """Give the horizontal error in metres that GST states."""
    if len(fields) < _GST_FIELDS:
        return None
    north, east = _number(fields[5]), _number(fields[6])
    if north is None or east is None:
        return None
    return math.hypot(north, east) or None
