"""The line between a laptop and a registry, which can lose what it carries."""

from sync import run
from sync.errors import PeerUnreachable
from sync.registry.conversation import answer
from sync.transports import Keys, MemoryTransport


class Line(MemoryTransport):
    """A line to a registry that can lose the request, or the answer."""

    def __init__(self, office, device):
        super().__init__(self.carry)
        self.office = office
        self.device = device
        self.lose_answers = 0
        self.lose_requests = 0
        self.change_request = lambda data: data
        self.change_answer = lambda data: data

    def carry(self, request):
        if self.lose_requests:
            self.lose_requests -= 1
            raise PeerUnreachable("the request was lost")
        said = answer(self.office, self.device, self.change_request(request))
        if self.lose_answers:
            self.lose_answers -= 1
            raise PeerUnreachable("the answer was lost")
        return self.change_answer(said)


def keys_of(office, laptop):
    return Keys(
        laptop.device, laptop.key.public, laptop.key.sign_token, office.ring.founding
    )


def exchange(office, laptop, line=None, **more):
    line = line or Line(office, laptop.device)
    return run.exchange(laptop, line, keys_of(office, laptop), **more)
