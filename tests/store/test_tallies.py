"""What is counted as households are listed is what counting them all would give."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrolment_app.store import Custody, Query
from enrolment_app.store.querying import CUSTODY, counting
from tests.store.builders import a_row, a_store, a_visit, birth, household_of

STATUSES = ("", "unfinished", "submitted", "approved", "returned")
QUERIES = (
    Query(),
    Query(statuses=("submitted",)),
    Query(statuses=("submitted", "approved"), sort="head"),
    Query(custody=Custody.CONFIRMED),
    Query(custody=Custody.ONLY_HERE, statuses=("unfinished",)),
)


def listed(store, households):
    for seed, status in households:
        store._projections.show_open(a_row(seed, status=status))


def kept(store, households):
    for seed, status in households:
        store.visits.keep(a_visit(seed), a_row(seed, status=status))


def sealed(store, households):
    for seed, _ in households:
        if not store.journal.history(household_of(seed)):
            store.journal.seal(birth(seed))


def removed(store, households):
    store._projections._remove([household_of(seed) for seed, _ in households])


def rebuilt(store, households):
    del households
    store.rebuild()


def counted(store, query):
    rows = store._connection.read("SELECT custody, status FROM households")
    return sum(
        (not query.statuses or status in query.statuses)
        and query.custody in (None, CUSTODY[custody])
        for custody, status in rows
    )


HOUSEHOLDS = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(STATUSES)), max_size=4
)
STEPS = st.lists(
    st.tuples(st.sampled_from((listed, kept, sealed, removed, rebuilt)), HOUSEHOLDS),
    max_size=8,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_they_agree_after_everything(tmp_path_factory, steps):
    with a_store(tmp_path_factory.mktemp("tallies") / "store") as store:
        for step, households in steps:
            step(store, households)

            for query in QUERIES:
                assert store.households.page(query).total == counted(store, query)
            custody = store.households.custody_counts()
            assert custody == {
                each: counted(store, Query(custody=each)) for each in CUSTODY
            }


def test_a_count_looks_at_no_household(store):
    listed(store, [(1, "submitted"), (2, "approved")])

    plans = [
        store._connection.read("EXPLAIN QUERY PLAN " + sql, given)
        for sql, given in (counting(query, None) for query in QUERIES)
    ]

    assert all("tallies" in line[-1] for plan in plans for line in plan)
