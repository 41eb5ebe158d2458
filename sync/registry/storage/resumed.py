"""The request of each laptop that comes in stretches, and its answer."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from sync.registry.storage.passing import resumed
from sync.registry.storage.upsert import upsert
from sync.session.resumed import Stretch


@dataclass(frozen=True)
class Resumed:
    """Interrupted requests as one transaction sees them."""

    connection: Connection

    def take(self, device: int, said: Stretch, now: int, until: int) -> int:
        """Keep what a stretch brings; give how many bytes there are from the start.

        One a laptop is kept: another one takes its place. Those last touched before
        `until` are let go.
        """
        self.forget_before(until)
        r = resumed.c
        asked = select(r.digest, r.size, r.body).where(r.device == device)
        row = self.connection.execute(asked).first()
        if row is None or (bytes(row.digest), row.size) != (said.digest, said.size):
            begun = {"digest": said.digest, "size": said.size, "touched": now}
            empty = {"body": b"", "answer": b""}
            upsert(self.connection, resumed, {"device": device}, {**begun, **empty})
            body = b""
        else:
            body = bytes(row.body)
        if not said.offset <= len(body) < said.offset + len(said.data):
            return len(body)
        longer = body + said.data[len(body) - said.offset :]
        # Another process may have taken the same stretch meanwhile.
        here = (r.device == device) & (r.digest == said.digest)
        same = here & (func.length(r.body) == len(body))
        kept = self.connection.execute(
            update(resumed).where(same).values(body=longer, touched=now)
        )
        return len(longer) if kept.rowcount else len(body)

    def kept(self, device: int, digest: bytes) -> tuple[bytes, bytes]:
        """Give a request as far as it is here, and its answer; b"" for what is not."""
        r = resumed.c
        here = (r.device == device) & (r.digest == digest)
        row = self.connection.execute(select(r.body, r.answer).where(here)).first()
        return (bytes(row.body), bytes(row.answer)) if row else (b"", b"")

    def keep_answer(self, device: int, digest: bytes, answer: bytes) -> bytes:
        """Keep the answer to a request unless there is one; give what counts."""
        r = resumed.c
        here = (r.device == device) & (r.digest == digest)
        first = here & (func.length(r.answer) == 0)
        self.connection.execute(update(resumed).where(first).values(answer=answer))
        return self.kept(device, digest)[1] or answer

    def forget_before(self, until: int) -> None:
        """Let go of those last touched before a moment."""
        self.connection.execute(delete(resumed).where(resumed.c.touched < until))

    def forget(self, device: int | None = None) -> None:
        """Let go of a laptop's request, or of everybody's."""
        gone = delete(resumed)
        if device is not None:
            gone = gone.where(resumed.c.device == device)
        self.connection.execute(gone)
