"""Files on their way to be answers: none is lost when the person leaves meanwhile.

A file is kept in the worker, its answer is given in the interface thread. Between the
two a household may be left, or the laptop locked: what has landed by then is answered
at once, and what lands later the worker answers itself, before the store is closed.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from enrolment_app.questionnaire import Node, Question
from enrolment_app.ui.editors.backing import Backing, Failed, Held, Made

# answer(address, reference): in the worker, durable when it returns.
AnswerInWorker = Callable[[str, str], None]


class Landing:
    """What was kept and is no answer yet; `backing` is what keeps it."""

    def __init__(self, backing: Backing, answer: AnswerInWorker) -> None:
        self.backing = backing
        self._answer = answer
        self._lock = threading.Lock()
        self._landed: dict[str, str] = {}
        # Whether anybody sits here who hears of it; without, whether it counts still.
        self.open = True
        self._closed = False
        self.on_their_way = 0  # of the interface thread alone

    def backing_of(self, node: Node) -> Backing:
        """Give what a question is handed: the files of an upload land."""
        question = node.question
        lands = isinstance(question, Question) and question.control == "upload"
        return LandingBacking(self, node.address) if lands else self.backing

    def land(self, address: str, reference: str) -> None:
        """Note a kept file, in the worker; answer with it where everybody has left."""
        with self._lock:
            if self.open:
                self._landed[address] = reference
                return
        if not self._closed:
            self._answer(address, reference)

    def taken(self, address: str) -> None:
        """Forget a file: it is an answer now."""
        with self._lock:
            self._landed.pop(address, None)

    def leave(self) -> dict[str, str]:
        """Leave what comes later to the worker; give what has landed already."""
        with self._lock:
            self.open = False
            landed, self._landed = self._landed, {}
        return landed

    def close(self) -> None:
        """Take nothing more: the visit was submitted, or is gone."""
        with self._lock:
            self._closed = self._closed or self.open
            self.open = False


@dataclass(frozen=True)
class LandingBacking:
    """The backing of one question, whose files land."""

    landing: Landing
    address: str

    @property
    def _backing(self) -> Backing:
        return self.landing.backing

    def run(
        self,
        action: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        """Run the action in the worker; one of the two follows."""
        self._backing.run(action, *arguments, done=done, failed=failed)

    def keep(
        self,
        make: Callable[[], Made],
        done: Callable[[Held], None],
        failed: Failed,
        landed: Callable[[Held], None] | None = None,  # noqa: ARG002 - it lands here
    ) -> None:
        """Have a file made and kept; it lands, and then it is done."""
        self.landing.on_their_way += 1

        def arrived(held: Held) -> None:
            self.landing.on_their_way -= 1
            self.landing.taken(self.address)
            if self.landing.open:
                done(held)

        def did_not(failure: Any) -> None:
            self.landing.on_their_way -= 1
            failed(failure)

        self._backing.keep(
            make,
            arrived,
            did_not,
            lambda held: self.landing.land(self.address, held.reference),
        )

    def tell(self, reference: str, done: Callable[[Held], None]) -> None:
        """Tell what is known of a kept file."""
        self._backing.tell(reference, done)

    def read(
        self, reference: str, done: Callable[[bytes], None], failed: Failed
    ) -> None:
        """Give the whole content of a kept file."""
        self._backing.read(reference, done, failed)
