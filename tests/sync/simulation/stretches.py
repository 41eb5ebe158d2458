"""Messages that go in stretches: the books' half in memory, and the laptop's half."""

import hashlib
from dataclasses import dataclass

from sync.session.resumed import Stretch, decode_heard, encode_stretch

STRETCHES_MAX = 40


@dataclass
class MemoryResumed:
    """One request of each laptop: device -> (digest, size, body, answer, touched)."""

    state: object

    def take(self, device, said, now, until):
        kept = self.state.resumed
        for other in [d for d, one in kept.items() if one[4] < until]:
            del kept[other]
        begun = (said.digest, said.size)
        if device not in kept or kept[device][:2] != begun:
            kept[device] = (*begun, b"", b"", now)
        body = kept[device][2]
        if said.offset <= len(body) < said.offset + len(said.data):
            body += said.data[len(body) - said.offset :]
            kept[device] = (*begun, body, b"", now)
        return len(body)

    def kept(self, device, digest):
        one = self.state.resumed.get(device)
        return one[2:4] if one and one[0] == digest else (b"", b"")

    def keep_answer(self, device, digest, answer):
        one = self.state.resumed.get(device)
        if one and one[0] == digest and not one[3]:
            self.state.resumed[device] = (*one[:3], answer, one[4])
        return self.kept(device, digest)[1] or answer

    def forget(self, device=None):
        for other in [device] if device else list(self.state.resumed):
            self.state.resumed.pop(other, None)


def in_stretches(ask, request, random):
    """Carry a request over a line that loses stretches; None where it was given up.

    Whoever asks the same again goes on where this ended.
    """
    digest = hashlib.sha256(request).digest()
    there, mark, got = 0, b"", b""
    for _ in range(STRETCHES_MAX):
        piece = request[there : there + random.randrange(1, len(request) + 1)]
        room = random.randrange(1, 4000)
        said = Stretch(digest, len(request), there, piece, len(got), room)
        data = ask(encode_stretch(said))
        if random.random() < 0.1:
            return None
        if data is None or random.random() < 0.2:
            continue
        heard = decode_heard(data)
        begun = heard.mark == mark or not got
        got, mark = (got + heard.data if begun else b""), heard.mark
        if heard.total and len(got) == heard.total:
            return got
        there = heard.have
    return None
