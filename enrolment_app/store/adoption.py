"""What was written before enrolment becomes the work of the enrolled laptop.

Changes sealed without a number never left this laptop, so they are written anew with
the number and the area, and get new names; `aliases` lets an open visit that names the
old ones go on. What the log brought meanwhile was sent by a twin, and stays the twin's.
"""

from dataclasses import replace

from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.journal import Journal, with_names
from enrolment_app.store.projections import Projections
from sync.change import Change, Part
from sync.values import Name

NOT_SENT_FROM_HERE = (
    "SELECT c.id, c.name, c.body, c.entered IS NOT NULL FROM changes c"
    " WHERE c.own = 1 AND NOT EXISTS"
    " (SELECT 1 FROM segments s WHERE s.device = c.device AND s.area = c.area"
    " AND c.number BETWEEN s.first AND s.last)"
    " AND c.device <> ? ORDER BY c.id"
)


def adopt(
    connection: Connection,
    journal: Journal,
    projections: Projections,
    *,
    device: int,
    areas: tuple[str, ...],
) -> int:
    """Write the changes that never left as those of `device`; gives how many.

    Runs in the transaction around it.
    """
    found = connection.read(NOT_SENT_FROM_HERE, (device,))
    connection.write_many(
        "UPDATE changes SET own = 0, link = NULL WHERE id = ?",
        ((row_id,) for row_id, *_, by_a_twin in found if by_a_twin),
    )
    rows = [row[:3] for row in found if not row[3]]
    renamed: dict[Name, Name] = {}
    touched = journal.households_of(row[0] for row in found)
    for row_id, name, body in rows:
        change = _taken_over(read_body(body), renamed, device, areas)
        renamed[name] = change.name
        connection.write("DELETE FROM touches WHERE change = ?", (row_id,))
        connection.write("DELETE FROM changes WHERE id = ?", (row_id,))
        journal.append(change)
    connection.write_many(
        "INSERT OR REPLACE INTO aliases VALUES (?, ?)", iter(renamed.items())
    )
    projections.project(touched)
    return len(rows)


def _taken_over(
    change: Change, renamed: dict[Name, Name], device: int, areas: tuple[str, ...]
) -> Change:
    area = change.area if change.area in areas else areas[0]
    moved = with_names(change, renamed)
    parts = tuple(_in_area(part, area) for part in moved.parts)
    return replace(moved, parts=parts, device=device, area=area)


def _in_area(part: Part, area: str) -> Part:
    if "@area" not in part.writes:
        return part
    return replace(part, writes={**part.writes, "@area": {"@area": area}})
