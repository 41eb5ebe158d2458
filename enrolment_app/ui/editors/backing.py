"""What stands behind an editor that takes files: the worker, and what the store keeps.

An editor knows neither; it is handed this. What takes time runs elsewhere and its
result comes later, in the interface thread.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from enrolment_app.capture.errors import FileTooLarge, FileUnread
from enrolment_app.ui.sizes import size_words
from sync.errors import IndrajError

Failed = Callable[[IndrajError], None]


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


def read_file(path: Path, most_bytes: int) -> bytes:
    """Give what is in a file that a person chose, nothing longer than allowed."""
    try:
        if path.stat().st_size > most_bytes:
            raise FileTooLarge(size_words(most_bytes))
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise FileUnread(str(path.name)) from error
    if len(content) > most_bytes:
        raise FileTooLarge(size_words(most_bytes))
    if not content:
        raise FileUnread(path.name)
    return content
