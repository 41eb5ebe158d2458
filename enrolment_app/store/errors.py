"""What can go wrong with this laptop's store, as types with codes.

IndrajError
  StoreError
    NoStore          there is none at this place
    StoreExists      there already is one at this place
    StoreInUse       another process has it open
    StoreDamaged     the database or its files cannot be trusted; never overwritten
      SlotsDamaged   neither copy of the key slots is whole
    StoreNewer       written by a later version of the program
    WrongPassphrase  no key slot opens with it
      WrongRecoveryCode  no one-time code of this store, or one that was used
      WrongProvinceKey   the store is not sealed to this key
    TooManyGuesses   wait `seconds` before the next passphrase
    WrongKey         the database does not open with the key of the slots
    DiskFull         nothing was lost, and nothing more can be kept
    DiskFailed       the disk refused to read or write
    HouseholdErased  erased by order; nothing more is kept of it
    ChangeTooLarge   it would travel in no segment
    NotKnown         a household, visit or form that is not in this store
    AttachmentMissing    an attachment whose file is not on this laptop
    AttachmentDamaged    an attachment's file is not what it should be
    AttachmentTooLarge   more than an attachment may have
"""

from sync.errors import IndrajError


class StoreError(IndrajError):
    """Something about this laptop's store."""

    code = "store.failed"


class NoStore(StoreError):
    """There is no store at this place."""

    code = "store.none"


class StoreExists(StoreError):
    """There already is a store at this place; it was left as it is."""

    code = "store.exists"


class StoreInUse(StoreError):
    """Another process has this store open."""

    code = "store.in_use"


class StoreDamaged(StoreError):
    """What is on the disk cannot be trusted; nothing was overwritten."""

    code = "store.damaged"


class SlotsDamaged(StoreDamaged):
    """Neither copy of the key slots is whole."""

    code = "store.slots_damaged"


class StoreNewer(StoreError):
    """A later version of the program wrote this store."""

    code = "store.newer"


class WrongPassphrase(StoreError):
    """No key slot opens with this passphrase; `left` more tries go without a wait."""

    code = "store.wrong_passphrase"

    def __init__(self, left: int = 0) -> None:
        super().__init__()
        self.left = left


class WrongRecoveryCode(WrongPassphrase):
    """No one-time code of this store, mistyped, or used before."""

    code = "store.wrong_code"


class WrongProvinceKey(WrongPassphrase):
    """The store is not sealed to this recovery key."""

    code = "store.wrong_province_key"


class TooManyGuesses(StoreError):
    """Wrong passphrases in a row: wait `seconds` and try again."""

    code = "store.too_many_guesses"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class WrongKey(StoreError):
    """The database does not open with the key that the slots hold."""

    code = "store.wrong_key"


class DiskFull(StoreError):
    """The disk is full: what was kept before is safe, this was not kept."""

    code = "store.disk_full"


class DiskFailed(StoreError):
    """The disk refused to read or write."""

    code = "store.disk_failed"


class HouseholdErased(StoreError):
    """The household was erased by order: nothing more is kept of it."""

    code = "household.erased"


class ChangeTooLarge(StoreError):
    """A change that travels in no segment; sealed, all after it would wait for it."""

    code = "visit.too_large"


class NotKnown(StoreError):
    """What was asked for is not in this store."""

    code = "store.not_known"


class AttachmentMissing(StoreError):
    """The file of an attachment is not on this laptop."""

    code = "attachment.missing"


class AttachmentDamaged(StoreError):
    """The file of an attachment is cut short, altered or another's."""

    code = "attachment.damaged"


class AttachmentTooLarge(StoreError):
    """More bytes than an attachment may have; nothing was kept."""

    code = "attachment.too_large"
