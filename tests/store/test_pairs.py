"""The pairs found by marks are those that comparing everybody with everybody gives."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from enrolment_app.store.duplicates import SHARED_BY_MAX
from tests.store.builders import a_row, a_store, household_of

MARKS = ("i1", "i2", "p3", "hgl|klm", "hnr|bl")
MARKED = st.lists(
    st.sets(st.sampled_from(MARKS)), min_size=2, max_size=SHARED_BY_MAX + 3
)


def compared(marked):
    """Every two households that share marks which are not everybody's."""
    spread = Counter(mark for marks in marked.values() for mark in marks)
    telling = {mark for mark, count in spread.items() if count <= SHARED_BY_MAX}
    return {
        (
            *sorted((one, other)),
            "\n".join(sorted(marked[one] & marked[other] & telling)),
        )
        for one, other in combinations(marked, 2)
        if marked[one] & marked[other] & telling
    }


def told(pairs):
    return {(pair.one, pair.other, pair.shared) for pair in pairs}


@settings(max_examples=25, deadline=None)
@given(marks=MARKED)
def test_of_all_and_of_each_household(tmp_path_factory, marks):
    marked = {household_of(seed): some for seed, some in enumerate(marks, 1)}
    with a_store(tmp_path_factory.mktemp("pairs") / "store") as store:
        with store._connection.transaction():
            for seed, some in enumerate(marks, 1):
                store._projections.show_open(a_row(seed, marks=tuple(sorted(some))))

        expected = compared(marked)

        assert told(store.duplicates.pairs()) == expected
        for household in marked:
            theirs = {pair for pair in expected if household in pair[:2]}
            assert told(store.duplicates.pairs(household)) == theirs
