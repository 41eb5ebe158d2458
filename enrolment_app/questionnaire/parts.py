"""From places to the definition that screens and layouts read."""

from __future__ import annotations

from collections.abc import Iterator

from .casting import CASTS
from .controls import SELECTS, Control
from .definition import ASK, LATER, Group, Part, Question, Repeat
from .errors import BadExpression
from .given import LONG
from .lists import Lists
from .place import Bind, Place, literally_true
from .references import is_pure
from .xpath import parse
from .xpath.tree import Call, Expression, Path, Text

# Longer lists are places and products, not codes that a layout should carry.
CHOICES_MOST = 255
_TYPES = {
    "int": "int",
    "integer": "int",
    "long": "int",
    "decimal": "decimal",
    "double": "decimal",
    "float": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "datetime",
    "geopoint": "geopoint",
    "binary": "file",
    "select1": "code",
    "select": "codes",
    "rank": "codes",
}
_BY_CONTROL = {"select-one": "code", "select-many": "codes", "rank": "codes"}
_METADATA = {
    ("timestamp", "start"): "start",
    ("timestamp", "end"): "end",
    ("date", "today"): "today",
}


def describe(place: Place, lists: Lists) -> Part:
    """Give the definition of a place and of everything inside it."""
    top = place.parent is None or place.parent.parent is None
    path = "" if top else place.path.strip("/").partition("/")[2]
    if place.leaf and not place.repeats and not top:
        question = _question(place, path, lists)
        place.cast = CASTS.get(question.type) or CASTS.get(question.detail)
        part: Part = question
    else:
        children = tuple(describe(each, lists) for each in place.inner.values())
        part = _container(place, path, children)
    place.part = part
    return part


def _kind(place: Place | None) -> str:
    row = place.row if place is not None else None
    return row.path.strip("/").partition("/")[2] if row is not None else ""


def _container(place: Place, path: str, children: tuple[Part, ...]) -> Part:
    control = place.control
    appearance = control.appearance if control else ()
    labelled = bool(control and control.label)
    if not place.repeats:
        return Group(
            path,
            place.name,
            _kind(place),
            appearance,
            place.bind.role,
            labelled,
            children,
        )
    return Repeat(
        path,
        place.name,
        _kind(place.parent),
        appearance,
        place.bind.role,
        labelled,
        counted=bool(place.counted_by),
        fixed=place.fixed,
        children=children,
    )


def _question(place: Place, path: str, lists: Lists) -> Question:
    bind, control = place.bind, place.control or Control("none")
    kind = _kind(place)
    metadata = _metadata(bind)
    note = _is_note(bind, control)
    pure = bool(bind.calculate) and _pure(bind.calculate, place)
    own = bool(metadata) or (bool(bind.calculate) and not pure)
    return Question(
        path=path,
        name=place.name,
        kind=kind,
        field=path.removeprefix(f"{kind}/") if kind else path,
        type=_type(bind, control),
        control="note" if note else control.kind,
        detail=_detail(bind, control),
        appearance=control.appearance,
        choices=tuple(_codes(control, lists)),
        parameters=(*control.parameters, *bind.parameters),
        group=bind.group,
        policy=bind.policy or (LATER if own else ASK),
        role=bind.role,
        saveto=bind.saveto,
        calculated=bool(bind.calculate),
        kept=not (pure or note or metadata == "instanceid"),
        metadata=metadata,
        required=bool(bind.required) and bind.required not in ("false()", "false"),
        readonly=literally_true(bind.readonly),
        default=place.seed.text if place.seed else "",
    )


def _metadata(bind: Bind) -> str:
    """Name what the form knows by itself: a property of the device by its own name."""
    if bind.preload == "property":
        return bind.preload_parameters.removeprefix("uri:").replace(" ", "").lower()
    known = _METADATA.get((bind.preload, bind.preload_parameters), bind.preload)
    return "instanceid" if bind.preload == "uid" else known


def _pure(calculation: str, place: Place) -> bool:
    try:
        expression = parse(calculation)
    except BadExpression as error:
        raise BadExpression(
            error.reason, calculation, place.path, "calculate"
        ) from error
    return is_pure(expression, place, _outermost(place))


def _outermost(place: Place) -> Place:
    *_, root = place.around()
    return root


def _is_note(bind: Bind, control: Control) -> bool:
    return (
        control.kind == "input"
        and literally_true(bind.readonly)
        and bind.type == "string"
        and not bind.calculate
    )


def _type(bind: Bind, control: Control) -> str:
    by_control = _BY_CONTROL.get(control.kind)
    if by_control:
        return by_control
    if control.kind == "upload":
        return "file"
    found = _TYPES.get(bind.type, "text")
    if found == "text" and "numbers" in control.appearance:
        return "digits"
    return found


def _detail(bind: Bind, control: Control) -> str:
    if control.kind == "upload":
        return dict(control.parameters).get("mediatype", "")
    if bind.type == LONG:
        return LONG
    return "" if bind.type in ("string", "") or bind.type in _TYPES else bind.type


def _codes(control: Control, lists: Lists) -> Iterator[str]:
    if control.kind not in SELECTS:
        return
    if control.itemset is None:
        yield from (item.value for item in control.items)
        return
    name = list_name(control.itemset)
    codes = lists.codes(name, control.value_column, most=CHOICES_MOST) if name else ()
    if codes:
        yield from (*codes, *(item.value for item in control.items))


def list_name(expression: Expression) -> str:
    """Give the id of the list that choices are taken from, "" if it is none."""
    match expression:
        case Call("instance", (Text(name),)):
            return name
        case Call("randomize", (first, *_)):
            return list_name(first)
        case Path(Call() as start, _):
            return list_name(start)
        case _:
            return ""
