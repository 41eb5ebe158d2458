"""Get back into a store whose passphrase is lost: by code, or by the province's key."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from enrolment_app.actions.reading import project
from enrolment_app.actions.work import Machine
from enrolment_app.problems import Problem
from enrolment_app.store import (
    ProvinceKey,
    RecoveryCode,
    Secret,
    StaffMember,
    Store,
    short_name,
)
from sync.folders import regular, write_private

KEY_BYTES = 32


@dataclass(frozen=True)
class Recovered:
    """Whose passphrase it is now, and that person's next recovery code."""

    person: StaffMember
    code: str


@dataclass(frozen=True)
class MadeKey:
    """A new recovery key: `public` goes into provisioning files, `name` on paper."""

    public: str
    name: str


def recover_with_code(
    place: Path, code: str, passphrase: str, machine: Machine
) -> Recovered | Problem:
    """Open a store with a one-time code and set its person's new passphrase.

    The code is used up and a new one given, both in one writing. Raises
    `WrongRecoveryCode` and what opening raises; nothing is changed then.
    """
    with _opened(place, RecoveryCode(code), machine) as store:
        return _renewed(store, store.person, passphrase)


def recover_with_key(
    place: Path, key: ProvinceKey, name: str, passphrase: str, machine: Machine
) -> Recovered | Problem:
    """Open a store with the province's key and set a person's new passphrase.

    Raises `WrongProvinceKey` where the store is not sealed to that key.
    """
    with _opened(place, key, machine) as store:
        people = store.people.all()
        person = next((one for one in people if name in (one.id, one.name)), None)
        if person is None:
            named = ", ".join(one.name for one in people)
            return Problem("user.nobody", values={"name": name, "people": named})
        return _renewed(store, person, passphrase)


def _renewed(store: Store, person: StaffMember, passphrase: str) -> Recovered | Problem:
    least = store.device.passphrase_length_min
    if len(passphrase) < least:
        return Problem("device.passphrase_short", values={"letters": str(least)})
    return Recovered(person, store.people.renew(person.id, passphrase))


def make_recovery_key(
    file: Path, passphrase: str, machine: Machine
) -> MadeKey | Problem:
    """Make the province's key pair; the private half goes to `file`, encrypted."""
    if file.exists():
        return Problem("recovery.file_exists", values={"file": file.name})
    private = X25519PrivateKey.from_private_bytes(machine.random(KEY_BYTES))
    pem = private.private_bytes(
        Encoding.PEM,
        PrivateFormat.PKCS8,
        BestAvailableEncryption(passphrase.encode()),
    )
    try:
        write_private(file, pem)
    except OSError:
        return Problem("registry.file_unwritten", values={"file": str(file)})
    public = private.public_key().public_bytes_raw()
    return MadeKey(public.hex(), short_name(public))


def read_recovery_key(file: Path, passphrase: str) -> ProvinceKey | Problem:
    """Read the private half with the passphrase that it was made with."""
    refused = Problem("recovery.not_a_key", values={"file": file.name})
    try:
        private = load_pem_private_key(
            regular(file).read_bytes(), passphrase.encode() or None
        )
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        return refused
    return ProvinceKey(private) if isinstance(private, X25519PrivateKey) else refused


def _opened(place: Path, secret: Secret, machine: Machine) -> Store:
    return Store.open(
        place, secret, project=project, clock=machine.clock, random=machine.random
    )
