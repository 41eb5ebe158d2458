"""Pairs of households that share a mark, and those that a person has told apart."""

from dataclasses import dataclass

from enrolment_app.store.connection import Connection
from sync.values import RecordId

# A mark of many (a district's usual name in its largest village) tells nothing.
SHARED_BY_MAX = 12
PAIRS_MAX = 1000
# Marks are looked through before anything is joined to them: each once over all
# households, and of one household only its own, wherever it stands among how many.
OF_ALL = "SELECT mark FROM marks GROUP BY mark HAVING count(*) BETWEEN 2 AND ?"
OF_ONE = (
    "SELECT m.mark FROM households h CROSS JOIN marks m ON m.id = h.id"
    " WHERE (SELECT count(*) FROM"
    " (SELECT 1 FROM marks WHERE mark = m.mark LIMIT ? + 1)) BETWEEN 2 AND ?"
    " AND h.household = ?"
)
# Identity numbers first, then telephones, then names in a village.
SHARED = (
    "WITH told AS MATERIALIZED ({}) SELECT"
    " min(a.household, b.household), max(a.household, b.household),"
    " group_concat(m.mark, char(10) ORDER BY m.mark) AS shared,"
    " min(CASE substr(m.mark, 1, 1) WHEN 'i' THEN 0 WHEN 'p' THEN 1 ELSE 2 END) AS kind"
    " FROM told CROSS JOIN marks m ON m.mark = told.mark"
    " CROSS JOIN marks n ON n.mark = m.mark AND n.id > m.id"
    " CROSS JOIN households a ON a.id = m.id CROSS JOIN households b ON b.id = n.id"
    " WHERE ? IN ('', a.household, b.household)"
    " GROUP BY a.household, b.household ORDER BY kind, 1, 2 LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two households that share something; `shared` are their common marks."""

    one: RecordId
    other: RecordId
    shared: str


class Duplicates:
    """Finds pairs from marks alone; how alike they are is for others to say."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pairs(self, household: RecordId = "") -> tuple[Pair, ...]:
        """Give the pairs nobody has told apart, the strongest marks first.

        One that was told apart comes back when the two share something else.
        """
        most = SHARED_BY_MAX
        which, given = (
            (OF_ONE, (most, most, household)) if household else (OF_ALL, (most,))
        )
        rows = self._connection.read(
            SHARED.format(which), (*given, household, PAIRS_MAX)
        )
        said = {
            (one, other): shared
            for one, other, shared in self._connection.read(
                "SELECT one, other, shared FROM apart"
            )
        }
        return tuple(
            Pair(one, other, shared)
            for one, other, shared, _ in rows
            if said.get((one, other)) != shared
        )

    def held_by_others(self, number: str, household: RecordId) -> bool:
        """Tell whether an identity number (13 digits) is in another household here."""
        found = self._connection.one(
            "SELECT 1 FROM marks m JOIN households h ON h.id = m.id"
            " WHERE m.mark = ? AND h.household <> ? LIMIT 1",
            (f"i{number}", household),
        )
        return found is not None

    def tell_apart(self, pair: Pair, person: str, now_ms: int) -> None:
        """Remember that a person looked at a pair and said: these are two."""
        self._connection.write(
            "INSERT OR REPLACE INTO apart VALUES (?, ?, ?, ?, ?)",
            (pair.one, pair.other, pair.shared, person, now_ms),
        )
