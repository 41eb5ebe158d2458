"""What the registry does not take of what is relayed is not sent at every exchange."""

from sync.journal import decode_segment
from sync.registry import devices, readmission
from sync.session.messages import decode_request
from tests.store.laptops import sealed, talk
from tests.sync.registry.asking import a_segment
from tests.sync.registry.laptop import Laptop
from tests.sync.registry.line import Line
from tests.sync.registry.offices import AREA, a_key


class Watched(Line):
    """A line that counts the segments that go up."""

    def carry(self, request):
        self.sent += len(decode_request(request).segments)
        return super().carry(request)

    sent = 0


def sent(office, store):
    line = Watched(office, store.device.number)
    talk(office, store, line)
    return line.sent


def relayed(store, data):
    segment = decode_segment(data)
    header = segment.header
    store._connection.write(
        "INSERT INTO relayed VALUES (?, ?, ?, ?, ?)",
        (header.area, header.device, header.last, segment.head, data),
    )


def a_stranger(number=77):
    return Laptop("stranger", number, a_key("stranger"))


def test_what_was_put_aside_is_sent_again_when_the_log_has_gone_on(office, asha, bilal):
    sealed(asha, 1)
    talk(office, asha)
    talk(office, bilal)
    relayed(bilal, a_segment(a_stranger()))

    assert [sent(office, bilal) for _ in range(3)] == [1, 0, 0]

    sealed(asha, 2)
    talk(office, asha)
    assert [sent(office, bilal) for _ in range(3)] == [0, 1, 0]


def test_it_is_taken_once_it_may_be(office, asha, bilal):
    stranger = a_stranger()
    relayed(bilal, a_segment(stranger))
    assert sent(office, bilal) == 1
    former = readmission.Former(77, "stranger", stranger.key.public, [AREA])
    readmission.readmit(office, former)

    talk(office, bilal)
    talk(office, bilal)

    assert bilal.exchange.relays(AREA) == ()


def test_what_nobody_signed_is_sent_once_for_good(office, asha, bilal):
    device, secret = devices.add_device(office, "carol", [AREA])
    devices.enrol(office, device, secret, a_key("carol").public)
    forged = a_segment(Laptop("carol", device, a_key("mallory")))
    sealed(asha, 1)
    talk(office, asha)
    talk(office, bilal)
    relayed(bilal, forged)

    assert [sent(office, bilal) for _ in range(2)] == [1, 0]
    sealed(asha, 3)
    talk(office, asha)

    assert [sent(office, bilal) for _ in range(2)] == [0, 0]


def test_a_restored_registry_is_asked_again(office, bilal):
    talk(office, bilal)
    relayed(bilal, a_segment(a_stranger()))
    assert [sent(office, bilal) for _ in range(2)] == [1, 0]

    bilal.exchange.begin_epoch("another")

    assert len(bilal.exchange.relays(AREA)) == 1
