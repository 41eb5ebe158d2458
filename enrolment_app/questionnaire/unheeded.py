"""What a form asks for and nobody here does, or does otherwise: each named in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from enrolment_app.problems import Problem

from .actions import SET_POSITION
from .definition import Unsupported
from .xml import ENTITIES, ODK, XFORMS, local_name
from .xpath.tree import Call, Path, Text

if TYPE_CHECKING:
    from .place import Place
    from .reading import FormRead

# Appearances that need another program, a device or a picture to be touched.
_OTHERWISE = ("search(", "ex:", "printer:", "image-map", "bearing", "custom-")
_CALENDARS = frozenset(
    {
        *("bikram-sambat", "buddhist", "coptic", "ethiopian", "islamic", "myanmar"),
        "persian",
    }
)
# What a form may want to know of the interview itself.
AUDIT = frozenset(
    {
        *("track-changes", "track-changes-reasons", "identify-user"),
        *("location-priority", "location-min-interval", "location-max-age"),
    }
)
# The newest way to write entities that is read here.
_ENTITIES_NEWEST = (2025, 1)
# Features with words of their own, by how they begin; others are told by their names.
_WORDS = {
    "appearance:bearing": "form.unheeded_compass",
    "appearance:calendar": "form.unheeded_calendar",
    "appearance:custom-": "form.unheeded_plugin",
    "appearance:ex:": "form.unheeded_app",
    "appearance:image-map": "form.unheeded_image_map",
    "appearance:printer:": "form.unheeded_printer",
    "appearance:search": "form.unheeded_search",
    "audit:location": "form.unheeded_whereabouts",
    "audit:reasons": "form.unheeded_reasons",
    "bind-attribute:": "form.unheeded_attribute",
    "bind-without-place": "form.unheeded_rule",
    "control-without-place": "form.unheeded_question",
    "control:": "form.unheeded_control",
    "encryption": "form.unheeded_encryption",
    "entities:": "form.unheeded_entities",
    "function:": "form.unheeded_function",
    "intent": "form.unheeded_app",
    "list-by-answer": "form.unheeded_named_list",
    "list-missing": "form.unheeded_list",
    "recordaudio": "form.unheeded_recording",
    SET_POSITION: "form.unheeded_position",
    "short-messages": "form.unheeded_short",
    "style:": "form.unheeded_style",
    "submission": "form.unheeded_submission",
}


def in_words(unheeded: Unsupported) -> Problem:
    """Say it so that the author of the form knows what happens instead."""
    feature, where = unheeded.feature, unheeded.where
    codes = (code for start, code in _WORDS.items() if feature.startswith(start))
    values = {"feature": feature, "where": where, "name": feature.partition(":")[2]}
    field = where.strip("/").partition("/")[2] if where.startswith("/") else where
    return Problem(next(codes, "form.unsupported"), field, values)


def of_the_form(
    model: etree._Element, body: etree._Element
) -> Iterator[tuple[str, str]]:
    """Yield what the form as a whole asks of the program that shows it."""
    for part in (model, body):
        for element in part.iter("{*}recordaudio", f"{{*}}{SET_POSITION}"):
            yield local_name(element), element.get("ref") or ""
    for element in body.iter(f"{XFORMS}input", f"{XFORMS}group", f"{XFORMS}upload"):
        if element.get("intent"):
            yield "intent", element.get("ref") or ""
    for word in (body.get("class") or "").split():
        if word != "pages":  # sections are pages
            yield f"style:{word}", ""
    written = next(model.iterfind(f"{XFORMS}instance/*"), None)
    if written is not None and any(_is_short(each) for each in written.iter("{*}*")):
        yield "short-messages", ""
    yield from _of_submission(model.find(f"{XFORMS}submission"))
    version = model.get(f"{ENTITIES}entities-version") or ""
    if _numbers(version) > _ENTITIES_NEWEST:
        yield f"entities:{version}", ""


def _is_short(element: etree._Element) -> bool:
    """Whether a place says how it is to be written in a short message."""
    return any(element.get(f"{ODK}{name}") for name in ("prefix", "delimiter", "tag"))


def _of_submission(element: etree._Element | None) -> Iterator[tuple[str, str]]:
    if element is None:
        return
    if element.get("base64RsaPublicKey"):
        yield "encryption", ""
    told = {str(name).rpartition("}")[2]: text for name, text in element.attrib.items()}
    says = (told.get("auto-send"), told.get("auto-delete"))
    if told.get("action") or "true" in says:
        yield "submission", ""


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")[: len(_ENTITIES_NEWEST)]
    return tuple(int(part) for part in parts if part.isdecimal())


def of_audit(element: etree._Element, place: Place) -> Iterator[tuple[str, str]]:
    """Yield what the log of an interview is to hold and does not.

    Who changed what and when, with the value before and after, is in the household's
    own history for good; where the laptop was and why is not.
    """
    if element.get(f"{ODK}location-priority"):
        yield "audit:location", place.path
    if element.get(f"{ODK}track-changes-reasons"):
        yield "audit:reasons", place.path


def of_appearances(read: FormRead) -> Iterator[Unsupported]:
    """Yield what appearances ask for that is not just another look."""
    for place in read.root.within():
        control = place.control
        if control is None:
            continue
        for word in control.appearance:
            name = word.partition("(")[0].strip("\"'")
            if word.startswith(_OTHERWISE):
                yield Unsupported(f"appearance:{name}", place.path)
            elif word in _CALENDARS:
                yield Unsupported(f"appearance:calendar:{word}", place.path)
        match control.itemset:
            case Path(Call("instance", (of,)), _) if not isinstance(of, Text):
                yield Unsupported("list-by-answer", place.path)
        if control.query:
            yield Unsupported("appearance:external-select", place.path)
