"""Who this laptop is to the registry, kept so that a copied store finds out.

The device's key lies outside the database, in a file sealed with a key derived from
the store's. With it lies a nonce that is renewed at each opening, in the file and in
the database, and how far each chain had gone when it last left the laptop. A database
put back from a backup does not know its file's nonce; a copied folder has another
number on its disk. Either may not seal as the same device again: two laptops writing
one chain is what a registry can only keep apart, never mend.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from enrolment_app.store.connection import Connection
from enrolment_app.store.enrolment import Enrolment
from enrolment_app.store.facts import Facts
from enrolment_app.store.file_systems import moved
from enrolment_app.store.outside import Outside, Outsides, Random
from sync.bundle.errors import BundleAltered
from sync.bundle.sealing import identity_from, unseal_with_key
from sync.rotation import Rotation, decode_rotation, encode_rotation
from sync.seal import SEED_BYTES, Purpose, SigningKey

COPIED = "copied"
ROLLED_BACK = "rolled-back"
UNENROLLED = 0
# Facts kept in the database.
ENROLMENT, TROUBLE, WHERE = "enrolment", "device_trouble", "where"
NONCE, NONCE_BEFORE = "nonce", "nonce_before"


class Device:
    """This laptop as a writer: its number, key and areas."""

    def __init__(
        self,
        connection: Connection,
        facts: Facts,
        outsides: Outsides,
        random: Random,
        where: str,
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._outsides = outsides
        self._random = random
        self._where = where
        self._outside = Outside("", "")
        self._enrolment: Enrolment | None = None
        self._trouble = ""
        self._shown = ""

    def begin(self) -> None:
        """Make the key of a new store."""
        self._renew_key()

    def wake(self) -> None:
        """Look whether this is still the store it was, and renew the nonce.

        Raises `DiskFull` after having looked: then the old nonce stays.
        """
        enrolled = self._facts.get(ENROLMENT)
        self._enrolment = Enrolment.from_json(enrolled) if enrolled else None
        found = self._outsides.read()
        self._trouble = self._facts.get(TROUBLE, "") or self._trouble_with(found)
        if self._trouble:
            self._facts.set(TROUBLE, self._trouble)
        if found is None:
            self._renew_key()
        else:
            self._outside = found
            self._turn()
            self._take_key_that_was_told()

    def _take_key_that_was_told(self) -> None:
        """Do what a power cut between the log and the file left undone."""
        if self.wants_new_key and self._connection.value(
            "SELECT 1 FROM device_keys WHERE device = ? AND key = ?",
            (self.number, self._next_key().public),
        ):
            self._take_next_key()

    def _trouble_with(self, found: Outside | None) -> str:
        if found is None or moved(self._facts.get(WHERE, ""), self._where):
            return COPIED
        # Power may have gone between the database and the file.
        known = (self._facts.get(NONCE), self._facts.get(NONCE_BEFORE))
        reached = all(self._reaches(*head) for head in found.heads.items())
        return "" if found.nonce in known and reached else ROLLED_BACK

    def _reaches(self, chain: str, head: tuple[int, str]) -> bool:
        """Tell whether the database still holds what once left the laptop."""
        device, _, area = chain.partition("/")
        link = self._connection.value(
            "SELECT link FROM changes WHERE own = 1 AND device = ? AND area = ?"
            " AND number = ?",
            (int(device), area, head[0]),
        )
        return link is not None and link.hex() == head[1]

    def _renew_key(self) -> None:
        self._outside = Outside(self._random(SEED_BYTES).hex(), "")
        self._turn()

    def _turn(self) -> None:
        """Renew the nonce: in the database first, then in the file."""
        nonce = self._random(16).hex()
        with self._connection.transaction():
            self._facts.set(NONCE_BEFORE, self._outside.nonce)
            self._facts.set(NONCE, nonce)
            self._facts.set(WHERE, self._where)
        self._outsides.write(replace(self._outside, nonce=nonce))
        self._outside = replace(self._outside, nonce=nonce)

    def remember_leaving(self, area: str, number: int, link: bytes) -> None:
        """Note outside the database how far a chain goes that is about to leave."""
        chain = f"{self.number}/{area}"
        heads = dict(self._outside.heads)
        if heads.get(chain, (0, ""))[0] < number:
            heads[chain] = (number, link.hex())
            self._outside = replace(self._outside, heads=heads)
            self._outsides.write(self._outside)

    @property
    def trouble(self) -> str:
        """Tell why this store may not go on as its device: "", copied, rolled-back."""
        return self._trouble

    @property
    def enrolment(self) -> Enrolment | None:
        """What the provisioning file said, None before there was one."""
        return self._enrolment

    @property
    def number(self) -> int:
        """The registry's number for this laptop; 0 while it must not use one."""
        if self._enrolment is None or self.trouble:
            return UNENROLLED
        return self._enrolment.device

    @property
    def name(self) -> str:
        """The laptop's name at the registry, "" before enrolment."""
        return self._enrolment.name if self._enrolment else ""

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas this laptop was enrolled for, its own first."""
        return self._enrolment.areas if self._enrolment else ()

    @property
    def area(self) -> str:
        """The area that new households belong to, "" before enrolment."""
        return self.areas[0] if self.areas else ""

    @property
    def passphrase_length_min(self) -> int:
        """How long a new passphrase must be by the province's rules."""
        policies = self._enrolment.policies if self._enrolment else {}
        return int(policies.get("passphrase_length_min", 1))

    @property
    def public_key(self) -> bytes:
        """The public half of the device's key (32 bytes)."""
        return self._key().public

    @property
    def identity(self) -> str:
        """The age identity that opens what is sealed to this laptop."""
        return identity_from(self._key().seed, "bundle/laptop")

    def unsealed(self, data: bytes) -> bytes:
        """Open what is sealed to this laptop's key, or to the one that it will take.

        Raises `BundleAltered` for what is sealed to neither.
        """
        seeds = filter(None, (self._outside.seed, self._outside.next_seed))
        *others, last = [bytes.fromhex(seed) for seed in seeds]
        for seed in others:
            with suppress(BundleAltered):
                return unseal_with_key(data, seed)
        return unseal_with_key(data, last)

    def sign(self, purpose: Purpose, message: bytes) -> bytes:
        """Sign as this laptop."""
        return self._key().sign(purpose, message)

    def sign_token(self, message: bytes) -> bytes:
        """Sign a web token with which this laptop asks for access."""
        shown = self._shown or self._outside.seed
        return SigningKey(bytes.fromhex(shown)).sign_token(message)

    def _key(self) -> SigningKey:
        return SigningKey(bytes.fromhex(self._outside.seed))

    @property
    def wants_new_key(self) -> bool:
        """Tell whether this laptop is to go on under another key."""
        return bool(self._outside.next_seed)

    def want_new_key(self) -> None:
        """Make the key under which this laptop goes on once the registry has told it.

        It lies in the file before anybody hears of it; asked again it stays the same.
        """
        if not self._outside.next_seed:
            next_seed = self._random(SEED_BYTES).hex()
            self._keep(replace(self._outside, next_seed=next_seed))

    def rotation(self) -> bytes | None:
        """Give the word of both keys, None where no new one is wanted."""
        if not (self._outside.next_seed and self.number):
            return None
        old, new = self._key(), self._next_key()
        said = Rotation(self.number, old.public, new.public)
        return encode_rotation(said, old.sign, new.sign)

    def heard(self, rotation: bytes) -> None:
        """Go on under the new key if that is what the registry tells."""
        said = decode_rotation(rotation)
        if self.wants_new_key and self._next_key().public == said.new:
            self._take_next_key()

    @contextmanager
    def shows_next_key(self) -> Iterator[None]:
        """Ask for access with the key that is wanted; what ends well makes it the key.

        The registry may know it already. Until then it signs nothing else: what is
        signed with a key that no registry heard of stays so for ever.
        """
        self._shown = wanted = self._outside.next_seed
        assert wanted, "no other key is wanted"
        try:
            yield
        finally:
            self._shown = ""
        if self._outside.next_seed == wanted:
            self._take_next_key()

    def _next_key(self) -> SigningKey:
        return SigningKey(bytes.fromhex(self._outside.next_seed))

    def _take_next_key(self) -> None:
        seed = self._outside.next_seed
        self._keep(replace(self._outside, seed=seed, next_seed=""))

    def _keep(self, outside: Outside) -> None:
        self._outsides.write(outside)
        self._outside = outside

    def become(self, enrolment: Enrolment) -> None:
        """Take the number of an enrolment (in the transaction around it).

        A store that was copied or put back takes a new key with its new number.
        """
        if self.trouble:
            self._facts.set(TROUBLE, "")
            self._trouble = ""
            seed = self._random(SEED_BYTES).hex()
            self._outside = replace(self._outside, seed=seed, next_seed="")
        self._remember(enrolment)

    def token_spent(self) -> None:
        """Forget the one-time token: the registry has the public key now."""
        assert self._enrolment is not None, "no token without an enrolment"
        self._remember(replace(self._enrolment, token=""))

    def learn(self, enrolment: Enrolment) -> None:
        """Know more of the same enrolment."""
        assert enrolment.device == self.number, "another device"
        self._remember(enrolment)

    def _remember(self, enrolment: Enrolment) -> None:
        self._facts.set(ENROLMENT, enrolment.to_json())
        self._enrolment = enrolment

    def write_under(self, path: Path, store_key: bytes) -> None:
        """Write the file as it is now, sealed with another key of the store."""
        Outsides(path, store_key, self._random).write(self._outside)

    def after_becoming(self) -> None:
        """Write the file that goes with the number, once the transaction is over."""
        self._outside = replace(self._outside, heads={})
        self._turn()
