"""The road between laptops and registry: whatever can happen to bytes happens here."""

from dataclasses import dataclass, field

from sync.errors import DeviceRevoked, IndrajError
from sync.registry import devices
from sync.registry.conversation import answer
from sync.registry.waiting import accept_all
from sync.session.attached import is_of_lane
from sync.session.messages import decode_request
from tests.sync.simulation.segments import asked_with
from tests.sync.simulation.stretches import in_stretches

LINE_FAULTS = (
    "lose request",
    "lose answer",
    "repeat request",
    "old request first",
    "truncate request",
    "truncate answer",
    "corrupt request",
    "corrupt answer",
    "late answer",
    "in stretches",
)


@dataclass
class Road:
    """Lines to the registry, and sticks that carry segments to it."""

    random: object
    old_requests: list = field(default_factory=list)
    sticks: list = field(default_factory=list)
    letters: list = field(default_factory=list)  # [laptop, question, answer]

    def ask(self, office, laptop, request, fault):
        """Carry a request; give the answer, or None where none came back."""
        self.old_requests.append((laptop.device, request))
        if fault == "lose request":
            return None
        if fault == "in stretches":

            def ask(stretch):
                return self.knock(office, laptop.device, stretch)

            return in_stretches(ask, request, self.random)
        if fault == "old request first":
            self.knock(office, *self.random.choice(self.old_requests))
        if fault in ("truncate request", "corrupt request"):
            if self.unproved(office, request):
                # Of these only TLS can say that they are not what was sent.
                return None
            request = self.damaged(request, fault)
        said = self.knock(office, laptop.device, request)
        if fault == "repeat request":
            said = self.knock(office, laptop.device, request)
        if said is None or fault == "lose answer":
            return None
        if fault in ("truncate answer", "corrupt answer"):
            return self.damaged(said, fault)
        return said

    def knock(self, office, device, request):
        """Let a request in as the door does; None where it gets no answer."""
        try:
            with office.storage.reading() as books:
                devices.known(books, device)
            return answer(office, device, request)
        except DeviceRevoked:
            return None
        except IndrajError:
            return None

    def unproved(self, office, request):
        """Tell whether a request hands over what the registry cannot open yet."""
        if is_of_lane(request):
            return False
        with office.storage.reading() as books:
            known = books.forms.layouts().keys()
        segments = decode_request(request).segments
        return any(not asked_with(one) <= known for one in segments)

    def damaged(self, data, fault):
        if fault.startswith("truncate"):
            return data[: self.random.randrange(len(data))]
        place = self.random.randrange(len(data))
        bit = 1 << self.random.randrange(8)
        return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]

    def load_stick(self, laptop):
        """Copy what a laptop would hand over; the stick may go round for weeks."""
        segments = []
        for area, known in sorted(laptop.areas().items()):
            after = known.number
            while (data := laptop.outgoing(area, after, 300)) is not None:
                segments.append(data)
                after = max(
                    last for _, last, _, d in laptop.segments[area] if d == data
                )
            segments += laptop.relays(area)
        if segments:
            self.sticks.append(tuple(segments))

    def unload_stick(self, office, *, keep):
        """Hand one stick's segments in; `keep`: it will be handed in once more."""
        place = self.random.randrange(len(self.sticks))
        segments = self.sticks[place]
        accept_all(office, segments)
        if not keep:
            del self.sticks[place]
