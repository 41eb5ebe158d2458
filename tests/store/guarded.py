"""A line on which a laptop shows the key that the registry knows of it."""

from contextlib import suppress

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.errors import DeviceUnknown, IntegrityError
from sync.registry import devices
from sync.registry.rotations import rotate
from tests.sync.registry.line import Line


class GuardedLine(Line):
    """Carries nothing for who shows another key, or was revoked."""

    def __init__(self, office, keys):
        super().__init__(office, keys.device)
        self.keys = keys

    def carry(self, request):
        if not self.is_known():
            # As over HTTP: it enrols with what its file gave, and a registry that was
            # put back may have forgotten a key.
            if self.keys.enrol_token:
                given = (self.keys.enrol_token, self.keys.public)
                devices.enrol(self.office, self.device, *given)
            for told in self.keys.rotations():
                with suppress(IntegrityError):
                    rotate(self.office, told)
            if not self.is_known():
                raise DeviceUnknown
        return super().carry(request)

    def is_known(self):
        with self.office.storage.reading() as books:
            known = devices.known(books, self.device)
        if known.key is None:
            return False
        try:
            key = Ed25519PublicKey.from_public_bytes(known.key)
            key.verify(self.keys.sign(b"eyJ shown"), b"eyJ shown")
        except InvalidSignature:
            return False
        return True
