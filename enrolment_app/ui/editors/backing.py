"""What stands behind an editor that takes files: the worker, and what the store keeps.

An editor knows neither; it is handed this. What takes time runs elsewhere and its
result comes later, in the interface thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from enrolment_app.capture.errors import FileTooLarge, FileUnread
from enrolment_app.ui.sizes import MIB, size_words
from sync.errors import IndrajError
from sync.folders import regular

Failed = Callable[[IndrajError], None]
# What a camera writes at most; it is made small before it is kept.
PICTURE_BYTES_MOST = 64 * MIB


@dataclass(frozen=True)
class Made:
    """A file ready to be kept; `thumbnail` is a small picture of it, where there is."""

    content: bytes
    extension: str
    thumbnail: bytes = b""


@dataclass(frozen=True)
class Held:
    """What is known of a kept file; `here` where its content is on this laptop."""

    reference: str
    size_bytes: int | None = None
    thumbnail: bytes = b""
    here: bool = True


class Backing(Protocol):
    """What a question that takes files is handed."""

    def run(
        self,
        action: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        """Run the action in the worker; one of the two follows."""

    def keep(
        self,
        make: Callable[[], Made],
        done: Callable[[Held], None],
        failed: Failed,
        landed: Callable[[Held], None] | None = None,
    ) -> None:
        """Have a file made and kept; it is durable when `done` is called.

        `landed` is called before, in the worker itself.
        """

    def tell(self, reference: str, done: Callable[[Held], None]) -> None:
        """Tell what is known of a kept file; of an unknown one that it is not here."""

    def read(
        self, reference: str, done: Callable[[bytes], None], failed: Failed
    ) -> None:
        """Give the whole content of a kept file."""


def read_file(path: Path, most_bytes: int) -> bytes:
    """Give what is in a file that a person chose, nothing longer than allowed."""
    try:
        with regular(path).open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise FileUnread(path.name) from error
    if len(content) > most_bytes:
        raise FileTooLarge(size_words(most_bytes))
    if not content:
        raise FileUnread(path.name)
    return content
