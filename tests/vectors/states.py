"""Vectors of the state of a record: what follows from changes, an order, and epochs.

What each comes to is written here by hand, from the specification, and not computed.
"""

from dataclasses import dataclass, field

from sync.change import Context, Part, Why, plain
from sync.values import Special
from tests.vectors.given import AREA, EPOCH, HOUSEHOLD, visit
from tests.vectors.given import change as a_change

FURTHER = "PK502"
ALL = 1 << 62
"""How much lives on of the order in the present epoch."""
GROUP, LATIN = "name", "name/latin"


@dataclass(frozen=True)
class Write:
    """One change of the record; `saw` names others of the same vector."""

    value: object
    seen: int = 0
    saw: str = ""
    epoch: str = EPOCH
    area: str = AREA
    why: Why = Why.CAPTURED
    device: int = 7


@dataclass(frozen=True)
class Case:
    """Changes by letters, the order of those that are delivered, what it comes to.

    `heads` are letters; `value` None is a conflict, and `held` is shown meanwhile.
    """

    what: str
    writes: dict[str, Write]
    order: str
    heads: str
    value: object = None
    held: object = None
    policy: str = "ask"
    survived: dict[str, dict[str, int]] = field(default_factory=dict)


W = Write
MUD, BRICK, STONE = ("mud", "brick", "stone")
HEADS = (
    Case("one write", {"a": W(MUD)}, "a", "a", MUD),
    Case("one that is not delivered", {"a": W(MUD)}, "", "a", MUD),
    Case("seen by count", {"a": W(MUD), "b": W(BRICK, 1)}, "ab", "b", BRICK),
    Case("seen by name", {"a": W(MUD), "b": W(BRICK, 0, "a")}, "ba", "b", BRICK),
    Case("neither saw the other", {"a": W(MUD), "b": W(BRICK)}, "ab", "ab"),
    Case("both say the same", {"a": W(MUD), "b": W(MUD)}, "ab", "ab", MUD),
    Case("cleared by one", {"a": W(MUD), "b": W(None)}, "ab", "ab"),
    Case("cleared by both", {"a": W(None), "b": W(None)}, "ab", "ab", ""),
    Case("don't know is no text", {"a": W(Special.DONT_KNOW), "b": W("1")}, "", "ab"),
    Case(
        "a count is cut at the change's own place",
        {"a": W(MUD), "b": W(BRICK, 9), "c": W(STONE)},
        "abc",
        "bc",
    ),
    Case(
        "a count beyond what is delivered reaches what is",
        {"a": W(MUD), "b": W(BRICK, 9)},
        "a",
        "b",
        BRICK,
    ),
    Case(
        "two claim to have seen each other: neither claim counts",
        {"a": W(MUD, 1), "b": W(BRICK, 0, "a")},
        "b",
        "ab",
    ),
    Case(
        "nor do they hide who wrote beside them",
        {"a": W(MUD, 1), "b": W(BRICK, 0, "a"), "c": W(STONE)},
        "bc",
        "abc",
    ),
    Case(
        "what all had in front of them is shown meanwhile",
        {"a": W(MUD), "b": W(BRICK, 1), "c": W(STONE, 1)},
        "abc",
        "bc",
        held=MUD,
    ),
    Case(
        "a conflict of which one side goes on",
        {"a": W(MUD), "b": W(BRICK), "c": W(STONE, 0, "a")},
        "abc",
        "bc",
    ),
    Case(
        "a settlement had all heads in front of it",
        {"a": W(MUD), "b": W(BRICK), "c": W(STONE, 2, why=Why.SETTLED)},
        "abc",
        "c",
        STONE,
    ),
    Case(
        "two settle at once, and differ",
        {"a": W(MUD), "b": W(BRICK), "c": W(MUD, 2), "d": W(BRICK, 2)},
        "abcd",
        "cd",
    ),
    Case(
        "a held change that is released takes the last place",
        {"a": W(MUD), "b": W(BRICK, 1), "c": W(STONE)},
        "abc",
        "bc",
    ),
    Case(
        "a delivered change that is not here takes its place all the same",
        {"a": W(MUD), "b": W(BRICK, 1)},
        "-ab",
        "ab",
    ),
)
AREAS = (
    Case(
        "counts are of the log in which the change stands",
        {"a": W(MUD, area=FURTHER), "b": W(BRICK, 1)},
        "ab",
        "ab",
    ),
    Case(
        "what stands in another log is covered by name",
        {"a": W(MUD, area=FURTHER), "b": W(BRICK, 0, "a")},
        "ab",
        "b",
        BRICK,
    ),
    Case(
        "however two logs are woven",
        {"a": W(MUD, area=FURTHER), "b": W(BRICK), "c": W(STONE, 1, "a")},
        "bac",
        "c",
        STONE,
    ),
)
LIVING = {AREA: {"old": 1, "new": ALL}}
EPOCHS = (
    Case(
        "of an epoch that ended lives on what stood there",
        {"a": W(MUD), "b": W(BRICK), "c": W(STONE, 2, epoch="old")},
        "abc",
        "bc",
        survived=LIVING,
    ),
    Case(
        "of the present epoch all of it",
        {"a": W(MUD), "b": W(BRICK), "c": W(STONE, 2, epoch="new")},
        "abc",
        "c",
        STONE,
        survived=LIVING,
    ),
    Case(
        "of an epoch that the log does not know nothing",
        {"a": W(MUD), "b": W(BRICK, 1, epoch="lost")},
        "ab",
        "ab",
        survived=LIVING,
    ),
    Case(
        "an epoch of another log says nothing about this one",
        {"a": W(MUD), "b": W(BRICK, 1, epoch="old")},
        "ab",
        "b",
        BRICK,
        survived={FURTHER: {"old": 0, "new": ALL}},
    ),
)


def of(  # noqa: PLR0913 (by its place, like a row)
    policy, what, one, other, value, order="ab", **more
):
    """Give the case of two that differ, under a policy."""
    writes = {"a": W(one, **more), "b": W(other)}
    return Case(f"{policy}: {what}", writes, order, "ab", value, policy=policy)


SPELT = "same-ignoring-spelling"
VERIFIED = {"why": Why.VERIFIED, "device": 0}
POLICIES = (
    of(SPELT, "case and marks", "Gul-Khan", "gul khan", ("Gul-Khan", "gul khan")),
    of(SPELT, "look-alike letters", "كوثر", "کوثر", ("كوثر", "کوثر")),
    of(SPELT, "another word", "Gul", "Gull", None),
    of("union", "of codes", "fan radio", "bicycle fan", "bicycle fan radio"),
    of("union", "with a don't know", "fan", Special.DONT_KNOW, None),
    of("largest", "of numbers", "9", "10.0", "10.0"),
    of("smallest", "of dates", "2026-03-01", "2025-12-31", "2025-12-31"),
    of("largest", "a date and a number", "2026-03-01", "3", None),
    of("registry-verified", "one is", MUD, BRICK, MUD, **VERIFIED),
    of("registry-verified", "by a laptop is none", MUD, BRICK, None, why=Why.VERIFIED),
    of("later-in-registry-order", "the later one", MUD, BRICK, MUD, order="ba"),
    of("later-in-registry-order", "what is not sent", MUD, BRICK, BRICK, order="a"),
    of("later-in-registry-order", "two not sent", MUD, BRICK, None, order=""),
    of("a policy of another day", "is asked", MUD, BRICK, None),
)


def states():
    """Give all vectors."""
    cases = (*HEADS, *AREAS, *EPOCHS, *POLICIES)
    return {"record": HOUSEHOLD, "states": [told(case) for case in cases]}


def made(case):
    """Give a case's changes by their letters."""
    found = {}
    for number, (letter, write) in enumerate(case.writes.items(), 1):
        saw = frozenset(found[other].name for other in write.saw)
        seen = Context(write.seen, saw, write.epoch)
        part = Part(HOUSEHOLD, seen, {GROUP: {LATIN: write.value}})
        found[letter] = a_change(
            visit(number), part, why=write.why, area=write.area, device=write.device
        )
    return found


def told(case):
    changes = made(case)
    elsewhere = b"somebody else's!"
    order = [changes[x].name if x in changes else elsewhere for x in case.order]
    # Where a policy gives any of several, it is that of the smaller name.
    value = case.value
    if isinstance(value, tuple):
        value = value[changes["b"].name < changes["a"].name]
    return {
        "what": case.what,
        "changes": [plainly(one) for one in changes.values()],
        "order": [name.hex() for name in order],
        "survived": case.survived,
        "policy": case.policy,
        "heads": sorted(changes[letter].name.hex() for letter in case.heads),
        "agreed": value is not None,
        "value": shown(case.held if value is None else value),
    }


def plainly(change):
    """Give a change as it stands in the file."""
    (part,) = change.parts
    return {
        "name": change.name.hex(),
        "visit": change.visit.hex(),
        "area": change.area,
        "device": change.device,
        "why": change.why.value,
        "seen": part.context.seen,
        "extras": sorted(name.hex() for name in part.context.extras),
        "epoch": part.context.epoch,
        "writes": {path: plain(atom) for path, atom in part.writes[GROUP].items()},
    }


def shown(value):
    """Give a value of the group; "" is one without any answer, None is none at all."""
    if value is None:
        return None
    return {LATIN: plain(value)} if value != "" else {}
