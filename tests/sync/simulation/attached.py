"""The books of attachments, in memory."""

from dataclasses import dataclass, replace
from typing import Any

from sync.registry.storage import Beginning
from sync.session.attached import State


@dataclass
class MemoryAttachments:
    state: Any

    def expect(self, new):
        for one in new:
            self.state.attachments.setdefault(one.key, one)

    def in_area(self, areas=(), state=None, most=1000):
        del areas, most
        rows = self.state.attachments.values()
        return tuple(row for row in rows if state in (None, row.state))

    def hold(self, digests):
        """Nobody else writes to these books."""

    def find(self, wanted):
        known = self.state.attachments
        return {key: known[key] for key in wanted if key in known}

    def beginning(self, key, device):
        found = self.state.pieces.get((key, device), ())
        return Beginning(sum(map(len, found[1:])), found[0]) if found else NOTHING

    def pending(self, device):
        pieces = self.state.pieces.items()
        return sum(sum(map(len, p[1:])) for (_, of), p in pieces if of == device)

    def add(self, key, device, size, _offset, data):
        before = self.state.pieces.get((key, device), (size,))
        self.state.pieces[key, device] = (*before, data)

    def bytes_of(self, key, device):
        return iter(self.state.pieces[key, device][1:])

    def forget(self, key, device=None):
        for of in [of for of in self.state.pieces if of[0] == key]:
            if device in (None, of[1]):
                del self.state.pieces[of]

    def store(self, key, size, now):
        self.forget(key)
        return self._change(key, State.AWAITED, State.STORED, size, now)

    def lose(self, key):
        before = self.state.attachments.get(key)
        size = before.size if before else 0
        self._change(key, State.STORED, State.AWAITED, size, None)

    def forget_durable(self):
        for key, row in self.state.attachments.items():
            self.state.attachments[key] = replace(row, durable=False)

    def make_durable(self, digests):
        for key, row in self.state.attachments.items():
            if key.digest in digests and row.state == State.STORED:
                self.state.attachments[key] = replace(row, durable=True)

    def erase(self, key, now):
        self._change(key, self.state.attachments[key].state, State.ERASED, 0, now)
        self.forget(key)

    def erase_of(self, records, now):
        known = self.state.attachments.values()
        gone = [one for one in known if one.record in records]
        for one in gone:
            self.erase(one.key, now)
        return tuple(one.digest for one in gone)

    def needed(self, digest):
        known = self.state.attachments.values()
        return any(one.digest == digest and one.state == State.STORED for one in known)

    def _change(self, key, now_in, state, size, stored):
        row = self.state.attachments[key]
        if row.state != now_in:
            return False
        changed = replace(row, state=state, size=size, stored=stored, durable=False)
        self.state.attachments[key] = changed
        return True


NOTHING = Beginning(0, 0)
