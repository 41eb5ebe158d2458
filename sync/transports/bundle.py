"""Files to a registry: each request is a bundle that somebody carries there and back.

The line of an exchange that has a courier who waits: a shared folder, or a registry
in the next room. Where the answer takes weeks, `sync.session.unhurried` hears it.
"""

from collections.abc import Callable
from pathlib import Path

from sync.bundle import Bundle, Kind, open_bundle, question_of, write_bundle
from sync.bundle.author import Author
from sync.errors import PeerRefused, PeerUnreachable
from sync.session.errors import WrongRegistry
from sync.session.provisioned import registry_id
from sync.transports.line import Traffic, Watch
from sync.transports.refusals import REFUSALS

ASKED, REPLY = "asked.indraj", "reply.indraj"


class BundleTransport:
    """One registry behind a folder.

    `carry` is told the file that is ready and where its reply is expected, and comes
    back when it has done what it can. `now_ms` is this laptop's clock.
    """

    def __init__(
        self,
        folder: Path,
        author: Author,
        carry: Callable[[Path, Path], None],
        now_ms: Callable[[], int],
    ) -> None:
        self.folder = folder
        self.author = author
        self.carry = carry
        self.now_ms = now_ms
        self.traffic = Traffic()

    def ask(self, request: bytes, watch: Watch) -> bytes:
        """Carry a request over and give its answer; none yet is silence."""
        watch(0, 0)
        asked, reply = self.folder / ASKED, self.folder / REPLY
        reply.unlink(missing_ok=True)
        envelope, sealed = self.author.ask(request, self.now_ms())
        manifest = self.author.manifest([envelope], self.now_ms())
        written = write_bundle(asked, manifest, [sealed], self.author.sign)
        self.traffic.requests += 1
        self.traffic.up += written.size
        watch(len(request), 0)
        self.carry(asked, reply)
        if not reply.exists():
            raise PeerUnreachable("no reply yet")
        answer = self._answer(open_bundle(reply), question_of(request))
        watch(0, len(answer))
        return answer

    def _answer(self, reply: Bundle, question: bytes) -> bytes:
        self.traffic.down += reply.size
        if reply.manifest.registry != registry_id(self.author.registry_key):
            raise WrongRegistry
        for index, envelope in enumerate(reply.manifest.envelopes):
            if (envelope.kind, envelope.question) == (Kind.DOWN, question):
                letter = self.author.answered(reply.letter(index))
                if letter.refused:
                    refusal = REFUSALS.get(letter.refused, PeerRefused)
                    raise refusal()
                return letter.answer
        raise PeerUnreachable("no reply to this yet")
