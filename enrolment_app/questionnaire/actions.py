"""Actions: answers that the form gives by itself when something happens."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from .place import Place, resolve
from .xml import XFORMS, elements, local_name
from .xpath import as_text, as_value, compile_expression
from .xpath.values import Run

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
CHANGED = "xforms-value-changed"
NEW_ROW = "odk-new-repeat"
SET_POSITION = "setgeopoint"
_EVENT = "{http://www.w3.org/2001/xml-events}event"
# Names of events from before ODK's.
_OLD_EVENTS = {"xforms-ready": FIRST_LOAD, "jr-insert": NEW_ROW}


@dataclass(frozen=True, slots=True)
class Action:
    """A value to store at `target` when one of `events` happens at `home`.

    Where `place` is known the target is the one nearest to `home` in the same rows;
    else `nodes` gives it. The value is evaluated at the target; with `position` it is
    where the laptop stands.
    """

    events: frozenset[str]
    home: Place
    place: Place | None
    nodes: Run
    value: Run | None
    text: str = ""
    position: bool = False


def read_actions(element: etree._Element, home: Place, root: Place) -> list[Action]:
    """Read the actions directly inside a control, a repeat or the model."""
    return [
        _read(each, home, root)
        for each in elements(element)
        if each.tag == f"{XFORMS}setvalue" or local_name(each) == SET_POSITION
    ]


def _read(element: etree._Element, home: Place, root: Place) -> Action:
    events = (element.get(_EVENT) or element.get("event") or "").split()
    target = (element.get("ref") or element.get("nodeset") or ".").strip()
    place = resolve(target, home, root)
    position = local_name(element) == SET_POSITION
    written = None if position else element.get("value")
    compiled = compile_expression(written, root, place) if written else None
    return Action(
        frozenset(_OLD_EVENTS.get(event, event) for event in events),
        home,
        None if "[" in target else place,
        as_value(compile_expression(target, root, home)),
        as_text(compiled) if compiled else None,
        "" if position else element.text or "",
        position,
    )
