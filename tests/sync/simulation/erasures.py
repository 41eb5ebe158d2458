"""What was ordered to be erased, and what lies packed, in memory."""

from dataclasses import dataclass
from typing import Any


@dataclass
class MemoryErasures:
    state: Any

    def add(self, order, content, records, now):
        self.state.erasures.setdefault(order, (now, content))
        for record in records:
            self.state.erased.setdefault(record, order)

    def known(self, order):
        return order in self.state.erasures

    def all(self):
        orders = sorted((now, key, c) for key, (now, c) in self.state.erasures.items())
        return tuple(content for _, _, content in orders)

    def any(self):
        return bool(self.state.erased)

    def among(self, records):
        return {record for record in records if record in self.state.erased}

    def places(self, records):
        return {
            (area, change.counter)
            for (area, _), change in self.state.delivered.items()
            if not set(records).isdisjoint(change.records)
        }

    def undelivered(self):
        return {(area, counter) for area, counter, _ in self.state.held}

    def aside(self):
        return tuple((key, row[2]) for key, row in sorted(self.state.aside.items()))

    def rewrite_aside(self, digest, data):
        device, code, _, now = self.state.aside[digest]
        self.state.aside[digest] = (device, code, data, now)


@dataclass
class MemoryRuns:
    state: Any

    def end(self, area):
        of_area = [run.last for (of, _), run in self.state.runs.items() if of == area]
        return max(of_area, default=0)

    def after(self, area, counter):
        behind = [key for key in self.state.runs if key[0] == area and key[1] > counter]
        return self.state.runs[min(behind)] if behind else None

    def add(self, area, run):
        self.state.runs.setdefault((area, run.first), run)

    def drop(self, area, counter):
        for (of, first), run in list(self.state.runs.items()):
            if of == area and first <= counter <= run.last:
                del self.state.runs[of, first]


class Nothing:
    """Books that no history writes to."""

    def forget(self, _):
        return 0
