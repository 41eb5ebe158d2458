"""How questions are put: the body of a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .actions import Action, read_actions
from .errors import BadExpression
from .place import Place, literally_true, resolve
from .texts import Texts, Words
from .xml import JAVAROSA, XFORMS, elements, local_name
from .xpath import as_nodes, as_text, compile_expression, parse
from .xpath.tree import Call, Expression
from .xpath.values import Run

# By local name: forms give rank's namespace with and without a slash at its end.
_CONTROLS = {
    "input": "input",
    "secret": "input",
    "select1": "select-one",
    "select": "select-many",
    "upload": "upload",
    "trigger": "trigger",
    "range": "range",
    "rank": "rank",
}
_PARAMETERS = (
    *("start", "end", "step", "mediatype", "rows"),
    *("accuracyThreshold", "unacceptableAccuracyThreshold"),
)
# How a picture, a sound or a position is taken, by the local name of the attribute.
WAYS = ("max-pixels", "quality", "allow-mock-accuracy")
SELECTS = frozenset({"select-one", "select-many", "rank"})


@dataclass(frozen=True, slots=True)
class Item:
    """A choice written out in the body."""

    value: str
    label: Words | None


@dataclass(slots=True)
class Control:
    """One control, group or repeat of the body, with its words."""

    kind: str
    label: Words | None = None
    hint: Words | None = None
    appearance: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    items: tuple[Item, ...] = ()
    # Choices from a list: the expression, what it picks, and a picked node's columns.
    itemset: Expression | None = None
    pick: Run | None = None
    value: Run | None = None
    value_column: str = ""
    item_label: Words | None = None
    shuffled: bool = False
    query: str = ""


@dataclass(slots=True)
class Body:
    """What reading the body found besides the controls, which sit at their places."""

    actions: list[Action] = field(default_factory=list)
    # References that lead nowhere, and elements that nobody knows.
    lost: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class BodyReader:
    """Reads the body of one form, giving each place its control."""

    def __init__(self, root: Place, texts: Texts, named: dict[str, str]) -> None:
        self.root = root
        self.texts = texts
        self.named = named  # id of a bind -> its path
        self.body = Body()
        # Where a path that starts nowhere starts: at the form's own element.
        self._top = next(iter(root.inner.values()), root)

    def read(self, body: etree._Element) -> Body:
        """Read everything in the body."""
        self._inside(body, self.root)
        return self.body

    def _inside(self, element: etree._Element, home: Place) -> None:
        for each in elements(element):
            try:
                self._one(each, home)
            except BadExpression as error:
                if error.where:
                    raise
                where = each.get("ref") or each.get("nodeset") or home.path
                raise BadExpression(error.reason, error.expression, where) from error

    def _one(self, each: etree._Element, home: Place) -> None:
        if each.tag == f"{XFORMS}group":
            self._group(each, home)
        elif each.tag == f"{XFORMS}repeat":
            self._repeat(each, home)
        elif local_name(each) in _CONTROLS:
            self._control(each, home)
        elif local_name(each) not in ("label", "hint", "setvalue", "setgeopoint"):
            self.body.unknown.append(local_name(each))

    def _place(self, element: etree._Element, home: Place) -> Place | None:
        path = element.get("ref") or element.get("nodeset") or ""
        if not path and element.get("bind"):
            path = self.named.get(element.get("bind") or "", "")
        if not path:
            return None
        place = resolve(path, self._top if home is self.root else home, self.root)
        if place is None:
            self.body.lost.append(path)
        return place

    def _group(self, element: etree._Element, home: Place) -> None:
        place = self._place(element, home)
        if place is not None and place is not self.root:
            if place.control is None:
                place.control = Control("group", appearance=_appearance(element))
            label = element.find(f"{XFORMS}label")
            place.control.label = self.texts.words(label, place)
        self._inside(element, place or home)

    def _repeat(self, element: etree._Element, home: Place) -> None:
        place = self._place(element, home)
        if place is None:
            return
        if place.control is None or place.control.kind == "group":
            outer = place.control.label if place.control else None
            place.control = Control("repeat", outer, appearance=_appearance(element))
        own = element.find(f"{XFORMS}label")
        if own is not None:
            place.control.label = self.texts.words(own, place)
        self._actions(element, place)
        self._inside(element, place)

    def _control(self, element: etree._Element, home: Place) -> None:
        place = self._place(element, home)
        if place is None or place is self.root:
            return
        control = Control(
            _CONTROLS[local_name(element)],
            self.texts.words(element.find(f"{XFORMS}label"), place),
            self.texts.words(element.find(f"{XFORMS}hint"), place),
            _appearance(element),
            tuple(_parameters(element)),
            query=element.get("query") or "",
        )
        if control.kind in SELECTS:
            self._choices(element, control, place)
        self._actions(element, place)
        if place.control is None or place.control.kind == "group":
            place.control = control

    def _actions(self, element: etree._Element, place: Place) -> None:
        self.body.actions += read_actions(element, place, self.root)

    def _choices(self, element: etree._Element, control: Control, place: Place) -> None:
        control.items = tuple(
            Item(
                (item.findtext(f"{XFORMS}value") or "").strip(),
                self.texts.words(item.find(f"{XFORMS}label"), place),
            )
            for item in element.iter(f"{XFORMS}item")
        )
        itemset = element.find(f"{XFORMS}itemset")
        if itemset is None:
            return
        expression = parse(itemset.get("nodeset") or "")
        if isinstance(expression, Call) and expression.name == "randomize":
            # Without a seed each look would shuffle anew: the interview keeps one.
            control.shuffled = len(expression.arguments) == 1
            control.itemset = expression.arguments[0]
        control.itemset = control.itemset or expression
        shown = control.itemset if control.shuffled else expression
        control.pick = as_nodes(compile_expression(shown, self.root, place))
        value = itemset.find(f"{XFORMS}value")
        column = (value.get("ref") or "").strip() if value is not None else ""
        control.value_column = column
        control.value = as_text(compile_expression(column or "."))
        label = itemset.find(f"{XFORMS}label")
        if label is not None:
            control.item_label = self.texts.words(label, self.root)


def _appearance(element: etree._Element) -> tuple[str, ...]:
    return tuple((element.get("appearance") or "").split())


def _parameters(element: etree._Element) -> Iterator[tuple[str, str]]:
    for name in _PARAMETERS:
        value = element.get(name)
        if value is not None:
            yield name, value


def ways_of(bind: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what a bind says of how something is taken."""
    for key, value in bind.attrib.items():
        name = str(key).rpartition("}")[2]
        if name in WAYS:
            yield name, str(value)


def repeat_places(body: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Yield path, count expression and "nobody adds rows" of every repeat."""
    for element in body.iter(f"{XFORMS}repeat"):
        count = (element.get(f"{JAVAROSA}count") or "").strip()
        fixed = literally_true((element.get(f"{JAVAROSA}noAddRemove") or "").strip())
        yield element.get("nodeset") or "", count, fixed
