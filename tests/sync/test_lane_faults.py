"""Histories of photos with every fault of the line: once, whole, and never told falsely."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sync.errors import IntegrityError, PeerUnreachable
from sync.lane import Budget
from sync.registry.attaching import hash_of
from sync.session.attached import is_of_lane
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import AREA, a_record, an_office
from tests.sync.registry.photos import Photos, a_photo, carry

NAMES = ("asha", "bilal")
WHO = st.integers(0, len(NAMES) - 1)
FAULTS = ("none", "request", "answer", "cut", "twice")


class FaultyLine(Line):
    """Fails at the n-th message of the lane in one of the ways that lines have."""

    def __init__(self, office, device, fault, at, kept):
        super().__init__(office, device)
        self.fault, self.at, self.kept = fault, at, kept

    def carry(self, request):
        if not is_of_lane(request):
            return super().carry(request)
        self.kept.append((self.device, request))
        self.at -= 1
        if self.at or self.fault == "none":
            return super().carry(request)
        if self.fault == "request":
            raise PeerUnreachable("the request was lost")
        said = super().carry(request)
        if self.fault == "answer":
            raise PeerUnreachable("the answer was lost")
        if self.fault == "twice":
            return super().carry(request)
        return said[: len(said) // 2]


class Darkroom(RuleBasedStateMachine):
    @initialize()
    def found(self):
        self.place = Path(tempfile.mkdtemp(prefix="indraj-"))
        self.office = an_office(self.place / "registry")
        self.photos = [Photos(a_laptop(self.office, name)) for name in NAMES]
        self.taken = {}  # key -> content
        self.messages = []

    def teardown(self):
        if hasattr(self, "office"):
            self.heal()
            self.office.storage.close()
            shutil.rmtree(self.place)

    @rule(who=WHO, size=st.integers(1, 200_000))
    def photograph(self, who, size):
        content = a_photo(len(self.taken), size)
        before = set(self.photos[who].here)
        self.photos[who].take(a_record(who), content)
        (key,) = set(self.photos[who].here) - before
        self.taken[key] = content

    @rule(who=WHO)
    def exchange(self, who):
        exchange(self.office, self.photos[who].laptop)

    @rule(
        who=WHO,
        fault=st.sampled_from(FAULTS),
        at=st.integers(1, 4),
        room=st.sampled_from((20_000, 90_000, None)),
    )
    def carry(self, who, fault, at, room):
        photos = self.photos[who]
        line = FaultyLine(self.office, photos.device, fault, at, self.messages)
        try:
            carry(self.office, photos, line, Budget(bytes=room))
        except IntegrityError:
            assert fault == "cut"

    @rule(which=st.integers(0, 30))
    def say_an_old_message_again(self, which):
        if self.messages:
            device, request = self.messages[which % len(self.messages)]
            Line(self.office, device).carry(request)

    @rule(who=WHO, which=st.integers(0, 30))
    def look_for_one(self, who, which):
        if self.taken:
            self.photos[who].want(list(self.taken)[which % len(self.taken)])

    @invariant()
    def nothing_counts_twice_and_no_receipt_says_too_much(self):
        for photos in getattr(self, "photos", ()):
            assert len(set(photos.counted)) == len(photos.counted)
            for key in photos.held:
                kept = self.office.bodies.read(key.digest, 0, 1 << 20)
                assert kept == self.taken[key]
            for key, content in photos.here.items():
                assert hash_of([content]) == key.digest

    def heal(self):
        for photos in self.photos:
            exchange(self.office, photos.laptop)
            for key in self.taken:
                photos.want(key)
        for photos in (*self.photos, *self.photos):
            result = carry(self.office, photos)
            assert (result.waiting, result.stopped) == (0, "")
        with self.office.storage.reading() as books:
            counted = books.attachments.counts()
            left = [books.attachments.pending(one.device) for one in self.photos]
        assert sum(one.stored for one in counted) == len(self.taken)
        assert [one.area for one in counted] == [AREA] * bool(self.taken)
        assert (sum(one.awaited for one in counted), left) == (0, [0, 0])
        for photos in self.photos:
            assert photos.here == self.taken


TestDarkroom = Darkroom.TestCase
TestDarkroom.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
