"""What a laptop has for the registry beside the own segments that wait."""

from enrolment_app.store.connection import Connection
from enrolment_app.store.device import Device
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.office_codes import OfficeCodes
from enrolment_app.store.refusals import Refusals
from enrolment_app.store.told import Told
from sync.rotation import decode_rotation
from sync.session import EVERYBODY, RotatedEntry
from sync.session.entrycode import NUMBERS, decode_entry

# An array of two parts, the first of which is the number of the kind.
ROTATED = bytes((0x82, NUMBERS[RotatedEntry]))


class Offering:
    """Orders and another key, segments of others and of a former number."""

    def __init__(
        self,
        connection: Connection,
        device: Device,
        erasing: Erasing,
        codes: OfficeCodes,
    ) -> None:
        self._connection = connection
        self._device = device
        self._erasing = erasing
        self._codes = codes
        self._told = Told(connection)
        self.refusals = Refusals(connection)

    def relays(self, area: str, waiting: int) -> tuple[bytes, ...]:
        """Give what the registry may lack of an area.

        Before all else the orders to erase and the other keys of laptops that its log
        does not tell (any more), the key under which this laptop goes on, once nothing
        waits under the old one, and the codes with which the office helps somebody
        whose passphrase is lost.
        """
        told: list[bytes] = []
        if area == EVERYBODY:
            told += self._erasing.untold()
            told += self._told.untold()
            rotation = None if waiting else self._device.rotation()
            told += [rotation] if rotation else []
            told += self._codes.slips()
        rows = self._connection.read(
            # What lies in a letter goes up with it, and once.
            "SELECT head, content FROM relayed WHERE area = ? AND head NOT IN"
            " (SELECT head FROM carried WHERE question <> x'') ORDER BY device, last",
            (area,),
        )
        former = self._connection.read(
            "SELECT s.head, s.content FROM segments s LEFT JOIN receipts r"
            " ON r.device = s.device AND r.area = s.area WHERE s.area = ?"
            " AND s.device <> ? AND s.last > coalesce(r.number, 0)"
            " ORDER BY s.device, s.first",
            (area, self._device.number),
        )
        headless = [(b"", one) for one in told]
        return tuple(self.refusals.wanted(area, [*headless, *former, *rows]))

    def own_rotations(self) -> tuple[bytes, ...]:
        """Give how this laptop came to its key, the first rotation first."""
        rows = self._connection.read(
            "SELECT content FROM entries WHERE area = ? AND substr(content, 1, 2) = ?"
            " ORDER BY counter",
            (EVERYBODY, ROTATED),
        )
        entries = [decode_entry(content) for (content,) in rows]
        told = [one.rotation for one in entries if isinstance(one, RotatedEntry)]
        found = dict.fromkeys([*told, *self._told.untold()])
        mine = self._device.number
        return tuple(one for one in found if decode_rotation(one).device == mine)
