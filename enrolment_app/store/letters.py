"""Letters: the questions this laptop wrote, and the letters it carries for others."""

from collections.abc import Iterator
from dataclasses import dataclass

from enrolment_app.store.connection import Connection
from sync.bundle import Custody, Kind
from sync.bundle.file import MANIFEST_BYTES_MAX, SEALED_BYTES_MAX
from sync.bundle.manifest import Envelope, Letter, decode_letters, encode_letters

# So many questions may still be answered, so many answers wait for each laptop; and
# what so many letters came after is not wanted any more. No clock decides that.
ASKED_MAX, DOWN_MAX, LETTERS_MAX = 48, 4, 10_000


@dataclass(frozen=True, slots=True)
class LaptopKnown:
    """A laptop by its letters; `seen_ms` is by its own clock, 0 without a letter.

    `waiting` changes of it lie here that the registry has not delivered, `shown` of
    them can be seen.
    """

    device: int
    name: str
    seen_ms: int
    waiting: int
    shown: int


class Letters:
    """What was written and what is carried; each call belongs to a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- own questions

    def ask(self, question: bytes, request: bytes, now_ms: int) -> None:
        """Keep a request under its hash, so that its answer can be heard."""
        self._connection.write(
            "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", (question, now_ms, request)
        )
        self._connection.write(
            "DELETE FROM asked WHERE rowid NOT IN"
            " (SELECT rowid FROM asked ORDER BY rowid DESC LIMIT ?)",
            (ASKED_MAX,),
        )

    def asked(self, question: bytes) -> bytes | None:
        """Give a request by its hash; None where none was written here, or long ago."""
        request: bytes | None = self._connection.value(
            "SELECT content FROM asked WHERE question = ?", (question,)
        )
        return request

    # -- letters that came

    def seen(self, envelope: Envelope) -> bool:
        """Tell whether this very letter was taken before."""
        found = self._connection.one(
            "SELECT 1 FROM letters WHERE digest = ?", (envelope.digest,)
        )
        return found is not None

    def note(self, envelope: Envelope, now_ms: int, content: bytes = b"") -> None:
        """Remember that a letter was taken."""
        self._connection.write(
            "INSERT OR REPLACE INTO letters VALUES (?, ?, ?, ?, ?, ?)",
            (
                envelope.digest,
                int(envelope.kind),
                envelope.question,
                envelope.device,
                now_ms,
                content,
            ),
        )

    def carry(self, letter: Letter, now_ms: int) -> None:
        """Keep a letter to carry it on.

        A laptop that has nothing new asks in the same words again: what it asked last
        stands for what it asked before. Which of two answers is the newer nobody here
        can tell, so it gets both.
        """
        envelope = letter[0]
        if envelope.kind is Kind.UP:
            self._connection.write(
                "UPDATE letters SET content = x'' WHERE kind = ? AND question = ?",
                (int(Kind.UP), envelope.question),
            )
        self.note(envelope, now_ms, encode_letters([letter]))
        self._prune(envelope.device)

    def carried(self, kind: Kind, device: int = 0) -> Iterator[Letter]:
        """Give the letters that wait to go on, as they came; 0: of every laptop."""
        rows = self._connection.read(
            "SELECT digest FROM letters WHERE kind = ? AND length(content) > 0"
            " AND ? IN (0, device) ORDER BY rowid",
            (int(kind), device),
        )
        for (digest,) in rows:
            content = self._connection.value(
                "SELECT content FROM letters WHERE digest = ?", (digest,)
            )
            yield _read(content)

    def replace(self, envelope: Envelope, letter: Letter) -> None:
        """Carry a letter on as another one that says the same, in its place."""
        self._connection.write(
            "UPDATE letters SET digest = ?, content = ? WHERE digest = ?",
            (letter[0].digest, encode_letters([letter]), envelope.digest),
        )

    def settle(self, digest: bytes) -> None:
        """The registry has answered a carried letter: it need not go up any more."""
        self._connection.write(
            "UPDATE letters SET content = x'' WHERE digest = ? AND kind = ?",
            (digest, int(Kind.UP)),
        )

    def forget_contents(self) -> None:
        """Let go of the photos and files of others: their laptops write them again."""
        for envelope, _ in self.carried(Kind.UP):
            if envelope.of_attachments:
                self.settle(envelope.digest)

    def heard(self, asked: Envelope) -> None:
        """A laptop has moved on: let go of answers to what it asked before."""
        for envelope, _ in self.carried(Kind.DOWN, asked.device):
            if envelope.epoch in ("", asked.epoch) and _is_past(asked, envelope):
                self._connection.write(
                    "UPDATE letters SET content = x'' WHERE digest = ?",
                    (envelope.digest,),
                )

    def _prune(self, device: int) -> None:
        """Let go of answers that later ones stand for, and of what many came after."""
        down = [envelope for envelope, _ in self.carried(Kind.DOWN, device)]
        for of_attachments in (False, True):
            alike = [one for one in down if one.of_attachments is of_attachments]
            for envelope in alike[:-DOWN_MAX]:
                self._connection.write(
                    "UPDATE letters SET content = x'' WHERE digest = ?",
                    (envelope.digest,),
                )
        self._connection.write(
            "DELETE FROM letters WHERE rowid <= (SELECT max(rowid) FROM letters) - ?"
            " AND (kind = ? OR length(content) = 0)",
            (LETTERS_MAX, int(Kind.DOWN)),
        )

    # -- who holds what by hand

    def meet(self, device: int, name: str, key: bytes, recipient: str, ms: int) -> None:
        """Remember a laptop that wrote, and when by its clock."""
        self._connection.write(
            "INSERT INTO laptops VALUES (?, ?, ?, ?, ?) ON CONFLICT (device)"
            " DO UPDATE SET name = excluded.name, recipient = excluded.recipient,"
            " seen_ms = max(seen_ms, excluded.seen_ms)",
            (device, name, key, recipient, ms),
        )

    def met(self, device: int) -> bytes | None:
        """Give the key of a laptop by its letters, None where it never wrote."""
        key: bytes | None = self._connection.value(
            "SELECT key FROM laptops WHERE device = ?", (device,)
        )
        return key

    def hold(self, said: Custody) -> int:
        """Note how far chains are held; gives by how many changes that is more."""
        more = 0
        for area, number, head in said.chains:
            before = self.held_to(said.device, area)
            if number > before:
                more += number - before
                self._connection.write(
                    "INSERT OR REPLACE INTO custodies VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        said.device,
                        area,
                        number,
                        head,
                        said.question,
                        said.proof,
                        said.holder,
                        said.written_ms,
                    ),
                )
        return more

    def held_to(self, device: int, area: str) -> int:
        """Give up to which number a chain is held by hand, 0 if it is not."""
        number: int | None = self._connection.value(
            "SELECT number FROM custodies WHERE device = ? AND area = ?", (device, area)
        )
        return number or 0

    def custodies(self, holder: int, now_ms: int) -> Iterator[tuple[Custody, str]]:
        """Give what is held here of others, each with where to seal it to."""
        rows = self._connection.read(
            "SELECT c.device, c.area, c.number, c.head, c.question, c.proof,"
            " l.recipient FROM custodies c JOIN laptops l ON l.device = c.device"
            " WHERE c.device <> ? AND c.holder = ? ORDER BY c.device, c.question",
            (holder, holder),
        )
        chains: dict[tuple[int, bytes, bytes, str], list[tuple[str, int, bytes]]] = {}
        for device, area, number, head, question, proof, recipient in rows:
            key = (device, question, proof, recipient)
            chains.setdefault(key, []).append((area, number, head))
        for (device, question, proof, recipient), held in chains.items():
            custody = Custody(holder, device, question, proof, tuple(held), now_ms)
            yield custody, recipient

    def laptops(self, own: int) -> tuple[LaptopKnown, ...]:
        """Give every other laptop that is known here, the longest silent first."""
        rows = self._connection.read(
            "SELECT d.device, coalesce(l.name, d.name), coalesce(l.seen_ms, 0),"
            " (SELECT count(*) FROM changes c WHERE c.device = d.device"
            "  AND c.own = 0 AND c.shown = 1 AND c.entered IS NULL),"
            " (SELECT coalesce(sum(r.changes), 0) FROM carried r"
            "  JOIN relayed x ON x.head = r.head"
            "  WHERE r.device = d.device AND r.shown = 0)"
            " FROM (SELECT device, name FROM devices UNION"
            "  SELECT device, name FROM laptops) d"
            " LEFT JOIN laptops l ON l.device = d.device WHERE d.device <> ?"
            " GROUP BY d.device ORDER BY 3, d.device",
            (own,),
        )
        return tuple(
            LaptopKnown(device, name, seen, shown + hidden, shown)
            for device, name, seen, shown, hidden in rows
        )


def _read(content: bytes) -> Letter:
    (letter,) = decode_letters(content, SEALED_BYTES_MAX + MANIFEST_BYTES_MAX)
    return letter


def _is_past(now: Envelope, then: Envelope) -> bool:
    """Tell whether a laptop stands further than it did, and nowhere behind.

    Of an envelope that does not tell where it stood nobody knows.
    """
    stood = [(now.stands.get(area, (0, 0)), at) for area, at in then.stands.items()]
    behind = any(new[0] < old[0] or new[1] < old[1] for new, old in stood)
    return bool(then.stands) and not behind and now.stands != then.stands
