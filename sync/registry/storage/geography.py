"""The geography: what its next version will say, what each said, who was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from sync.geography import Place
from sync.registry.storage.tables import areas, device_areas
from sync.registry.storage.tables_told import geography, geography_told
from sync.registry.storage.upsert import insert_all, upsert, upsert_all

DRAFT = ("code", "name", "name_ur", "level", "parent", "since", "until", "becomes")


@dataclass(frozen=True)
class Versions:
    """The versions of the geography as one transaction sees them."""

    connection: Connection

    def draft(self) -> tuple[Place, ...]:
        """Give every place as the next version will tell it, by code."""
        a = areas.c
        asked = select(*(a[name] for name in DRAFT)).where(a.code != "")
        rows = self.connection.execute(asked.order_by(a.code)).mappings()
        return tuple(_place(row) for row in rows)

    def put(self, places: Sequence[Place]) -> None:
        """Let the next version say this of these places; they are areas from now on."""
        rows = [_row(place) | {"parent": place.parent or None} for place in places]
        unchanged = {"counter": 0, "link": b""}
        upsert_all(self.connection, areas, "code", rows, unchanged)

    def told(self) -> tuple[Place, ...]:
        """Give what each version said, by code and version."""
        g = geography.c
        asked = select(geography).order_by(g.code, g.version)
        rows = self.connection.execute(asked).mappings()
        return tuple(_place(row, row["version"]) for row in rows)

    def tell(self, places: Sequence[Place]) -> None:
        """Keep for good what a version says."""
        rows = [_row(place) | {"version": place.version} for place in places]
        insert_all(self.connection, geography, rows)

    def reached(self) -> dict[str, int]:
        """Give up to which version each log tells the geography; 0 for no word yet.

        Of every area that a laptop was enrolled for, and that was ever told.
        """
        enrolled = self.connection.execute(select(device_areas.c.area).distinct())
        found = dict.fromkeys(enrolled.scalars(), 0)
        asked = select(geography_told.c.area, geography_told.c.version)
        return found | {row.area: row.version for row in self.connection.execute(asked)}

    def reach(self, codes: Iterable[str], version: int) -> None:
        """Note that these logs tell the geography up to a version."""
        for code in codes:
            upsert(
                self.connection, geography_told, {"area": code}, {"version": version}
            )


def _row(place: Place) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(place, name) for name in DRAFT}
    return row | {"becomes": " ".join(place.becomes)}


def _place(row: RowMapping, version: int = 0) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        name_ur=row["name_ur"],
        level=row["level"],
        parent=row["parent"] or "",
        since=row["since"],
        until=row["until"],
        becomes=tuple(row["becomes"].split()),
        version=version,
    )
