"""A process that keeps answers and says each one only after it is kept.

    python -m tests.store.writer PLACE        until it is killed
Lines on standard output: "draft N" and "sealed N", each after the call returned.
"""

import itertools
import os
import sys
from pathlib import Path

from tests.store.builders import a_row, a_visit, birth, opened

ANSWERS_A_VISIT = 4


def draft_of(count):
    return f"answer {count} ".encode() * 200


def write_for_ever(place):
    with opened(place) as store:
        first = len(store.journal.verify()) + len(list(numbers_sealed(store)))
        for count in itertools.count(first * ANSWERS_A_VISIT):
            seed = count // ANSWERS_A_VISIT
            visit = a_visit(seed, draft_of(count), changed_ms=count)
            store.visits.keep(visit, a_row(seed))
            say(f"draft {count}")
            if count % ANSWERS_A_VISIT == ANSWERS_A_VISIT - 1:
                store.journal.seal(birth(seed), visit.visit)
                say(f"sealed {seed}")


def numbers_sealed(store):
    return (
        number for (number,) in store._connection.read("SELECT number FROM changes")
    )


def say(line):
    os.write(1, f"{line}\n".encode())


def acknowledged(lines):
    """Give the last draft and the last sealed number that were said, None if none."""
    last = {"draft": None, "sealed": None}
    for line in lines:
        kind, _, number = line.partition(" ")
        if number.isdecimal():
            last[kind] = int(number)
    return last["draft"], last["sealed"]


def holds(store, draft, sealed):
    """Tell whether everything that was said is really there, in order and whole."""
    numbers = sorted(numbers_sealed(store))
    if numbers != list(range(1, len(numbers) + 1)) or not store.check().sound:
        return False
    if sealed is not None and len(numbers) < sealed + 1:
        return False
    if draft is None or len(numbers) > draft // ANSWERS_A_VISIT:
        return True
    kept = store.visits.get(a_visit(draft // ANSWERS_A_VISIT).visit)
    return kept.draft == draft_of(kept.changed_ms) and kept.changed_ms >= draft


if __name__ == "__main__":
    write_for_ever(Path(sys.argv[1]))
