"""The log of interviews that a questionnaire may ask for (`audit`), as a file of lines.

Nobody has to write it along the way: the journal knows who changed what, from what to
what, and when it was sealed. Where the laptop was and how long a question stood on the
screen it does not know.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

from enrolment_app.household.records import SUBMITTED, Values, built_in
from sync.change import Change
from sync.clock import milliseconds
from sync.values import Atom, RecordId, Special

HEADER = (
    *("event", "node", "start", "end", "old-value", "new-value", "user"),
    "change-reason",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One event: of an answer, a row, or of the household as a whole."""

    event: str
    node: str
    start: str
    end: str
    old: str = ""
    new: str = ""
    user: str = ""
    reason: str = ""


def trail(
    changes: Iterable[Change], root: str, people: Mapping[str, str]
) -> Iterator[Line]:
    """Tell a household's changes as events, by the laptops' clocks.

    `root` is what the form's own element is called; `people` are names by id.
    """
    places = _Places(root)
    known: dict[str, str] = {}
    for change in sorted(changes, key=lambda each: (each.time, each.name)):
        at = str(milliseconds(change.time))
        user = people.get(change.person, change.person)
        for node in places.take_in(change):
            yield Line("add repeat", node, at, at, user=user)
        for part in change.parts:
            for path, new in _answers(part.writes):
                node = f"{places.nodes[part.record]}/{path}"
                old = known.get(node, "")
                if new != old:
                    known[node] = new
                    yield Line("question", node, at, at, old, new, user)
        if change.note:
            yield Line("change reason", "", at, "", user=user, reason=change.note)
        yield Line(_end(change), "", at, "", user=user)


class _Places:
    """Where each record stands in the form: a row counts among its own."""

    def __init__(self, root: str) -> None:
        self._root = f"/{root}"
        self.nodes: dict[RecordId, str] = {}
        self._kinds: dict[RecordId, str] = {}
        self._rows: dict[tuple[str, str], int] = {}

    def take_in(self, change: Change) -> Iterator[str]:
        """Place the records that a change is the first to name; gives the new rows."""
        new = {p.record: p.writes for p in change.parts if p.record not in self.nodes}
        for part in change.parts:
            # Taken out as they are met: a row may be said to stand below itself.
            row, path = part.record, list[tuple[RecordId, Values]]()
            while (writes := new.pop(row, None)) is not None:
                path.append((row, writes))
                row = built_in(writes, "@parent")
            for each in reversed(path):
                yield from self._place(*each)

    def _place(self, record: RecordId, writes: Values) -> Iterator[str]:
        kind, parent = built_in(writes, "@kind"), built_in(writes, "@parent")
        if not kind:
            self.nodes[record] = self._root
            return
        around = self.nodes.get(parent, self._root)
        above = self._kinds.get(parent, "")
        inside = kind.removeprefix(f"{above}/") if above else kind
        number = self._rows[around, inside] = self._rows.get((around, inside), 0) + 1
        self.nodes[record] = f"{around}/{inside}[{number}]"
        self._kinds[record] = kind
        yield self.nodes[record]


def _answers(writes: Values) -> Iterator[tuple[str, str]]:
    for group, value in writes.items():
        if not group.startswith("@"):
            for path, atom in value.items():
                yield path, _text(atom)


def _text(atom: Atom | None) -> str:
    if isinstance(atom, Special):
        return atom.value
    return atom or ""


def _end(change: Change) -> str:
    said = (built_in(part.writes, "@status") for part in change.parts)
    return "form finalize" if SUBMITTED in said else "form save"


def written(lines: Iterable[Line]) -> str:
    """Write a log as the specification of client audit logs has it."""
    rows = (HEADER, *map(astuple, lines))
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _cell(text: str) -> str:
    if not any(sign in text for sign in ",\n\r"):
        return text
    return '"' + text.replace('"', '""') + '"'
