from hypothesis import given
from hypothesis import strategies as st

from enrolment_app.household.draft import BornRow, Draft
from enrolment_app.household.written import Written
from sync.change import Context
from sync.values import Special
from tests.household.builders import GUL, HOUSEHOLD, LAYOUT, NONCE, NUR, one

atoms = st.one_of(st.text(max_size=9), st.sampled_from(list(Special)), st.none())
groups = st.dictionaries(
    st.text(max_size=9), st.dictionaries(st.text(max_size=9), atoms)
)


def draft(**given_):
    return Draft(
        **{"nonce": NONCE, "household": HOUSEHOLD, "layout": LAYOUT.id, "area": "KP-1"}
        | {"born": False}
        | given_
    )


@given(groups, st.binary(min_size=16, max_size=16), st.integers(0, 1 << 40))
def test_a_kept_draft_reads_back_as_it_was(writes, name, seen):
    kept = draft(
        contexts={HOUSEHOLD: Context(seen, frozenset([name]), "00ff")},
        rows=(BornRow(GUL, "people", HOUSEHOLD),),
        before={HOUSEHOLD: writes},
        writes={GUL: writes},
        ordinal=3,
        position="people[1]/name",
        opened_ms=7,
    )

    assert Draft.from_bytes(kept.to_bytes()) == kept


def test_a_new_household_says_its_kind_and_area():
    (part,) = draft(born=True).parts("unfinished")

    assert part.writes == {
        "@kind": {"@kind": ""},
        "@area": {"@area": "KP-1"},
        "@status": {"@status": "unfinished"},
    }


def test_a_visit_that_changed_nothing_has_no_parts():
    assert draft(contexts={HOUSEHOLD: Context(2)}).parts() == ()


def test_a_row_added_and_taken_back_was_never_there():
    rows = (BornRow(GUL, "people", HOUSEHOLD), BornRow(NUR, "people/jobs", GUL))
    writes = {GUL: one("@status", "entered-in-error"), NUR: one("title", "x")}

    assert draft(rows=rows, writes=writes).parts() == ()


def test_going_on_after_sealing_has_seen_what_was_sealed():
    first = draft(
        contexts={HOUSEHOLD: Context(2)}, writes={HOUSEHOLD: one("roof", "mud")}
    )

    after = first.continued(b"n" * 16, b"visit-0002")

    assert after.parts() == ()
    assert after.contexts[HOUSEHOLD] == Context(2, frozenset([b"n" * 16]))


def test_a_group_put_back_to_what_it_was_is_no_write():
    written = Written(draft())

    written.write(HOUSEHOLD, "roof", {"roof": "mud"}, {"roof": "tin"})
    assert written.writes == {HOUSEHOLD: one("roof", "mud")}
    written.write(HOUSEHOLD, "roof", {"roof": "tin"}, {"roof": "whatever"})

    assert written.writes == {}


def test_a_cleared_field_is_written_as_cleared():
    written = Written(draft())

    written.write(HOUSEHOLD, "roof", {"roof": None}, {"roof": "tin"})

    assert written.writes == {HOUSEHOLD: {"roof": {"roof": None}}}
