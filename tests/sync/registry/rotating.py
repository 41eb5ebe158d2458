"""What taking another key asks of a laptop in memory."""

from sync.rotation import Rotation, decode_rotation, encode_rotation
from sync.session import EVERYBODY, RotatedEntry


class Rotating:
    """The part of a laptop that takes another key under its number."""

    def learn_key(self, device, key):
        known = self.keys.get(device, ())
        if key not in known:
            self.keys[device] = (*known, key)

    def hear_rotation(self, data):
        self.rotations[data] = None
        said = decode_rotation(data)
        self.learn_key(said.device, said.old)
        self.learn_key(said.device, said.new)
        if self.next_key is not None and said.new == self.next_key.public:
            self.key, self.next_key = self.next_key, None

    def rotation(self):
        """Give the word of both keys, while the registry has not told it."""
        said = Rotation(self.device, self.key.public, self.next_key.public)
        return encode_rotation(said, self.key.sign, self.next_key.sign)

    def to_tell(self):
        """Give what goes up before any segment: orders, and other keys.

        Whatever is sealed under the old one goes up first. What a restored registry
        does not tell any more of others is told to it again.
        """
        ready = self.next_key is not None and not self.waiting()
        own = [self.rotation()] if ready else ()
        return (*self.lacking_orders(), *self.untold_keys(), *own)

    def own_rotations(self):
        """Give how this laptop came to its key, the first rotation first."""
        mine = self.device
        return tuple(r for r in self.rotations if decode_rotation(r).device == mine)

    def untold_keys(self):
        """Give the words of other keys that everybody's log does not tell any more."""
        log = (entry for entry, _ in self.log.get(EVERYBODY, ()))
        told = {entry.rotation for entry in log if isinstance(entry, RotatedEntry)}
        return tuple(one for one in self.rotations if one not in told)
