"""Entities: what a form says is to be made or changed in a list of its server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from .definition import Question
from .nodes import Node
from .place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_YES = ("1", "true")
_INSIDE = ("meta", "entity")
# What an update says of the version that it was made from (2023.1 to 2025.1).
VERSIONS = ("baseVersion", "trunkVersion", "branchId")


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity as the answers have it now; `row` is the row it stands for, if any.

    `properties` are by the names that the form saves them to; `versions` hold what an
    update was made from.
    """

    dataset: str
    id: str
    label: str
    create: bool
    update: bool
    row: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


def datasets(root: Place) -> tuple[str, ...]:
    """Give the lists that a form declares entities of, in form order."""
    found = (place.marks.get("dataset", "") for place in _places(root))
    return tuple(dict.fromkeys(name for name in found if name))


def entities(root: Node) -> Iterator[Entity]:
    """Yield the entities that a form makes or changes with its answers."""
    for node in root.within():
        if _is_entity(cast("Node", node).place) and node.relevant:
            entity = _read(cast("Node", node))
            if entity.create or entity.update:
                yield entity


def _places(root: Place) -> Iterator[Place]:
    return (place for place in root.within() if _is_entity(place))


def _is_entity(place: Place) -> bool:
    around = place.parent
    names = (around.name if around is not None else "", place.name)
    return names == _INSIDE and "dataset" in place.marks


def _read(node: Node) -> Entity:
    def said(name: str) -> str:
        found = node.attributes.get(name)
        return found.text if found is not None else ""

    meta = cast("Node", node.parent)
    around = cast("Node", meta.parent)
    label = node.named.get("label")
    return Entity(
        said("dataset"),
        said("id"),
        label[0].string() if label else "",
        said("create").lower() in _YES,
        said("update").lower() in _YES,
        around.row,
        dict(_properties(around)),
        {name: said(name) for name in VERSIONS if said(name)},
    )


def _properties(around: Node) -> Iterator[tuple[str, str]]:
    """Yield what is saved to an entity: inside what it stands in, but no other's."""
    for child in around.children:
        if isinstance(child.place.part, Question):
            if child.place.part.saveto and child.relevant:
                yield child.place.part.saveto, child.string()
        elif not child.is_list and not _has_its_own(child.place):
            yield from _properties(child)


def _has_its_own(place: Place) -> bool:
    meta = place.inner.get("meta")
    return meta is not None and "entity" in meta.inner
