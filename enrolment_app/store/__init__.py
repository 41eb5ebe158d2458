"""This laptop's files, and the only SQL of the program.

    with Store.open(place, passphrase, project=..., clock=..., random=...) as store:

One thread makes a store and is the only one that may use it. Every call that writes
is durable when it returns; what fails is a typed error of `store.errors`.

Store.create(place, passphrase, person: StaffMember, *, project, clock, random,
             settings=USUAL, machine="") -> Store
Store.open(place, secret, *, project, clock, random, settings=USUAL,
           person=None, machine="") -> Store       person: try only this person's slot
Store.exists(place) -> bool
store.id  .place  .person StaffMember (whose passphrase it was)
store.latest_time int        the largest hybrid time that any change here claims
store.low_on_space bool      the reserve is used up: read, hand over, free space
store.enrol(Enrolment) -> int   become that device; earlier work becomes its work
store.back_up(file) -> BackedUp   put_back(file, place) makes a store of it
rescue(place, secret, into, ...) -> Rescued   a sound store of a damaged one
store.rekey()                 another key for all of it; closes the store
store.check() -> Checked     store.rebuild() -> int (households)     store.close()

store.visits                 one row for each open visit
  .keep(OpenVisit, row: Row | None)   durable at return; row: what lists should show
  .open() -> tuple[OpenVisit, ...]    .of(household) -> OpenVisit | None
  .get(visit) -> OpenVisit            .discard(visit)
store.journal                sealed changes
  .seal(change, visit=None, keep=None) -> Sealed
                                      numbered and durable; `visit` is closed in the
                                      same transaction, or kept as OpenVisit `keep`
  .material(household) -> Material    .history(household) -> tuple[HistoryEntry, ...]
  .context(record) -> Context         what would be on the screen if opened now
  .verify() -> tuple[str, ...]        what is wrong with the chains; empty if nothing
store.households
  .page(Query) -> Page                .ids(Query) -> Iterator[RecordId]
  .row(household) -> Listed           .state(household) -> bytes (Projected.state)
  .known(household) -> bool           .villages() -> tuple[str, ...]
  .custody_counts() -> Mapping[Custody, int]
  .coverage() -> tuple[Coverage, ...]
store.duplicates
  .pairs(household="") -> tuple[Pair, ...]     .tell_apart(Pair, person, now_ms)
store.forms
  .install(InstalledForm)             .get(layout id) -> InstalledForm (NotKnown)
  .find(layout id) -> InstalledForm | None
  .all() -> tuple[InstalledForm, ...] newest first      .versions(form)
  .layouts() -> Mapping[str, Layout]
store.people                 .all() .get(id) .put(StaffMember) .with_key()
  .admit(StaffMember, passphrase)     a key slot of one's own
  .change_passphrase(id, passphrase)  .dismiss(id)
  .give_code(id) -> str               a one-time recovery code, told once
  .renew(id, passphrase) -> str       a new passphrase and a new code, both or neither
  .with_code()  .let_in_province(recovery key)
store.device                 .number int (0: not enrolled)  .name  .areas  .area
  .enrolment Enrolment | None (url, registry, registry_key, token) .token_spent()
  .public_key bytes  .sign(purpose, message) -> bytes
  .trouble str ("", "copied", "rolled-back"): number is 0 until enrolled again
store.exchange               implements sync.session.Local; and .hand_over(area, number)
  .registry_time_ms()  .device_name(device) -> str
store.erasing                what was ordered to be erased
  .all() -> tuple[Erasure, ...]       .records frozenset[RecordId]
store.attachments            files that answers name, by reference (sync.attachments)
  .keep(chunks, extension) -> reference       .read(reference) -> Iterator[bytes]
  .piece(reference, start, size) -> bytes     .size(reference)  .holds(reference)
  .about(reference) -> Attachment             .counted() -> Counted
  .keep_thumbnail(reference, content)         .thumbnail(reference) -> bytes | None
store.lane                   attachments that wait to go, and those that are coming
  .to_send() -> tuple[ToSend, ...]    .confirm(reference, size, Held)  .unconfirm(...)
  .to_review(status, most) -> tuple[reference, ...]  .areas_of(reference) -> areas
  .lacking() -> tuple[reference, ...] .received(reference) -> int
  .receive(reference, start, content) -> int  .complete(reference, Held)  .give_up(...)
store.audit                  .note(what, about)  .all() -> tuple[Access, ...]  .verify()
  .note_look(what, about)             who saw a household; kept with what is kept next
  .looks(household="") -> tuple[Access, ...]
store.facts                  small settings, kept at once
  .get(key, default)  .set(key, value)
"""

from enrolment_app.store.attachments import (
    THUMBNAIL_BYTES_MAX,
    Attachment,
    Counted,
    Where,
)
from enrolment_app.store.audit import Access
from enrolment_app.store.backup import SUFFIX, BackedUp, put_back, thin_out
from enrolment_app.store.check import Checked
from enrolment_app.store.costs import Cost
from enrolment_app.store.duplicates import Pair
from enrolment_app.store.enrolment import Enrolment
from enrolment_app.store.erasing import Erasure
from enrolment_app.store.errors import (
    AttachmentDamaged,
    AttachmentMissing,
    AttachmentTooLarge,
    ChangeTooLarge,
    DiskFailed,
    DiskFull,
    HouseholdErased,
    NoStore,
    NotKnown,
    SlotsDamaged,
    StoreDamaged,
    StoreError,
    StoreExists,
    StoreInUse,
    StoreNewer,
    TooManyGuesses,
    WrongKey,
    WrongPassphrase,
    WrongProvinceKey,
    WrongRecoveryCode,
)
from enrolment_app.store.lane import ToSend
from enrolment_app.store.rescuing import Rescued, rescue
from enrolment_app.store.rows import (
    Coverage,
    Custody,
    HistoryEntry,
    InstalledForm,
    Listed,
    Material,
    OpenVisit,
    Page,
    Project,
    Projected,
    Query,
    Row,
    Sealed,
    Sort,
    StaffMember,
)
from enrolment_app.store.settings import USUAL, Settings
from enrolment_app.store.store import Store
from enrolment_app.store.wrapping import ProvinceKey, RecoveryCode, Secret, short_name

__all__ = [
    "SUFFIX",
    "THUMBNAIL_BYTES_MAX",
    "USUAL",
    "Access",
    "Attachment",
    "AttachmentDamaged",
    "AttachmentMissing",
    "AttachmentTooLarge",
    "BackedUp",
    "ChangeTooLarge",
    "Checked",
    "Cost",
    "Counted",
    "Coverage",
    "Custody",
    "DiskFailed",
    "DiskFull",
    "Enrolment",
    "Erasure",
    "HistoryEntry",
    "HouseholdErased",
    "InstalledForm",
    "Listed",
    "Material",
    "NoStore",
    "NotKnown",
    "OpenVisit",
    "Page",
    "Pair",
    "Project",
    "Projected",
    "ProvinceKey",
    "Query",
    "RecoveryCode",
    "Rescued",
    "Row",
    "Sealed",
    "Secret",
    "Settings",
    "SlotsDamaged",
    "Sort",
    "StaffMember",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreExists",
    "StoreInUse",
    "StoreNewer",
    "ToSend",
    "TooManyGuesses",
    "Where",
    "WrongKey",
    "WrongPassphrase",
    "WrongProvinceKey",
    "WrongRecoveryCode",
    "put_back",
    "rescue",
    "short_name",
    "thin_out",
]
