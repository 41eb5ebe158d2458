# ruff: noqa: S608 - the statements are our own words, values are bound
"""What need not stay: files that no answer names, and files that the registry has.

A file that nothing names is kept for another day of this laptop's running: somebody's
answer may have been cut off, or the database put back to an earlier state. Time counts
as it was seen to pass, between two sweeps half a day at most: a clock that jumps by a
year ages nothing. A file whose every naming change is durable at the registry may go
14 days later, all by the registry's clock. The row goes before the file, so that what
an interruption leaves is a file too many, never one too few.
"""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.attachment_files import AttachmentFiles, is_there
from enrolment_app.store.connection import Connection, Rows
from enrolment_app.store.errors import DiskFailed, DiskFull, StoreError
from enrolment_app.store.facts import REGISTRY_TIME, Facts
from sync.attachments import digest_of, named_in_change, named_in_draft
from sync.receipts import Held

HOUR_MS = 3_600_000
UNNAMED_MS = 24 * HOUR_MS
SEEN_TO_PASS_MS = 12 * HOUR_MS
# The registry's clock had been ahead: what it said then was said just now.
SET_BACK = (
    "UPDATE attachments SET settled_ms = min(settled_ms, ?1),"
    " asked_ms = min(asked_ms, ?1)"
    " WHERE settled_ms > ?1 OR asked_ms > ?1"
)
SETTLED_MS = 14 * 24 * HOUR_MS
LAST_SWEEP, STRAYS = "swept_ms", "strays"

DRAFTS = "SELECT draft FROM visits"
# Entries that wait for their questionnaire, and segments that could not be shown:
# nobody can tell what they name.
UNREAD = (
    "SELECT EXISTS (SELECT 1 FROM areas WHERE folded < cursor)"
    " OR EXISTS (SELECT 1 FROM carried WHERE shown = 0)"
)
NOT_NAMED = (
    "reference NOT IN (SELECT value FROM json_each(?))"
    " AND reference NOT IN (SELECT reference FROM naming)"
)
# Changes that the registry does not hold as far as receipts tell. What others made
# came from it, unless it came by hand.
UNHELD = (
    "SELECT n.reference FROM naming n JOIN changes c ON c.id = n.change"
    " LEFT JOIN receipts r ON r.device = c.device AND r.area = c.area"
    " WHERE CASE c.own WHEN 1 THEN c.number > coalesce(r.number, 0)"
    " ELSE c.entered IS NULL END"
)
# Held, but in a way that a failing disk of the registry could still undo.
UNDURABLE = (
    "SELECT n.reference FROM naming n JOIN changes c ON c.id = n.change"
    " JOIN receipts r ON r.device = c.device AND r.area = c.area"
    " WHERE c.own = 1 AND c.number > r.durable"
)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files went that nothing names, and how many that the registry has."""

    unnamed: int = 0
    at_the_registry: int = 0
    strays: int = 0


class Sweeping:
    """Takes away files that need not stay."""

    def __init__(
        self,
        connection: Connection,
        facts: Facts,
        kept: AttachmentFiles,
        clock: Callable[[], datetime],
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._files = kept
        self._clock = clock

    def begin(self) -> None:
        """Clear up at an opening, but not at each of many; what is refused waits."""
        with suppress(StoreError):
            self._files.forget_unfinished()
            since = self._now_ms() - int(self._facts.get(LAST_SWEEP, 0))
            if not 0 <= since < HOUR_MS:
                self.sweep()

    def sweep(self) -> Swept:
        """Take away what may go by now; what may not is as it was."""
        if not is_there(self._files.folder):
            return Swept()
        passed_ms = self._passed()
        drafts = json.dumps(sorted(self.named_in_drafts()))
        gone = self._unnamed(drafts, passed_ms)
        dropped = self._settled(drafts)
        for name in (*gone, *dropped):
            self._remove(name)
        return Swept(len(gone), len(dropped), self._strays(passed_ms))

    def named_in_drafts(self) -> set[str]:
        """Give everything in open visits that could be a reference."""
        drafts = self._connection.read(DRAFTS)
        return {name for (draft,) in drafts for name in named_in_draft(draft)}

    def _passed(self) -> int:
        """Give how much time was seen to pass since the last sweep, and remember it."""
        now_ms = self._now_ms()
        since = now_ms - int(self._facts.get(LAST_SWEEP, now_ms))
        self._facts.set(LAST_SWEEP, now_ms)
        return min(max(since, 0), SEEN_TO_PASS_MS)

    def _now_ms(self) -> int:
        return round(self._clock().timestamp() * 1000)

    def _unnamed(self, drafts: str, passed_ms: int) -> list[str]:
        """Let what nothing names age; gives what is old enough, its row gone."""
        if self._connection.value(UNREAD):
            return []
        with self._connection.transaction():
            self._connection.write(
                "UPDATE attachments SET unnamed_ms = CASE WHEN"
                f" {NOT_NAMED} THEN coalesce(unnamed_ms + ?, 0) END",
                (drafts, passed_ms),
            )
            rows = self._connection.read(
                "SELECT reference FROM attachments WHERE unnamed_ms >= ?", (UNNAMED_MS,)
            )
            old = sorted({name for (name,) in rows} - self._named_after_all(rows))
            for table in ("attachments", "thumbnails"):
                self._connection.write_many(
                    f"DELETE FROM {table} WHERE reference = ?",
                    ((each,) for each in old),
                )
            self._connection.write(
                "DELETE FROM thumbnails WHERE reference NOT IN"
                " (SELECT reference FROM attachments"
                " UNION SELECT reference FROM naming)"
            )
            # Pieces of what nobody asks for any more can come again.
            self._connection.write(
                "DELETE FROM arriving WHERE"
                " substr(reference, 1, instr(reference || '@', '@') - 1) NOT IN"
                " (SELECT reference FROM naming)"
            )
        return old

    def _named_after_all(self, rows: Rows) -> set[str]:
        """Look into the changes themselves before anything goes: an index may be wrong.

        What it lacked is put into it, so that the file is named from now on.
        """
        if not rows:
            return set()
        asked, found = {name for (name,) in rows}, set()
        for change, body in self._connection.each("SELECT id, body FROM changes"):
            for name in asked.intersection(named_in_change(body)):
                found.add((name, change))
        self._connection.write_many(
            "INSERT OR IGNORE INTO naming VALUES (?, ?)", iter(found)
        )
        return {name for name, _ in found}

    def _settled(self, drafts: str) -> list[str]:
        """Note what the registry holds for good; gives what may go, as its row says."""
        now_ms = int(self._facts.get(REGISTRY_TIME, 0))
        with self._connection.transaction():
            self._connection.write(
                "UPDATE attachments SET settled_ms = NULL WHERE settled_ms IS NOT NULL"
                f" AND (held <> ? OR reference IN ({UNHELD}))",
                (Held.DURABLE.value,),
            )
            self._connection.write(
                "UPDATE attachments SET settled_ms = ? WHERE settled_ms IS NULL"
                " AND here = 1 AND held = ? AND reference IN"
                " (SELECT reference FROM naming)"
                f" AND reference NOT IN ({UNHELD}) AND reference NOT IN ({UNDURABLE})",
                (now_ms, Held.DURABLE.value),
            )
            rows = self._connection.read(
                "SELECT reference FROM attachments WHERE here = 1 AND settled_ms <= ?"
                " AND reference NOT IN (SELECT value FROM json_each(?))",
                (now_ms - SETTLED_MS, drafts),
            )
            self._connection.write_many(
                "UPDATE attachments SET here = 0 WHERE reference = ?", iter(rows)
            )
        return [name for (name,) in rows]

    def _remove(self, name: str) -> None:
        """Take a file away, unless the same content has another name that stays."""
        if self._connection.value(
            "SELECT 1 FROM attachments WHERE here = 1 AND substr(reference, 1, 64) = ?",
            (digest_of(name).hex(),),
        ):
            return
        # A file that stays is a stray one, and goes another day.
        with suppress(DiskFull, DiskFailed):
            self._files.remove(digest_of(name))

    def strays(self) -> list[Path]:
        """Give the files of our form that no row stands for."""
        due = self.due()
        return [
            path
            for path in self._files.all()
            if path not in due and self._files.is_ours(path)
        ]

    def present(self) -> list[Path]:
        """Give the files that there ought to be and are."""
        return sorted(path for path in self.due() if is_there(path))

    def due(self) -> set[Path]:
        """Give every file that there ought to be."""
        return set(self._paths("SELECT reference FROM attachments WHERE here = 1"))

    def _paths(self, sql: str) -> Iterable[Path]:
        rows = self._connection.read(sql)
        return (self._files.path(digest_of(name)) for (name,) in rows)

    def _strays(self, passed_ms: int) -> int:
        """Let files without a row age, and take away those that are old enough."""
        before = self._facts.get(STRAYS, {})
        now = {
            path.name: before[path.name] + passed_ms if path.name in before else 0
            for path in self.strays()
        }
        old = [name for name, age_ms in now.items() if age_ms >= UNNAMED_MS]
        for name in old:
            with suppress(DiskFull, DiskFailed):
                files.remove(self._files.folder / name[:2] / name)
        left = {name: age_ms for name, age_ms in now.items() if name not in old}
        if left != before:
            self._facts.set(STRAYS, left)
        return len(old)
