"""A line that never holds for long: what has crossed it need not cross it again."""

import dataclasses
import hashlib

import pytest

from sync import run
from sync.errors import Malformed, PeerUnreachable
from sync.registry import backup, erasure
from sync.registry.conversation import answer
from sync.registry.founding import open_office
from sync.session.messages import KIB, decode_request
from sync.session.resumed import (
    Heard,
    Stretch,
    decode_heard,
    encode_stretch,
)
from sync.transports import HttpTransport, MemoryTransport, Resuming
from tests.stories.cut_lines import CutLine
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import NOW_MS, a_record, an_office, chance
from tests.sync.registry.test_http import a_provisioned, served

HOLDS = 40 * KIB


@pytest.fixture
def here(tmp_path):
    """A registry on a file, where the database is not the point."""
    return an_office(tmp_path / "registry")


class Brittle(Line):
    """A line that breaks whenever so many bytes have crossed it."""

    def __init__(self, office, device, holds=HOLDS):
        super().__init__(office, device)
        self.holds = self.left = holds
        self.breaks = 0

    def carry(self, request):
        self._cross(len(request))
        said = answer(self.office, self.device, request)
        self._cross(len(said))
        return said

    def _cross(self, size):
        self.left -= size
        if self.left < 0:
            self.left = self.holds
            self.breaks += 1
            raise PeerUnreachable("the line broke")


def enduring(line):
    return Resuming(line, lambda _: None, waits_seconds=(1.0, 3.0), seconds=ticking())


def ticking():
    """Give a clock by which every line is slow."""
    now = iter(range(0, 10**9, 10))
    return lambda: float(next(now))


def a_writer(office, name, size):
    laptop = a_laptop(office, name)
    for number in range(size // 512):
        words = hashlib.shake_256(b"%d" % number).hexdigest(256)
        laptop.write(a_record(number), "q/text", words)
    return laptop


def test_a_message_larger_than_the_line_ever_holds_goes_up_and_down(here):
    writer = a_writer(here, "asha", 512 * KIB)
    up = Brittle(here, writer.device)
    result = exchange(here, writer, enduring(up))
    reader = a_laptop(here, "bilal")
    down = Brittle(here, reader.device)

    exchange(here, reader, enduring(down))

    assert (result.sent, result.waiting) == (1024, 0)
    assert up.breaks > 3
    assert down.breaks > 3
    assert reader.state(a_record(1000)) == writer.state(a_record(1000))


def test_each_byte_crosses_little_more_than_once(here):
    writer = a_writer(here, "asha", 512 * KIB)
    line = Brittle(here, writer.device, holds=200 * KIB)

    exchange(here, writer, enduring(line))

    sealed = sum(len(one[-1]) for ones in writer.segments.values() for one in ones)
    assert line.traffic.up < 1.5 * sealed + (line.breaks + 2) * 64 * KIB


def test_a_line_that_moves_nothing_is_given_up(here):
    writer = a_writer(here, "asha", KIB)

    with pytest.raises(PeerUnreachable):
        exchange(here, writer, enduring(Brittle(here, writer.device, holds=10)))

    assert writer.waiting() == 2


def test_a_registry_that_knows_no_stretches_is_asked_whole(here):
    writer = a_writer(here, "asha", KIB)
    line = Line(here, writer.device)
    line.lose_requests = 1

    def older(request):
        decode_request(request)
        return line.carry(request)

    result = exchange(here, writer, enduring(MemoryTransport(older)))

    assert result.waiting == 0


# -- over real sockets


def test_over_connections_that_are_cut_every_so_often(here):
    with served(here) as url:
        laptop, keys = a_provisioned(here, "asha", url)
        for number in range(200):
            words = hashlib.shake_256(b"%d" % number).hexdigest(256)
            laptop.write(a_record(number), "q/text", words)
        between = CutLine(int(url.rpartition(":")[2]), every=48 * KIB)
        line = HttpTransport(
            between.url, keys, now=lambda: NOW_MS / 1000, random=chance()
        )

        result = run.exchange(laptop, enduring(line), keys)
        between.close()

    assert result.waiting == 0
    assert between.cuts > 1


# -- stretch by stretch


def a_request(office, laptop):
    told = []

    def listen(request):
        told.append(request)
        raise PeerUnreachable

    with pytest.raises(PeerUnreachable):
        exchange(office, laptop, MemoryTransport(listen))
    return told[0]


class Talk:
    """One request that goes up in stretches, whichever process answers."""

    def __init__(self, office, laptop):
        self.office, self.device = office, laptop.device
        self.whole = a_request(office, laptop)
        self.digest = hashlib.sha256(self.whole).digest()

    def say(self, offset, end, got=0, room=100, digest=None):
        said = Stretch(
            digest or self.digest,
            len(self.whole),
            offset,
            self.whole[offset:end],
            got,
            room,
        )
        return decode_heard(answer(self.office, self.device, encode_stretch(said)))


@pytest.fixture
def talk(office):
    return Talk(office, a_writer(office, "asha", 4 * KIB))


def test_what_overlaps_counts_once_and_a_gap_not_at_all(talk):
    size = len(talk.whole)

    assert talk.say(0, 100).have == 100
    assert talk.say(50, 200).have == 200
    assert talk.say(300, 400).have == 200
    assert talk.say(0, 100).have == 200
    whole = talk.say(200, size)
    assert (whole.have, len(whole.data)) == (size, 100)


def test_the_same_answer_is_given_however_often_it_is_asked_for(talk):
    size = len(talk.whole)
    first = talk.say(0, size, room=50)

    second = talk.say(size, size, got=50, room=10**6)

    assert second.mark == first.mark
    assert len(first.data + second.data) == first.total == second.total


def test_another_process_goes_on_where_one_ended(talk, tmp_path, database):
    talk.say(0, 100)
    data = tmp_path / "registry"
    talk.office = open_office(data, database, lambda: NOW_MS, chance(b"other"))

    assert talk.say(100, 200).have == 200
    talk.office.storage.close()


def test_what_is_not_what_its_hash_says_begins_anew(talk):
    heard = talk.say(0, len(talk.whole), digest=bytes(32))

    assert heard == Heard(0)
    assert talk.say(0, 10).have == 10


def test_a_laptop_has_one_and_another_laptop_s_is_its_own(office, talk):
    other = a_laptop(office, "bilal")
    talk.say(0, 100)
    mine, talk.device = talk.device, other.device

    assert talk.say(100, 200).have == 0
    talk.device = mine
    assert talk.say(100, 200).have == 200


def test_after_a_day_it_is_forgotten(office, talk):
    talk.say(0, 100)
    talk.office = dataclasses.replace(office, clock=lambda: NOW_MS + 86_400_001)

    assert talk.say(100, 200).have == 0


def test_after_a_day_no_backup_holds_it(here, tmp_path):
    said = Stretch(bytes(32), 1000, 0, b"half of it", 0, 0)
    first, second = a_laptop(here, "asha").device, a_laptop(here, "bilal").device
    with here.storage.writing() as books:
        books.resumed.take(first, said, NOW_MS - 86_400_001, 0)
        books.resumed.take(second, said, NOW_MS - 86_400_000, 0)

    backup.back_up(here, tmp_path / "registry", "", tmp_path / "registry.zip")

    with here.storage.reading() as books:
        assert books.resumed.kept(first, said.digest) == (b"", b"")
        assert books.resumed.kept(second, said.digest) == (b"half of it", b"")


def test_an_erasure_leaves_no_half_of_anything(office, talk):
    exchange(office, a_writer(office, "chand", KIB))
    talk.say(0, 100)
    erasure.erase(office, a_record(0), "household", "id", "file 1")

    assert talk.say(100, 200).have == 0


def test_stretches_of_stretches_are_none(office, talk):
    talk.whole = encode_stretch(Stretch(bytes(32), 1, 0, b"x", 0, 1))

    with pytest.raises(Malformed):
        talk.say(0, len(talk.whole), digest=hashlib.sha256(talk.whole).digest())
