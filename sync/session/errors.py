"""How an exchange can fail beyond what the core knows; all hang below `sync.errors`."""

from sync.errors import IntegrityError, Malformed, PeerRefused, UnknownVersion


class WrongRegistry(PeerRefused):
    """Somebody answers there, but not the registry that enrolled this laptop."""

    code = "sync.wrong_registry"


class ClockApart(PeerRefused):
    """The other side told its time, and still called ours wrong."""

    code = "sync.clock_apart"

    def __init__(self, their_seconds: float = 0.0) -> None:
        super().__init__(f"their clock says {their_seconds}")
        self.their_seconds = their_seconds


class NotSpoken(PeerRefused):
    """The other side does not speak this kind or version of message."""

    code = UnknownVersion.code


class RequestTooLarge(PeerRefused):
    """The other side takes no request of this size."""

    code = "sync.request_too_large"


class TokenMissing(PeerRefused):
    """The access token has run out or was never given; a new one mends it."""

    code = "sync.token_missing"


class RegistryWentBack(IntegrityError):
    """The registry holds less than it confirmed, and says nothing of a restore.

    Nothing was taken or taken back here; its administrator starts a new epoch.
    """

    code = "sync.registry_went_back"


class NoProgress(Malformed):
    """The registry promises more and sends nothing."""

    code = "sync.no_progress"
