"""In which order rules run, and which of them wait for each other in a circle."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from .errors import Circular
from .place import Place, Reader, Rule, Task, route
from .references import Reference

# Rules that change what others read; the others only describe a node.
_MOVING = frozenset({Task.CALCULATE, Task.RELEVANT, Task.COUNT, Task.LIST_RELEVANT})
# Two questions that exclude each other wait for each other, and come to rest: what is
# not asked is blank for the other one.
_ASKING = frozenset({Task.RELEVANT, Task.LIST_RELEVANT})
_TURNS = {task: turn for turn, task in enumerate(Task)}


def arrange(
    rules: list[Rule], references: dict[int, set[Reference]], root: Place
) -> list[Rule]:
    """Put rules in order and tell every place its readers; raises Circular.

    `references` are those of each rule, by its place in `rules`.
    """
    readers: dict[int, list[tuple[Rule, Reference]]] = {}
    for number, rule in enumerate(rules):
        rule.order = number
        for reference in references[number]:
            readers.setdefault(id(reference.place), []).append((rule, reference))
            _tell(reference, rule, root)
    after = {
        rule.order: _followers(rule, readers) if rule.task in _MOVING else {}
        for rule in rules
    }
    _refuse_circles(rules, after)
    ordered = _sorted(rules, after)
    for number, rule in enumerate(ordered):
        rule.order = number
    return ordered


def _tell(reference: Reference, rule: Rule, root: Place) -> None:
    """Let the place know whom to wake when it changes."""
    target = rule.place.parent if rule.on_list else rule.place
    assert target is not None, "a repeat has something around it"
    apex = reference.apex
    if apex.depth > target.depth:
        apex = target
    if apex is not root and all(apex is not place for place in target.around()):
        apex = root
    origin = reference.place
    if reference.rows:
        assert origin.parent is not None, "a repeat has something around it"
        origin = origin.parent
        if apex.depth > origin.depth:
            apex = origin
        reference.place.row_readers.append(Reader(rule, *route(origin, apex, target)))
    else:
        if apex.depth > origin.depth:
            apex = origin
        origin.readers.append(Reader(rule, *route(origin, apex, target)))


def _followers(
    rule: Rule, readers: dict[int, list[tuple[Rule, Reference]]]
) -> dict[int, bool]:
    """Give the rules that read what `rule` changes: order -> only in other rows."""
    found: dict[int, bool] = {}
    places: Iterable[Place] = [rule.place]
    if rule.task is not Task.CALCULATE:
        places = rule.place.within()
    for place in places:
        for reader, reference in readers.get(id(place), ()):
            if reader is rule:
                rule.loose = rule.loose or _across(reference, rule.place)
                continue
            across = _across(reference, rule.place)
            found[reader.order] = found.get(reader.order, True) and across
    return found


def _across(reference: Reference, place: Place) -> bool:
    """Whether a reference goes to other rows of the repeat that `place` is in."""
    row = place.row
    return row is not None and reference.apex.depth < row.depth


def _refuse_circles(rules: list[Rule], after: dict[int, dict[int, bool]]) -> None:
    tight = {
        number: [
            follower
            for follower, across in followers.items()
            if not (across and _same_row(rules[number], rules[follower]))
        ]
        for number, followers in after.items()
        # "Another row until the last one says no" is a circle that comes to rest.
        if rules[number].task is not Task.COUNT
    }
    for circle in _circles(tight):
        if all(rules[number].task in _ASKING for number in circle):
            continue
        members = {rules[number].place.path for number in circle}
        raise Circular(tuple(sorted(members)))


def _same_row(one: Rule, other: Rule) -> bool:
    """Whether two rules live in rows of the same repeat."""
    row = one.place.row
    return row is not None and row is other.place.row


def _circles(  # noqa: PLR0915 - one algorithm, kept whole
    after: dict[int, list[int]],
) -> list[list[int]]:
    """Find groups of rules that wait for each other (Tarjan, without recursion)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    standing: set[int] = set()
    circles = []
    for start in after:
        if start in index:
            continue
        work = [(start, iter(after.get(start, ())))]
        index[start] = low[start] = len(index)
        stack.append(start)
        standing.add(start)
        while work:
            node, rest = work[-1]
            for follower in rest:
                if follower not in index:
                    index[follower] = low[follower] = len(index)
                    stack.append(follower)
                    standing.add(follower)
                    work.append((follower, iter(after.get(follower, ()))))
                    break
                if follower in standing:
                    low[node] = min(low[node], index[follower])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    circle = stack[stack.index(node) :]
                    del stack[-len(circle) :]
                    standing.difference_update(circle)
                    if len(circle) > 1:
                        circles.append(circle)
    return circles


def _sorted(rules: list[Rule], after: dict[int, dict[int, bool]]) -> list[Rule]:
    """Sort so that a rule comes after all that it reads, as far as that is possible."""
    waiting = [0] * len(rules)
    for followers in after.values():
        for follower in followers:
            waiting[follower] += 1
    ready = [_turn(rule) for rule in rules if not waiting[rule.order]]
    heapq.heapify(ready)
    done: list[Rule] = []
    left = {rule.order for rule in rules}
    while left:
        if not ready:
            # Rows that read each other's: whoever waits least goes first, and what
            # is wrong then is put right by another round.
            number = min(left, key=lambda each: waiting[each])
            rules[number].loose = True
            ready = [_turn(rules[number])]
        number = heapq.heappop(ready)[-1]
        if number not in left:
            continue
        left.discard(number)
        done.append(rules[number])
        for follower in after[number]:
            waiting[follower] -= 1
            if waiting[follower] == 0 and follower in left:
                heapq.heappush(ready, _turn(rules[follower]))
    return done


def _turn(rule: Rule) -> tuple[int, int, int]:
    return (_TURNS[rule.task], rule.place.depth, rule.order)
