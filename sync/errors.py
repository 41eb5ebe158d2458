"""Every way in which the world can fail below the screens, as one tree.

    IndrajError                     the root; `code` travels, sentences stay home
    +-- IntegrityError              something is not what it claims to be
    |   +-- Malformed               bytes that no writer of ours would have written
    |   |   +-- TooLarge            beyond a stated bound; never unpacked
    |   |   +-- UnknownVersion      a version of the protocol that we do not speak
    |   +-- BadSignature            not signed by whom it names
    |   |   +-- FormerKey           with a key that the registry has given up
    |   +-- WrongNames              the changes are not those that were signed
    |   +-- BrokenChain             a segment does not follow the one before it
    |   +-- Forked                  one number, two contents: both are kept
    +-- ExchangeError               the exchange did not come about; nothing was lost
    |   +-- PeerUnreachable         no line, no answer, an answer cut short
    |   +-- PeerBusy                asked to come back later (`retry_after_seconds`)
    |   +-- PeerRefused             understood and declined
    |   |   +-- DeviceUnknown       the registry does not know this device
    |   |   +-- DeviceRevoked       this device may no longer exchange
    |   |   +-- TokenSpent          the one-time token was used or has run out
    |   |   +-- ProxyRefused        a proxy on the way asks for a name and password
    |   +-- ExchangeCancelled       a person stopped it
    +-- RegistryError               the central side cannot do its work
        +-- RegistryMissing         there is no registry in that place yet
        +-- DatabaseMissing         there is one, but its database is not there
        +-- KeyMissing              another process took a key that is not here
        +-- RegistryExists          there is one already; it was left alone

The store and the questionnaires hang their own branches below `IndrajError`.
"""

from typing import ClassVar


class IndrajError(Exception):
    """The world failed in a way that has a name."""

    code: ClassVar[str] = "failed"


class IntegrityError(IndrajError):
    """Something is not what it claims to be."""

    code = "sync.integrity"


class Malformed(IntegrityError):
    """Bytes that no writer of this protocol would have written."""

    code = "sync.malformed"


class TooLarge(Malformed):
    """Beyond a stated bound; it was not unpacked."""

    code = "sync.too_large"


class UnknownVersion(Malformed):
    """Written in a version of the protocol that is not spoken here."""

    code = "sync.unknown_version"


class BadSignature(IntegrityError):
    """Not signed by whom it names."""

    code = "sync.bad_signature"


class FormerKey(BadSignature):
    """Signed with a key that the registry had given up, as far as is known here."""

    code = "sync.former_key"


class WrongNames(IntegrityError):
    """The changes inside are not those that were signed."""

    code = "sync.wrong_names"


class BrokenChain(IntegrityError):
    """A segment does not follow the one before it."""

    code = "sync.broken_chain"


class Forked(IntegrityError):
    """One number with two contents: both are kept and a person looks."""

    code = "sync.forked"


class ExchangeError(IndrajError):
    """The exchange did not come about; nothing was lost."""

    code = "sync.exchange_failed"


class PeerUnreachable(ExchangeError):
    """No line, no answer, or an answer cut short."""

    code = "sync.peer_unreachable"


class PeerBusy(ExchangeError):
    """The other side asks to come back later."""

    code = "sync.peer_busy"

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__(f"come back in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


class PeerRefused(ExchangeError):
    """The other side understood and declined."""

    code = "sync.peer_refused"


class DeviceUnknown(PeerRefused):
    """The registry does not know this device."""

    code = "sync.device_unknown"


class DeviceRevoked(PeerRefused):
    """This device may no longer exchange."""

    code = "sync.device_revoked"


class TokenSpent(PeerRefused):
    """The one-time token was used already or has run out."""

    code = "sync.token_spent"


class ExchangeCancelled(ExchangeError):
    """A person stopped the exchange; what had arrived is kept."""

    code = "sync.cancelled"


class RegistryError(IndrajError):
    """The central side cannot do its work."""

    code = "registry.failed"


class RegistryMissing(RegistryError):
    """There is no registry in that place yet."""

    code = "registry.missing"


class DatabaseMissing(RegistryError):
    """The registry's database is not where it was, or nothing is in it."""

    code = "registry.database_missing"


class KeyMissing(RegistryError):
    """The registry signs with a later key than the file here holds."""

    code = "registry.key_missing"


class RegistryExists(RegistryError):
    """There is a registry in that place already; it was left alone."""

    code = "registry.exists"


class RegistryNewer(RegistryError):
    """The database is of a later version than the program."""

    code = "registry.newer"


class RegistryOutdated(RegistryError):
    """The database is of an earlier version than the program."""

    code = "registry.outdated"


class RegistryRestored(RegistryError):
    """The database is older than what the registry said last: it was restored."""

    code = "registry.restored"


class DatabaseUnreachable(RegistryError):
    """The database does not answer."""

    code = "registry.database_unreachable"


class BackupDamaged(RegistryError):
    """A registry's backup is not whole, or of another registry."""

    code = "registry.backup_damaged"


class LogSpoilt(RegistryError):
    """The disk altered entries of logs since they were written.

    `places` names the first of each log; what was asked is done but for these.
    """

    code = "registry.log_spoilt"

    def __init__(self, places: str) -> None:
        super().__init__(places)
        self.places = places


class PersonEnded(RegistryError):
    """Somebody works with the register no more, and is given nothing to begin with."""

    code = "registry.person_ended"

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


class TooManyRequests(RegistryError):
    """One sender asked too often; it is told when to come back."""

    code = "registry.too_many_requests"

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__(f"come back in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds
