"""Households and what the office told, in memory."""

from dataclasses import dataclass, field

from enrolment_app.store.rows import Coverage, Custody, Listed, Page, Query
from enrolment_app.store.told import Message
from tests.ui import district


@dataclass
class FakeHouseholds:
    """Households in memory, asked as the store's are."""

    rows: list[Listed]
    asked: list[Query] = field(default_factory=list)

    def page(self, query: Query) -> Page:
        self.asked.append(query)
        rows = district.ordered(self.rows, query)
        found = [row for row in rows if _meets(row, query)]
        shown = found[query.offset : query.offset + query.limit]
        return Page(tuple(shown), len(found), query.offset)

    def custody_counts(self) -> dict[Custody, int]:
        return {kind: sum(row.custody == kind for row in self.rows) for kind in Custody}

    def coverage(self) -> tuple[Coverage, ...]:
        return district.coverage(self.rows)

    def known(self, household: str) -> bool:
        return any(row.household == household for row in self.rows)

    def row(self, household: str) -> Listed:
        return next(row for row in self.rows if row.household == household)


def _meets(row: Listed, query: Query) -> bool:
    said = f"{row.number} {row.head} {row.village}".lower()
    return (
        all(word in said for word in query.text.lower().split())
        and (not query.statuses or row.status in query.statuses)
        and (query.custody is None or row.custody == query.custody)
        and (not query.contested or row.contested > 0)
        and (not query.open or row.open)
        and query.enumerator in ("", row.enumerator)
    )


@dataclass
class FakeTold:
    """What the office told, asked as the store's is."""

    said: list[Message] = field(default_factory=list)
    mine: tuple[str, ...] = ()
    seen: list[int] = field(default_factory=list)

    def assigned(self, _: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.mine, ()

    def messages(self, _: str) -> tuple[Message, ...]:
        return tuple(self.said)

    def see(self, _: str, up_to_ms: int, now_ms: int) -> None:
        del now_ms
        self.seen.append(up_to_ms)
        self.said.clear()
