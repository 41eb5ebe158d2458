"""An open visit as it lies on the disk, and the change that will come of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sync.change import NOTHING_SEEN, Context, Part
from sync.values import GroupValue, Name, RecordId, atom_from_json, atom_to_json

Writes = Mapping[str, GroupValue]


@dataclass(frozen=True)
class BornRow:
    """A row that this visit added."""

    id: RecordId
    kind: str
    parent: RecordId


@dataclass(frozen=True)
class Draft:
    """One person's open work on one household; rewritten whole at each answer.

    `nonce` names the visit, `ordinal` is the number of the next record born in it.
    `contexts` is what was on the screen of each record when the visit was opened,
    `before` the values then of the groups in `writes`. `position` is the address of
    the question the person was at, `opened_ms` when the visit began. `moved_from` is
    the draft as it was before the visit went to another version, b"" where it did not.
    """

    nonce: bytes
    household: RecordId
    layout: str
    area: str
    born: bool
    contexts: Mapping[RecordId, Context] = field(default_factory=dict)
    rows: tuple[BornRow, ...] = ()
    before: Mapping[RecordId, Writes] = field(default_factory=dict)
    writes: Mapping[RecordId, Writes] = field(default_factory=dict)
    ordinal: int = 0
    position: str = ""
    opened_ms: int = 0
    moved_from: bytes = b""

    def parts(self, status: str | None = None) -> tuple[Part, ...]:
        """Give what the visit really changed, a part for each record; () for nothing.

        `status` is the household's new status, None to leave it as it is.
        """
        writes: dict[RecordId, dict[str, GroupValue]] = {self.household: {}}
        if self.born:
            writes[self.household] |= {
                "@kind": {"@kind": ""},
                "@area": {"@area": self.area},
            }
        for row in self.rows:
            writes[row.id] = {
                "@kind": {"@kind": row.kind},
                "@parent": {"@parent": row.parent},
            }
        for record, groups in self.writes.items():
            writes.setdefault(record, {}).update(groups)
        if status is not None:
            writes[self.household]["@status"] = {"@status": status}
        never = self._never_were()
        return tuple(
            Part(record, self.contexts.get(record, NOTHING_SEEN), groups)
            for record, groups in writes.items()
            if groups and record not in never
        )

    def _never_were(self) -> set[RecordId]:
        """Give the rows added and taken back within the visit, with what is in them."""
        never: set[RecordId] = set()
        for row in self.rows:
            status = self.writes.get(row.id, {}).get("@status", {})
            if status.get("@status") == "entered-in-error" or row.parent in never:
                never.add(row.id)
        return never

    def continued(self, sealed: Name, nonce: bytes) -> "Draft":
        """Give the draft that follows when this one was sealed as the change `sealed`.

        What it wrote was on the screen, so the next change has seen it.
        """
        contexts = dict(self.contexts)
        for part in self.parts():
            was = part.context
            contexts[part.record] = replace(was, extras=was.extras | {sealed})
        return replace(
            self,
            nonce=nonce,
            born=False,
            contexts=contexts,
            rows=(),
            before={},
            writes={},
            ordinal=0,
            moved_from=b"",
        )

    def to_bytes(self) -> bytes:
        """Give the bytes that `from_bytes` reads back."""
        moved = {"moved_from": json.loads(self.moved_from)} if self.moved_from else {}
        return json.dumps(
            {
                "nonce": self.nonce.hex(),
                "household": self.household,
                "layout": self.layout,
                "area": self.area,
                "born": self.born,
                "contexts": {r: _context(c) for r, c in self.contexts.items()},
                "rows": [[row.id, row.kind, row.parent] for row in self.rows],
                "before": _writes(self.before),
                "writes": _writes(self.writes),
                "ordinal": self.ordinal,
                "position": self.position,
                "opened_ms": self.opened_ms,
                **moved,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Draft":
        """Read a draft that was kept."""
        read = json.loads(kept)
        return cls(
            nonce=bytes.fromhex(read["nonce"]),
            household=read["household"],
            layout=read["layout"],
            area=read["area"],
            born=read["born"],
            contexts={
                record: Context(seen, frozenset(map(bytes.fromhex, extras)), epoch)
                for record, (seen, extras, epoch) in read["contexts"].items()
            },
            rows=tuple(BornRow(*row) for row in read["rows"]),
            before=_read_writes(read["before"]),
            writes=_read_writes(read["writes"]),
            ordinal=read["ordinal"],
            position=read["position"],
            opened_ms=read["opened_ms"],
            moved_from=_again(read["moved_from"]) if "moved_from" in read else b"",
        )


def _again(read: Any) -> bytes:
    return json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode()


def _context(context: Context) -> list[Any]:
    return [context.seen, sorted(n.hex() for n in context.extras), context.epoch]


def _writes(records: Mapping[RecordId, Writes]) -> dict[str, Any]:
    return {
        record: {
            group: {path: atom_to_json(atom) for path, atom in value.items()}
            for group, value in groups.items()
        }
        for record, groups in records.items()
    }


def _read_writes(records: Mapping[str, Any]) -> dict[RecordId, dict[str, GroupValue]]:
    return {
        record: {
            group: {path: atom_from_json(atom) for path, atom in value.items()}
            for group, value in groups.items()
        }
        for record, groups in records.items()
    }
