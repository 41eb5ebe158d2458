"""The layouts of published questionnaires, parsed once a process."""

import json
from collections.abc import Iterable, Mapping

from sync.layout import Layout
from sync.registry.storage import Books


class Layouts:
    """Layouts by id; a published one never changes, so it is read once."""

    def __init__(self) -> None:
        self.known: dict[str, Layout] = {}

    def with_ids(self, books: Books, wanted: Iterable[str]) -> Mapping[str, Layout]:
        """Give all known layouts, after looking for those that are wanted."""
        if any(layout not in self.known for layout in wanted):
            for digest, told in books.forms.layouts().items():
                if digest not in self.known:
                    self.known[digest] = Layout.from_json(json.loads(told))
        return self.known
