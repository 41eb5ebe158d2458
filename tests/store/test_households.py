"""Lists and search: which households, in which order, found by what is typed."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrolment_app.household.folding import fold, joined, words
from enrolment_app.store import Custody, Query, Sort, querying
from enrolment_app.store.querying import listing
from enrolment_app.store.search import index_text, match_text
from tests.store.builders import a_row, a_store, a_visit, birth, household_of

TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("كکگل ۱۲۳-+\"*():^'")),
    max_size=12,
)


def showing(store, rows):
    """Let lists show these rows, without anything behind them."""
    with store._connection.transaction():
        for row in rows:
            store._projections.show_open(row)


def found(store, text, **more):
    page = store.households.page(Query(text=text, **more))
    assert page.total >= len(page.rows)
    return [row.head for row in page.rows]


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    with a_store(tmp_path_factory.mktemp("v") / "store") as store:
        showing(
            store,
            [
                a_row(
                    1,
                    "Gul Zaman Khan",
                    words=(
                        "Gul Zaman Khan",
                        "گل زمان خان",
                        "17301-4528906-7",
                        "KP-0142",
                    ),
                    number="KP-0142",
                    village="Shahi Bala",
                    status="submitted",
                    changed_ms=10,
                ),
                a_row(
                    2,
                    "كريم بخش",
                    words=("كريم بخش", "0300-1234567", "Hayatabad Phase 3"),
                    number="KP-0077",
                    village="hayatabad",
                    status="unfinished",
                    changed_ms=30,
                    contested=2,
                ),
                a_row(
                    3,
                    "Kareem Ullah",
                    words=("Kareem Ullah", "1730145000001"),
                    number="KP-0500",
                    village="Hayatabad",
                    status="submitted",
                    changed_ms=20,
                ),
                a_row(4, "Akram", words=("Akram", "ګل بي بي"), changed_ms=5),
            ],
        )
        yield store


@pytest.mark.parametrize(
    ("typed", "heads"),
    [
        ("gul", {"Gul Zaman Khan", "Akram"}),
        ("GUL ZAM", {"Gul Zaman Khan"}),
        ("zaman gul", {"Gul Zaman Khan"}),
        ("گل", {"Gul Zaman Khan", "Akram"}),
        ("کریم", {"كريم بخش", "Kareem Ullah"}),
        ("كريم", {"كريم بخش", "Kareem Ullah"}),
        ("Karim", {"كريم بخش", "Kareem Ullah"}),
        ("bakhsh", {"كريم بخش"}),
        ("17301", {"Gul Zaman Khan", "Kareem Ullah"}),
        ("۱۷۳۰۱", {"Gul Zaman Khan", "Kareem Ullah"}),
        ("17301-45289", {"Gul Zaman Khan"}),
        ("17301 4528906 7", {"Gul Zaman Khan"}),
        ("1730145289067", {"Gul Zaman Khan"}),
        ("4528906", {"Gul Zaman Khan"}),
        ("0300 123", {"كريم بخش"}),
        ("+92 300 1234567", {"كريم بخش"}),
        ("3001234567", {"كريم بخش"}),
        ("kp-0142", {"Gul Zaman Khan"}),
        ("142", {"Gul Zaman Khan"}),
        ("hayat", {"كريم بخش"}),
        ("nobody", set()),
        ('"', set()),
        ("gul AND (", set()),
    ],
)
def test_typing_finds(village, typed, heads):
    assert set(found(village, typed)) == heads


def test_what_is_typed_narrows_and_every_filter_too(village):
    assert found(village, "17301", statuses=("submitted",), village="HAYATABAD") == [
        "Kareem Ullah"
    ]
    assert found(village, "", contested=True) == ["كريم بخش"]
    assert found(village, "", statuses=("unfinished", "returned")) == ["كريم بخش"]
    assert found(village, "", custody=Custody.CONFIRMED, statuses=("x",)) == []
    assert len(found(village, "", open=True)) == 4


@pytest.mark.parametrize(
    ("sort", "heads"),
    [
        (Sort.NEWEST, ["كريم بخش", "Kareem Ullah", "Gul Zaman Khan", "Akram"]),
        (Sort.OLDEST, ["Akram", "Gul Zaman Khan", "Kareem Ullah", "كريم بخش"]),
        (Sort.HEAD, ["Akram", "Gul Zaman Khan", "Kareem Ullah", "كريم بخش"]),
        (Sort.NUMBER, ["Akram", "كريم بخش", "Gul Zaman Khan", "Kareem Ullah"]),
    ],
)
def test_lists_have_orders(village, sort, heads):
    assert found(village, "", sort=sort) == heads


def test_villages_are_offered_once_however_they_are_written(village):
    assert [fold(name) for name in village.households.villages()] == [
        "hayatabad",
        "shahi bala",
    ]


@pytest.mark.parametrize("many_hits", [0, 1000])
@pytest.mark.parametrize("text", ["", "gul"])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_neither_repeat_nor_skip_a_household(
    store, sort, text, many_hits, monkeypatch
):
    monkeypatch.setattr("enrolment_app.store.querying.MANY_HITS", many_hits)
    dice = random.Random(1)
    showing(
        store,
        [
            a_row(
                seed,
                dice.choice(["Gul", "Gul", "Nur Gul"]),
                village=dice.choice("ab"),
                number=dice.choice("12"),
                changed_ms=dice.randrange(3),
            )
            for seed in range(57)
        ],
    )
    query = {"text": text, "sort": sort, "limit": 10}

    pages = [
        store.households.page(Query(**query, offset=at)) for at in range(0, 70, 10)
    ]

    ids = [row.household for page in pages for row in page.rows]
    assert len(ids) == len(set(ids)) == 57
    assert {page.total for page in pages} == {57}
    assert list(store.households.ids(Query(**query))) == ids


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, name=TEXTS)
def test_whatever_is_typed_searching_answers_and_finds_the_beginnings(
    village, text, name
):
    with village._connection.transaction():
        showing(village, [a_row(9, name, words=(name,))])
    house = household_of(9)

    village.households.page(Query(text=text))

    for word in words(name):
        page = village.households.page(Query(text=word[: max(1, len(word) - 1)]))
        assert house in {row.household for row in page.rows}, word


def test_a_household_is_found_by_what_it_says_now_and_no_longer_by_the_old(store):
    store.visits.keep(a_visit(1), a_row(1, "Gul"))
    store.visits.keep(a_visit(1), a_row(1, "Nur"))

    assert found(store, "gul") == []
    assert found(store, "nur") == ["Nur"]


def test_the_time_of_an_answer_alone_rewrites_no_list(store):
    store.visits.keep(a_visit(1, b"a", 5), a_row(1, changed_ms=5))
    before = store._connection.raw.total_changes

    store.visits.keep(a_visit(1, b"b", 6), a_row(1, changed_ms=6))

    visit_and_its_spare = 2
    assert store._connection.raw.total_changes - before == visit_and_its_spare
    assert store.visits.get(a_visit(1).visit).draft == b"b"


def test_a_list_reads_an_index_and_never_the_wide_rows(store):
    store.journal.seal(birth(1))
    for sort in (Sort.NEWEST, Sort.OLDEST, Sort.HEAD):
        sql, given = listing(Query(sort=sort), None, 1)
        plan = store._connection.read(f"EXPLAIN QUERY PLAN {sql}", given)
        assert "COVERING INDEX" in plan[0][-1], plan
        assert len(plan) == 1, "no sorting"


def test_a_filter_that_finds_many_reads_the_list_in_its_order(store):
    sql, given = listing(Query(statuses=("submitted",)), None, 50_000)

    plan = store._connection.read(f"EXPLAIN QUERY PLAN {sql}", given)

    assert "COVERING INDEX by_time" in plan[0][-1], plan
    assert len(plan) == 1, "no sorting"


def test_of_too_many_found_the_latest_are_listed_and_said_to_be_at_least_so_many(
    store, monkeypatch
):
    showing(store, [a_row(seed, "Gul", status="ab"[seed % 2]) for seed in range(9)])
    for name, most in (("MANY_HITS", 2), ("HITS_MAX", 5)):
        monkeypatch.setattr(f"enrolment_app.store.querying.{name}", most)
    monkeypatch.setattr("enrolment_app.store.households.HITS_MAX", 5)
    latest = querying.LATEST.replace("10000", "5")
    monkeypatch.setattr("enrolment_app.store.querying.LATEST", latest)

    page = store.households.page(Query(text="gul"))

    assert (page.total, page.at_least) == (5, True)
    assert {row.household for row in page.rows} == {
        household_of(s) for s in range(4, 9)
    }
    assert len(list(store.households.ids(Query(text="gul")))) == 9
    narrowed = store.households.page(Query(text="gul", statuses=("a",)))
    assert (narrowed.total, narrowed.at_least) == (5, False)


def test_nothing_is_asked_of_the_index_where_nothing_was_typed():
    assert match_text("") == match_text(" - ") == ""
    assert index_text(["Gul", "GUL", "gul"]).split() == index_text(["gul"]).split()


@given(TEXTS)
def test_the_index_holds_every_word_as_written_and_with_digits_put_together(text):
    indexed = set(index_text([text]).split())

    assert {*words(text), *words(joined(text))} <= indexed
