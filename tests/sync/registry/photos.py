"""Photographs of a laptop in memory: what the lane of attachments asks of a store."""

import hashlib
from contextlib import nullcontext

from sync import lane
from sync.attachments import reference
from sync.session.attached import Key, Offer, Wish
from tests.sync.registry.line import Line, keys_of
from tests.sync.registry.offices import AREA


def a_photo(number, size=1000):
    """Give bytes that are those of no other photo and compress to nothing."""
    return hashlib.shake_256(b"photo %d" % number).digest(size)


def key_of(content, area=AREA):
    return Key(area, hashlib.sha256(content).digest())


class Photos:
    """Implements `Attached` beside a `Laptop`."""

    def __init__(self, laptop):
        self.laptop = laptop
        self.here = {}  # key -> content
        self.held = {}  # key -> state told by a receipt
        self.wanted = []
        self.arriving = {}  # key -> bytes
        self.counted = []
        self.learnt = {}

    def take(self, record, content, area=AREA):
        """Photograph something and write it down as the answer."""
        digest = hashlib.sha256(content).digest()
        self.here[Key(area, digest)] = content
        name = reference(digest, "jpg")
        return self.laptop.write(record, "q/file", name, area=area)

    def want(self, key):
        self.wanted.append(key)

    # -- what the lane asks

    @property
    def device(self):
        return self.laptop.device

    def epoch(self):
        return self.laptop.told_epoch

    def successions(self):
        return self.laptop.successions()

    def succeed(self, chain):
        self.laptop.succeed(chain)

    def together(self):
        return nullcontext()

    def offers(self):
        waiting = (key for key in self.here if key not in self.held)
        return tuple(Offer(key, len(self.here[key])) for key in waiting)

    def piece(self, key, start, size):
        return self.here.get(key, b"")[start : start + size]

    def confirm(self, key, size, held):
        assert size == len(self.here[key])
        self.held[key] = held
        self.counted.append(key)

    def wishes(self):
        return tuple(
            Wish(key, len(self.arriving.get(key, b"")))
            for key in self.wanted
            if key not in self.here
        )

    def learn(self, key, size):
        self.learnt[key] = size

    def receive(self, piece):
        so_far = self.arriving.get(piece.key, b"")
        if len(so_far) != piece.offset:
            return len(so_far)
        so_far += piece.data
        if len(so_far) == piece.size:
            self.arriving.pop(piece.key, None)
            if hashlib.sha256(so_far).digest() != piece.key.digest:
                return 0
            self.here[piece.key] = so_far
            self.held[piece.key] = "stored"
        else:
            self.arriving[piece.key] = so_far
        return len(so_far)


def carry(office, photos, line=None, budget=lane.USUAL_BUDGET, **more):
    line = line or Line(office, photos.device)
    return lane.carry(photos, line, keys_of(office, photos.laptop), budget, **more)


def states(office):
    """Give what the registry knows of contents: digest -> state."""
    with office.storage.reading() as books:
        return {one.key: one.state for one in books.attachments.in_area()}


def spoil(bodies, key):
    """Let the disk answer "input/output error" for a content, as Linux has a file so."""
    name = key.digest.hex()
    file = bodies.folder / name[:2] / name
    file.unlink()
    file.symlink_to("/proc/self/mem")
