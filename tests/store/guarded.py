"""A line on which a laptop shows the key that the registry knows of it."""

from contextlib import suppress

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.errors import DeviceUnknown, IntegrityError
from sync.registry.rotations import rotate
from tests.sync.registry.line import Line


class GuardedLine(Line):
    """Carries nothing for who shows another key."""

    def __init__(self, office, keys):
        super().__init__(office, keys.device)
        self.keys = keys

    def carry(self, request):
        if not self.is_known():
            # As over HTTP: a registry that was put back may have forgotten a key.
            for told in self.keys.rotations():
                with suppress(IntegrityError):
                    rotate(self.office, told)
            if not self.is_known():
                raise DeviceUnknown
        return super().carry(request)

    def is_known(self):
        with self.office.storage.reading() as books:
            known = books.devices.get(self.device)
        try:
            key = Ed25519PublicKey.from_public_bytes(known.key)
            key.verify(self.keys.sign(b"eyJ shown"), b"eyJ shown")
        except InvalidSignature:
            return False
        return True
