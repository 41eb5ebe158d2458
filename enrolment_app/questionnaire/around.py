"""What an interview may know of the laptop and of the household before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sync.geography import Geography
from sync.values import Special

from .given import SPECIALS, atom_from_json, is_object
from .xpath import XNode


@dataclass(frozen=True, slots=True)
class Around:
    """What is handed to an interview besides answers; nothing of it has to be there.

    `position` gives where the laptop stands ("latitude longitude altitude accuracy"),
    "" while it does not know. `before` are the answers of the household of this form
    that was saved last here. `properties` are what forms may ask of the device and the
    person ("phonenumber", "email" ...). `places` is the geography that it holds.
    """

    position: Callable[[], str] | None = None
    before: Mapping[str, Any] | None = None
    properties: Mapping[str, str] | None = None
    places: Geography | None = None


NOTHING_AROUND = Around()


def instance_of(answers: Mapping[str, Any], name: str) -> XNode:
    """Give answers as the instance of a form whose root has this name."""
    top = XNode("#instance")
    root = XNode(name)
    top.append(root)
    _grow(root, answers)
    return top


def _grow(node: XNode, answers: Mapping[str, Any]) -> None:
    for name, given in answers.items():
        are_rows = isinstance(given, list) and any(map(is_object, given))
        for each in given if are_rows else [given]:
            kid = XNode(name)
            node.append(kid)
            if is_object(each) and not _is_special(each):
                row = {key: value for key, value in each.items() if key != "id"}
                _grow(kid, row if are_rows else each)
            else:
                kid.text = _text(each)


def _is_special(given: Mapping[str, Any]) -> bool:
    return given.keys() == {"special"} and given["special"] in SPECIALS


def _text(given: Any) -> str:
    """Give an answer as an instance holds it; a special one says nothing."""
    atom = atom_from_json(given)
    return "" if atom is None or isinstance(atom, Special) else atom
