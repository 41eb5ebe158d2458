"""What follows from an answer: rules run in order until nothing changes any more."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from .actions import NEW_ROW, Action
from .errors import BadExpression
from .judging import Judge
from .nodes import Node, everything, reached
from .place import Reader, Rule, Task, literally_true, route, shared_place
from .xpath import evaluate

if TYPE_CHECKING:
    from .growing import Gardener
    from .questionnaire import Questionnaire
    from .xpath import Context

ROWS_MOST = 1_000
# Rows that read each other's settle in as many rounds as there are rows; whoever
# still changes after this many goes back and forth and is left as it is.
_ROUNDS_MOST = 2 * ROWS_MOST
# An answer that sets off what changes it again is left alone after so many times.
_ACTS_MOST = 100
# What holds where an expression cannot be evaluated: nobody is kept from asking or
# answering because of it. Where nothing is said, all stays as it is.
_WITHOUT_RESULT: dict[Task, str | bool | None] = {
    Task.CALCULATE: "",
    Task.RELEVANT: True,
    Task.LIST_RELEVANT: True,
    Task.READONLY: False,
    Task.REQUIRED: False,
    Task.CONSTRAINT: True,
    Task.COUNT: None,
    Task.OFFERED: None,
}


class Recomputation:
    """The live rules of one interview; `drain` brings everything into agreement."""

    def __init__(
        self, questionnaire: Questionnaire, gardener: Gardener, context: Context
    ) -> None:
        self.questionnaire = questionnaire
        self.gardener = gardener
        self.context = context
        self.loading = True  # a value that came from elsewhere is told, not cleared
        self.fresh = False  # a new record: what is there, the form itself put there
        self.changed: dict[int, Node] = {}
        self.judge = Judge(self)
        self.faults: dict[str, str] = {}  # expressions that failed, by their place
        self.unplaced: dict[
            int, Node
        ] = {}  # that asked where the laptop stands, in vain
        self.born: list[Node] = []
        self.gone: list[Node] = []
        self._queue: list[tuple[int, int, Rule, Node]] = []
        self._waiting: set[tuple[int, int]] = set()
        self._rounds: dict[tuple[int, int], int] = {}
        self._acted: Counter[tuple[int, int]] = Counter()
        self._turn = 0
        self._taken: dict[int, Node] = {}  # nodes of rows that are gone
        self._due: list[tuple[Action, Node]] = []
        self._put_by: dict[int, list[Node]] = {}  # rows that a count took away

    def store(self, node: Node, text: str) -> None:
        """Give a node a value and wake whoever reads it."""
        if node.text == text:
            return
        node.store(text)
        self.touch(node)
        self.wake(node)
        if not self.loading:
            # Actions see the form as it is once everything else agrees.
            self._due += [(action, node) for action in node.place.action_readers]

    def touch(self, node: Node) -> None:
        """Note that a node says something else now."""
        self.changed[id(node)] = node

    def wake(self, node: Node) -> None:
        """Queue every rule that reads this node."""
        stamps, place = self.context.stamps, node.place
        stamps[place] = stamps.get(place, 0) + 1
        for reader in node.place.readers:
            self._queue_targets(reader, node)

    def wake_rows(self, listed: Node) -> None:
        """Queue every rule that reads how many rows a list has, or their order."""
        for reader in listed.place.row_readers:
            assert listed.parent is not None, "a list is in something"
            self._queue_targets(reader, listed.parent)

    def plant(self, node: Node) -> None:
        """Queue all rules of a new node and what is inside it, and wake its readers."""
        for each in everything(node):
            place = each.place
            each.locked = literally_true(place.bind.readonly)
            each.demanded = literally_true(place.bind.required)
            around = each.parent
            each.relevant = each.own and (around is None or around.relevant)
            for rule in place.rules:
                if rule.on_list == each.is_list:
                    self.push(rule, each)
            if not each.is_list:
                self.wake(each)

    def again(self, rules: Iterable[Rule], within: Node) -> None:
        """Queue some rules wherever they stand: what they read is no answer."""
        for rule in rules:
            for node in everything(within):
                if node.place is rule.place and node.is_list == rule.on_list:
                    self.push(rule, node)

    def drain(self) -> None:
        """Run what is queued, and what that queues, in order."""
        while self._queue or self._due:
            while self._queue:
                order, _, rule, node = heapq.heappop(self._queue)
                key = (order, id(node))
                self._waiting.discard(key)
                if id(node) not in self._taken:
                    self._run(rule, node)
            due, self._due = self._due, []
            for action, home in due:
                self._acted[id(action), id(home)] += 1
                if self._acted[id(action), id(home)] <= _ACTS_MOST:
                    self.act(action, home)
                else:
                    self.faults[home.place.path] = "sets itself off again and again"
        self._rounds.clear()
        self._acted.clear()

    def add_row(self, listed: Node, row_id: str) -> Node:
        """Put a new row at the end of a list, with the rules and actions it brings."""
        row = self.gardener.row(listed, row_id)
        self._welcome(listed, row)
        for action in self.questionnaire.actions:
            if NEW_ROW in action.events and action.home.row is listed.place:
                homes = [n for n in everything(row) if n.place is action.home]
                self._due += [(action, home) for home in homes]
        return row

    def take_row(self, listed: Node, row: Node) -> None:
        """Take a row away; whoever read something in it is woken."""
        inside = list(everything(row))
        for each in inside:
            if not each.is_list:
                self.wake(each)
        self.gardener.take(listed, row)
        self._taken.update((id(each), each) for each in inside)
        self.gone.append(row)
        self.touch(listed)
        self.wake_rows(listed)

    def act(self, action: Action, home: Node) -> None:
        """Do what an action says, happening at `home`."""
        try:
            targets = self._targets(action, home)
            texts = [self._told(action, target) for target in targets]
        except BadExpression as error:
            self.faults[home.place.path] = error.reason
            return
        for target, text in zip(targets, texts, strict=True):
            if not isinstance(target, Node):
                target.store(text)  # an attribute: nobody reads it but expressions
            elif target.place.leaf and not target.is_list:
                self.store(target, self._cast(target, text))

    def _told(self, action: Action, target: Node) -> str:
        if action.position:
            point = self.context.form.position()
            self.unplaced.pop(id(target), None)
            if not point:
                self.unplaced[id(target)] = target
            return point
        if action.value is None:
            return action.text
        return str(evaluate(action.value, target, self.context))

    def _cast(self, node: Node, text: str) -> str:
        cast_text = node.place.cast
        return cast_text(text, self.context.calendar) if cast_text and text else text

    def _targets(self, action: Action, home: Node) -> list[Node]:
        if action.place is None:
            return cast("list[Node]", evaluate(action.nodes, home, self.context))
        shared = shared_place(home.place, action.place)
        climb, names = route(home.place, shared, action.place)
        return list(reached(home, climb, names))[:1]

    def _welcome(self, listed: Node, row: Node) -> None:
        for each in everything(row):
            self._taken.pop(id(each), None)
        self.born.append(row)
        self.touch(listed)
        self.plant(row)
        self.wake_rows(listed)

    def _queue_targets(self, reader: Reader, origin: Node) -> None:
        rule = reader.rule
        for node in reached(origin, reader.climb, reader.names):
            if rule.on_list:
                listed = node.lists.get(rule.place.name)
                if listed is not None:
                    self.push(rule, listed)
            else:
                self.push(rule, node)

    def push(self, rule: Rule, node: Node) -> None:
        """Queue one rule for one node, unless it waits already."""
        key = (rule.order, id(node))
        if key in self._waiting:
            return
        rounds = self._rounds.get(key, 0)
        if rounds > _ROUNDS_MOST:
            return
        self._rounds[key] = rounds + 1
        self._waiting.add(key)
        self._turn += 1
        heapq.heappush(self._queue, (rule.order, self._turn, rule, node))

    def _run(self, rule: Rule, node: Node) -> None:
        if rule.task is Task.OFFERED and not self.judge.waiting(node):
            self.judge.pardon(node)
            return
        try:
            result = evaluate(rule.run, node, self.context)
        except BadExpression as error:
            self.faults[rule.place.path] = error.reason
            result = _WITHOUT_RESULT[rule.task]
        if result is not None:
            self._take(rule.task, node, result)

    def _take(self, task: Task, node: Node, result: Any) -> None:
        """Let the node have what a rule found."""
        match task:
            case Task.CALCULATE:
                node.special = None
                self.store(node, self._cast(node, result))
            case Task.RELEVANT | Task.LIST_RELEVANT:
                node.own = result
                self._spread(node)
            case Task.COUNT:
                self._count(node, result)
            case Task.READONLY:
                if result != node.locked:
                    node.locked = result
                    self.touch(node)
            case Task.REQUIRED:
                if result != node.demanded:
                    node.demanded = result
                    self.touch(node)
            case Task.CONSTRAINT:
                self.judge.constrain(node, holds=result)
            case Task.OFFERED:
                self.judge.offer(node, result)

    def _spread(self, node: Node) -> None:
        """Carry a node's relevance into everything inside it."""
        around = node.parent
        relevant = node.own and (around is None or around.relevant)
        if relevant == node.relevant:
            return
        node.relevant = relevant
        self.touch(node)
        if not node.is_list:
            self.wake(node)
        if node.is_row and around is not None:
            self.wake_rows(around.lists[node.name])
        for kid in cast("list[Node]", node.kids):
            self._spread(kid)
        for listed in node.lists.values():
            self._spread(listed)

    def _count(self, listed: Node, number: float) -> None:
        """Let a list have so many rows; while no number is said, it stays as it is."""
        if number != number:  # noqa: PLR0124 - NaN
            return
        wanted = max(0, int(min(number, ROWS_MOST))) if number > 0 else 0
        put_by = self._put_by.setdefault(id(listed), [])
        while len(listed.rows) > wanted:
            row = listed.rows[-1]
            self.take_row(listed, row)
            put_by.append(row)
        while len(listed.rows) < wanted:
            if put_by:
                row = put_by.pop()
                self.gardener.put(listed, row)
                self._welcome(listed, row)
            else:
                self.add_row(listed, self.gardener.next_name(listed))
