"""What was ordered to be erased, and what lies packed, in memory."""

import hashlib
from dataclasses import dataclass, replace
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


@dataclass
class MemoryAside:
    state: Any

    def put(self, one):
        there = self.state.aside.get(one.hash, one)
        bringer = one.bringer if one.bringer == one.device else there.bringer
        self.state.aside[one.hash] = replace(
            there, code=one.code, device=one.device, bringer=bringer
        )

    def all(self, code="", devices=()):
        lying = sorted(self.state.aside.values(), key=lambda o: (o.received, o.hash))
        return tuple(
            one
            for one in lying
            if code in ("", one.code) and (not devices or one.device in devices)
        )

    def find(self, named):
        return tuple(one for one in self.state.aside if one.startswith(named))

    def lying(self, bringer):
        lying = self.state.aside.values()
        return sum(len(one.bytes) for one in lying if one.bringer == bringer)

    def rewrite(self, one, data):
        self.let_go([one.hash])
        self.put(replace(one, hash=hashlib.sha256(data).digest(), bytes=data))

    def let_go(self, hashes):
        for digest in hashes:
            self.state.aside.pop(digest, None)


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
