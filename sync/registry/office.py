"""The registry as its parts see it: where things are kept, key, clock and chance."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.registry.bodies import Bodies
from sync.registry.layouts import Layouts
from sync.registry.storage import Storage
from sync.seal import SigningKey
from sync.session.provisioned import registry_id

EPOCH = "epoch"
ENDED = "epochs_ended"
NUMBERS_ABOVE = "device_numbers_above"
URL = "url"
RECOVERY_KEY = "recovery_key"  # X25519, hexadecimal
POLICIES = "policies"  # JSON: rule -> number, for every laptop provisioned from now on
"""Names of settings."""


@dataclass(frozen=True)
class Office:
    """What every act of the registry is handed.

    `clock` gives milliseconds since 1970, `random` that many random bytes; `bodies`
    keeps the contents of attachments. Who lacks `run_entries` of a log gets it packed.
    """

    storage: Storage
    key: SigningKey
    clock: Callable[[], int]
    random: Callable[[int], bytes]
    bodies: Bodies
    layouts: Layouts = field(default_factory=Layouts)
    run_entries: int = 64

    @property
    def id(self) -> str:
        """The registry's id, which follows from its key."""
        return registry_id(self.key.public)
