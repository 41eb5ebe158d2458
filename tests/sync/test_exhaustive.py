"""Every small case: all causal histories of up to four changes by three writers."""

import itertools

import pytest

from sync.change import Change, Context, Part
from sync.merge import record_state
from tests.sync.builders import AREA, HOUSEHOLD, nonce, one

LAYOUT = "00" * 32
WRITERS = 3


def histories(count):
    """Yield, for each change, the set of earlier ones that its writer had seen.

    What a writer saw comes with all that was seen by those who wrote it, and with
    the writer's own earlier work.
    """
    for writers in itertools.product(range(WRITERS), repeat=count):
        if any(w > max(writers[:n], default=-1) + 1 for n, w in enumerate(writers)):
            continue  # the same history with other names for the writers
        choices = [
            [
                frozenset(c)
                for size in range(n + 1)
                for c in itertools.combinations(range(n), size)
            ]
            for n in range(count)
        ]
        for saw in itertools.product(*choices):
            own = all(
                {m for m in range(n) if writers[m] == writers[n]} <= saw[n]
                for n in range(count)
            )
            closed = all(saw[m] <= saw[n] for n in range(count) for m in saw[n])
            if own and closed:
                yield saw


def prefix_lengths(order, saw):
    """Every W that an honest writer may have counted under this registry order."""
    most = 0
    while most < len(order) and order[most] in saw:
        most += 1
    return {0, most, most // 2}


def written(saw, counts, order):
    changes = []
    for n, seen in enumerate(saw):
        beyond = seen - set(order[: counts[n]])
        context = Context(counts[n], frozenset(changes[m].name for m in beyond))
        part = Part(HOUSEHOLD, context, one("roof", str(n)))
        changes.append(Change(nonce(n), (part,), LAYOUT, AREA, "asha", 1))
    return changes


@pytest.mark.parametrize(("count", "least"), [(1, 1), (2, 4), (3, 50), (4, 1500)])
def test_the_heads_are_those_that_nobody_who_saw_them_replaced(count, least):
    cases = 0
    for saw in set(histories(count)):
        for order in itertools.permutations(range(count)):
            options = [prefix_lengths(order, seen) for seen in saw]
            for counts in itertools.product(*options):
                changes = written(saw, counts, order)
                names = [changes[n].name for n in order]
                # A reader may have any of them: the rest is on its way or held.
                for known in subsets(count):
                    state = record_state(
                        HOUSEHOLD, [changes[n] for n in known], names, {}
                    )["roof"]
                    true = {n for n in known if not any(n in saw[m] for m in known)}
                    got = {int(head.value["roof"]) for head in state.heads}
                    assert got == true, (saw, order, counts, known)
                cases += 1

    assert cases >= least


def subsets(count):
    sizes = range(1, count + 1)
    return [c for size in sizes for c in itertools.combinations(range(count), size)]
