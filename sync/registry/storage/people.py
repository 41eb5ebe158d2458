"""The people who work with the register: a name for each id that changes carry."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from sync.registry.storage.tables import people
from sync.registry.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody; times in milliseconds since 1970. Whoever ended stays known by name."""

    id: str
    name: str
    name_ur: str
    role: str
    added: int
    ended: int | None = None


@dataclass(frozen=True)
class People:
    """The directory as one transaction sees it."""

    connection: Connection

    def put(self, person: PersonRow) -> None:
        """Keep somebody, or what is known of them now."""
        values = {name: getattr(person, name) for name in PersonRow.__slots__}
        upsert(self.connection, people, {"id": values.pop("id")}, values)

    def get(self, person: str) -> PersonRow | None:
        """Give somebody by their id."""
        rows = self.connection.execute(select(people).where(people.c.id == person))
        return next((PersonRow(**row) for row in rows.mappings()), None)

    def all(self) -> tuple[PersonRow, ...]:
        """Give everybody by name."""
        rows = self.connection.execute(select(people).order_by("name", "id"))
        return tuple(PersonRow(**row) for row in rows.mappings())

    def end(self, person: str, at: int | None) -> None:
        """Note since when somebody works with the register no more; None: they do."""
        ended = update(people).where(people.c.id == person)
        self.connection.execute(ended.values(ended=at))
