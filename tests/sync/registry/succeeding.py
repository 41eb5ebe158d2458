"""What following the registry to another key asks of a laptop in memory."""


class Succeeding:
    """The part of a laptop that knows the registry's keys and its readers."""

    followed = ()
    readers = None

    def successions(self):
        return self.followed

    def succeed(self, chain):
        assert chain[: len(self.followed)] == self.followed, "a key that is forgotten"
        self.followed = chain
