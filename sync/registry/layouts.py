"""The layouts of published questionnaires, parsed once a process."""

import json
from collections.abc import Iterable, Mapping

from sync.layout import Layout
from sync.registry.storage import Books


class Layouts:
    """Layouts by id; a published one never changes, so it is read once an epoch."""

    def __init__(self) -> None:
        self.known: dict[str, Layout] = {}
        self._epoch = ""

    def count_in(self, epoch: str) -> None:
        """Forget those of other epochs: a restored database may have fewer."""
        if epoch != self._epoch:
            self.known.clear()
            self._epoch = epoch

    def with_ids(self, books: Books, wanted: Iterable[str]) -> Mapping[str, Layout]:
        """Give all known layouts, after looking for those that are wanted."""
        if any(layout not in self.known for layout in wanted):
            for digest, told in books.forms.layouts().items():
                if digest not in self.known:
                    self.known[digest] = Layout.from_json(json.loads(told))
        return self.known
