"""From an XForm's XML to places with binds, controls and seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from .actions import Action, read_actions
from .controls import WAYS, Body, BodyReader, Control, repeat_places, ways_of
from .errors import NotAForm
from .lists import Files, Lists
from .place import Bind, Place, Seed, resolve
from .renames import declared_renames
from .texts import Texts
from .unheeded import AUDIT, of_audit, of_the_form
from .xml import (
    ENTITIES,
    JAVAROSA,
    OPENROSA,
    OURS,
    XFORMS,
    XHTML,
    elements,
    local_name,
    read_xml,
)

if TYPE_CHECKING:
    from .questionnaire import Questionnaire

_NAME = re.compile(r"[^\W\d][\w.·-]*")
_TEMPLATE = f"{JAVAROSA}template"
# Attributes of a bind that are read here or that change nothing here.
_KNOWN_BIND = frozenset(
    {
        *AUDIT,
        *WAYS,
        "calculate",
        "constraint",
        "constraintMsg",
        "id",
        "nodeset",
        "preload",
        "preloadParams",
        "readonly",
        "relevant",
        "required",
        "requiredMsg",
        "saveIncomplete",
        "type",
    }
)


@dataclass(slots=True)
class FormRead:
    """Everything that a form says, its places linked but no rule compiled yet."""

    root: Place
    top: Place
    seed: Seed
    title: str
    id: str
    version: str
    texts: Texts
    lists: Lists
    body: Body
    actions: list[Action]
    unsupported: list[tuple[str, str]] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)


def read_form(xform: bytes, files: Files) -> FormRead:
    """Read an XForm; raises NotAForm where it has no model or no instance."""
    document = _in_namespaces(read_xml(xform))
    head, body = document.find(f"{XHTML}head"), document.find(f"{XHTML}body")
    model = head.find(f"{XFORMS}model") if head is not None else None
    if head is None or body is None or model is None:
        raise NotAForm("there is no model in it")
    instances = model.findall(f"{XFORMS}instance")
    primary = elements(instances[0]) if instances else []
    if not primary:
        raise NotAForm("there is no instance in it")
    lists = Lists(files)
    for instance in instances[1:]:
        lists.add(instance)
    root = Place("")
    _mark_repeats(root, body)
    top = root.child(local_name(primary[0]))
    seed = _seed(primary[0], top)
    _number_slots(root)
    named, unsupported = _binds(model, root)
    texts = Texts(root)
    texts.read(model.find(f"{XFORMS}itext"))
    read_body = BodyReader(root, texts, named).read(body)
    if body.get("class"):
        top.control = top.control or Control("group")
        top.control.appearance = tuple(str(body.get("class")).split())
    unsupported += of_the_form(model, body)
    return FormRead(
        root,
        top,
        seed,
        (head.findtext(f"{XHTML}title") or "").strip(),
        primary[0].get("id") or str(primary[0].tag).partition("}")[0].strip("{"),
        _version(primary[0]),
        texts,
        lists,
        read_body,
        read_actions(model, root, root) + read_body.actions,
        unsupported,
        declared_renames(primary[0]),
    )


def _version(primary: etree._Element) -> str:
    """Read the version of a form, in whichever space it is written."""
    names = ("version", f"{OPENROSA}version", f"{JAVAROSA}version")
    return next((primary.get(name) or "" for name in names if primary.get(name)), "")


def _in_namespaces(document: etree._Element) -> etree._Element:
    """Put a form's elements into their namespace where it was forgotten."""
    if document.find(f"{XHTML}head/model") is not None:
        for element in document.iter("{}*"):
            element.tag = f"{XFORMS}{element.tag}"
    return document


def _mark_repeats(root: Place, body: etree._Element) -> None:
    """Make the places of repeats first, so that their rows are seen as rows."""
    for path, count, fixed in repeat_places(body):
        names = [name.rpartition(":")[2] for name in path.strip("/").split("/")]
        if not path.startswith("/") or not all(map(_NAME.fullmatch, names)):
            continue
        place = root
        for name in names:
            place = place.child(name)
        place.repeats = True
        place.counted_by = count
        place.fixed = fixed


def _seed(element: etree._Element, place: Place) -> Seed:
    """Read an instance element and what is inside it."""
    seed = Seed(place)
    if not place.marks:
        place.marks = {
            str(name).rpartition("}")[2]: str(value)
            for name, value in element.attrib.items()
            if name != _TEMPLATE
        }
    inner = elements(element)
    if not inner:
        seed.text = element.text or ""
    for each in inner:
        child = place.child(local_name(each))
        if not child.repeats and any(kid.place is child for kid in seed.kids):
            # Several of one name that no repeat of the body asks for.
            child.repeats = child.fixed = True
        grown = _seed(each, child)
        if each.get(_TEMPLATE) is not None:
            child.seed = grown
        else:
            if child.repeats and child.seed is None:
                # Without a template the first row says what a new one is like.
                child.seed = grown
            seed.kids.append(grown)
    _as_written(place, [local_name(each) for each in inner])
    return seed


def _as_written(place: Place, names: list[str]) -> None:
    """Put the places inside in the order of the instance, whoever was known first."""
    turns = {name: turn for turn, name in reversed(list(enumerate(names)))}
    last = len(turns)
    ordered = sorted(place.inner.values(), key=lambda one: turns.get(one.name, last))
    place.inner = {each.name: each for each in ordered}
    for ordinal, each in enumerate(ordered):
        each.ordinal = ordinal


def read_instance(content: bytes, form: Questionnaire) -> Seed:
    """Read a filled instance of a form; what it leaves out has its default.

    Elements that the form does not know are passed over.
    """
    return _planted(read_xml(content), form.seed)


def _planted(element: etree._Element, pattern: Seed) -> Seed:
    place = pattern.place
    seed = Seed(place, element.text or "" if place.leaf else "")
    given: dict[str, list[etree._Element]] = {}
    for each in elements(element):
        given.setdefault(local_name(each), []).append(each)
    patterns = {kid.place.name: kid for kid in reversed(pattern.kids)}
    for name, inner in place.inner.items():
        like = (inner.seed if inner.repeats else patterns.get(name)) or Seed(inner)
        found = given.get(name, [])
        seed.kids += [_planted(each, like) for each in found]
        if not found and not inner.repeats:
            seed.kids.append(like)
    return seed


def _number_slots(root: Place) -> None:
    number = 0
    waiting = [root]
    while waiting:
        place = waiting.pop()
        if place.repeats:
            continue
        place.slot = number
        number += 1
        waiting.extend(reversed(place.inner.values()))


def _binds(
    model: etree._Element, root: Place
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    named: dict[str, str] = {}
    unsupported: list[tuple[str, str]] = []
    for element in model.iter(f"{XFORMS}bind"):
        path = element.get("nodeset") or element.get("ref") or ""
        if element.get("id"):
            named[element.get("id") or ""] = path
        place = _bound(path, root)
        if place is None:
            unsupported.append(("bind-without-place", path))
            continue
        place.bind = _bind(element)
        unsupported += [("bind-attribute:" + name, path) for name in _foreign(element)]
        unsupported += of_audit(element, place)
    return named, unsupported


def _bound(path: str, root: Place) -> Place | None:
    """Find what a bind is about: an element, or an attribute of one."""
    top = next(iter(root.inner.values()), root)
    around, _, name = path.rpartition("/@")
    if not around:
        return resolve(path, top, root)
    element = resolve(around, top, root)
    return element.attribute(name.rpartition(":")[2]) if element is not None else None


def _foreign(element: etree._Element) -> Iterator[str]:
    for name in element.attrib:
        space, _, plain = str(name).rpartition("}")
        if plain not in _KNOWN_BIND and OURS not in space and space != ENTITIES[:-1]:
            yield plain


def _bind(element: etree._Element) -> Bind:
    def own(name: str) -> str:
        return (element.get(name) or "").strip()

    def ours(name: str) -> str:
        return declared.get(name, "").strip()

    declared = {
        str(key).rpartition("}")[2]: str(value)
        for key, value in element.attrib.items()
        if OURS in str(key).rpartition("}")[0]
    }

    return Bind(
        type=own("type").rpartition(":")[2] or "string",
        relevant=own("relevant"),
        readonly=own("readonly"),
        required=own("required"),
        constraint=own("constraint"),
        calculate=own("calculate"),
        required_message=own(f"{JAVAROSA}requiredMsg"),
        constraint_message=own(f"{JAVAROSA}constraintMsg"),
        preload=own(f"{JAVAROSA}preload") or own("preload"),
        preload_parameters=own(f"{JAVAROSA}preloadParams") or own("preloadParams"),
        group=ours("group"),
        policy=ours("merge"),
        role=ours("role"),
        saveto=own(f"{ENTITIES}saveto"),
        parameters=tuple(ways_of(element)),
    )
