"""What taking another key asks of a laptop in memory."""

from sync.rotation import Rotation, encode_rotation


class Rotating:
    """The part of a laptop that takes another key under its number."""

    def learn_key(self, device, key):
        known = self.keys.get(device, ())
        if key not in known:
            self.keys[device] = (*known, key)

    def hear_rotation(self, said):
        self.learn_key(said.device, said.old)
        self.learn_key(said.device, said.new)
        if self.next_key is not None and said.new == self.next_key.public:
            self.key, self.next_key = self.next_key, None

    def rotation(self):
        """Give the word of both keys, while the registry has not told it."""
        said = Rotation(self.device, self.key.public, self.next_key.public)
        return encode_rotation(said, self.key.sign, self.next_key.sign)

    def to_tell(self):
        """Give what goes up before any segment: orders, and another key.

        Whatever is sealed under the old one goes up first.
        """
        ready = self.next_key is not None and not self.waiting()
        return (*self.lacking_orders(), *([self.rotation()] if ready else ()))
