"""The people who work with this store: who they are, and who can open it."""

from enrolment_app.store.audit import Audit
from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import NotKnown
from enrolment_app.store.facts import Facts
from enrolment_app.store.rows import StaffMember
from enrolment_app.store.vault import Unlocked, Vault
from enrolment_app.store.wrapping import short_name

SLOTS_GENERATION = "slots_generation"


class People:
    """The staff of this store; names are inside the database, never in file names."""

    def __init__(
        self,
        connection: Connection,
        facts: Facts,
        vault: Vault,
        unlocked: Unlocked,
        audit: Audit,
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._vault = vault
        self._unlocked = unlocked
        self._audit = audit

    @property
    def present(self) -> StaffMember:
        """The person whose passphrase opened the store."""
        return self.get(self._unlocked.person)

    def put(self, person: StaffMember) -> None:
        """Keep a person's name and role; this gives nobody a key."""
        self._connection.write(
            "INSERT INTO people VALUES (?, ?, ?) ON CONFLICT (id)"
            " DO UPDATE SET name = excluded.name, role = excluded.role",
            (person.id, person.name, person.role),
        )

    def get(self, person_id: str) -> StaffMember:
        """Give a person; raises `NotKnown`."""
        row = self._connection.one("SELECT * FROM people WHERE id = ?", (person_id,))
        if row is None:
            raise NotKnown(person_id)
        return StaffMember(*row)

    def all(self) -> tuple[StaffMember, ...]:
        """Give everybody who is known, by name."""
        rows = self._connection.read("SELECT * FROM people ORDER BY name, id")
        return tuple(StaffMember(*row) for row in rows)

    def with_key(self) -> tuple[str, ...]:
        """Give the ids of those who can open the store."""
        return self._vault.people()

    def with_code(self) -> tuple[str, ...]:
        """Give the ids of those who have a recovery code."""
        return self._vault.with_code()

    def admit(self, person: StaffMember, passphrase: str) -> None:
        """Give a person a key slot of their own (slow on purpose)."""
        self.put(person)
        self.change_passphrase(person.id, passphrase)

    def change_passphrase(self, person_id: str, passphrase: str) -> None:
        """Put a new passphrase in place of a person's old one (slow on purpose)."""
        self.get(person_id)
        self._vault.put(self._unlocked.key, person_id, passphrase)
        self._remember("audit.passphrase", person_id)

    def give_code(self, person_id: str) -> str:
        """Give a person a recovery code, told once, in place of an earlier one."""
        self.get(person_id)
        code = self._vault.put_code(self._unlocked.key, person_id)
        self._remember("audit.code", person_id)
        return code

    def next_office_code(self, person_id: str) -> tuple[str, str]:
        """Make the code that goes to the office next, and what its slot is known by."""
        self.get(person_id)
        made = self._vault.put_next_code(self._unlocked.key, person_id)
        self._facts.set(SLOTS_GENERATION, self._vault.generation())
        return made

    def office_has(self, public: str) -> None:
        """The office has the next code: the one before it opens nothing any more."""
        self._vault.office_has(self._unlocked.key, public)
        self._facts.set(SLOTS_GENERATION, self._vault.generation())

    def office_codes(self) -> dict[str, tuple[str, ...]]:
        """Give by person what the slots of their codes at the office are known by."""
        return self._vault.office_codes()

    def renew(self, person_id: str, passphrase: str) -> str:
        """Give a person a new passphrase and a new recovery code, both or neither."""
        self.get(person_id)
        used = self._unlocked.kind
        code = self._vault.renew(self._unlocked.key, person_id, passphrase, used)
        self._remember("audit.renewed", person_id)
        return code

    def dismiss(self, person_id: str) -> None:
        """Take a person's key slots away; what they did stays theirs.

        Who kept a copy of the slots and knows the passphrase needs a new key of the
        store to be kept out.
        """
        self._vault.remove(self._unlocked.key, person_id)
        self._remember("audit.disabled", person_id)

    def let_in_province(self, recovery_key: bytes) -> None:
        """Let the province's recovery key open the store, where it does not yet."""
        if self._vault.province() != short_name(recovery_key):
            self._vault.put_province(self._unlocked.key, recovery_key)
            self._remember("audit.province", short_name(recovery_key))

    def _remember(self, what: str, about: str) -> None:
        with self._connection.transaction():
            self._facts.set(SLOTS_GENERATION, self._vault.generation())
            self._audit.note(what, about)
