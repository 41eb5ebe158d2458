"""What words in a calculation depend on: the answers that are filled into them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .parts import list_name
from .place import Place, resolve
from .references import Reference, references
from .texts import Named
from .xpath import parse
from .xpath.tree import Call, Expression, Text, walk

if TYPE_CHECKING:
    from .texts import Texts


def words_read(
    expression: Expression, home: Place, root: Place, texts: Texts
) -> set[Reference]:
    """Give what the words that an expression asks for are filled with."""
    found: set[Reference] = set()
    if texts.outputs:
        for name in _named(expression, home, root, texts):
            for source in texts.outputs.get(name, ()):
                found |= references(parse(source), home, root)
    return found


def _named(
    expression: Expression, home: Place, root: Place, texts: Texts
) -> Iterator[str]:
    """Yield the names of the texts that an expression may say."""
    for each in walk(expression):
        match each:
            case Call("jr:itext", (Text(name),)):
                yield name
            case Call("jr:itext", _):
                yield from texts.outputs
            case Call("jr:choice-name", (_, Text(path))):
                yield from _of_choices(resolve(path, home, root), texts)


def _of_choices(place: Place | None, texts: Texts) -> Iterator[str]:
    control = place.control if place is not None else None
    if control is None:
        return
    for item in control.items:
        if isinstance(item.label, Named):
            yield item.label.name
    if control.itemset is not None:
        # Whoever writes forms by machine names the texts of a list after the list.
        lead = f"{list_name(control.itemset)}-"
        yield from (name for name in texts.outputs if name.startswith(lead))
