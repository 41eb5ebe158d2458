"""The registry as its parts see it: where things are kept, key, clock and chance."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sync.registry.bodies import Bodies
from sync.registry.keyring import Keyring, Ring
from sync.registry.layouts import Layouts
from sync.registry.storage import Books, Storage
from sync.seal import SigningKey
from sync.session.provisioned import registry_id
from sync.succession import FIRST

EPOCH = "epoch"
ENDED = "epochs_ended"
NUMBERS_ABOVE = "device_numbers_above"
URL = "url"
RECOVERY_KEY = "recovery_key"  # X25519, hexadecimal
KEY_NUMBER = "key_number"  # that of the key that counts; empty for the first
OFFICE_KEY = "office_key"  # X25519, hexadecimal: recovery codes are sealed to it
POLICIES = "policies"  # JSON: rule -> number, for every laptop provisioned from now on
"""Names of settings."""


@dataclass(frozen=True)
class Office:
    """What every act of the registry is handed.

    `clock` gives milliseconds since 1970, `random` that many random bytes; `bodies`
    keeps the contents of attachments, `keys` the secrets. Who lacks `run_entries` of a
    log gets it packed.
    """

    storage: Storage
    keys: Keyring
    clock: Callable[[], int]
    random: Callable[[int], bytes]
    bodies: Bodies
    layouts: Layouts = field(default_factory=Layouts)
    run_entries: int = 64

    @property
    def id(self) -> str:
        """The registry's id, which follows from its first key."""
        return registry_id(self.ring.founding)

    @property
    def ring(self) -> Ring:
        """The key that counts, as last looked at, and how it came to it."""
        return self.keys.ring

    @property
    def key(self) -> SigningKey:
        """What it signs with, as last looked at."""
        return self.ring.key

    def as_of(self, books: Books) -> "Office":
        """Give it with the key that counts in a transaction, whatever comes meanwhile.

        Raises `KeyMissing` where another process took one that is not here.
        """
        ring = self.keys.at(int(books.setting(KEY_NUMBER) or FIRST))
        return replace(self, keys=Keyring(ring))

    def now(self) -> "Office":
        """Give it with the key that counts now."""
        with self.storage.reading() as books:
            return self.as_of(books)
