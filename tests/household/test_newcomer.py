"""What is listed of a household's only change is what merging it would have given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrolment_app.household.newcomer import newcomer
from enrolment_app.household.summary import Asked, Roles, summary
from enrolment_app.household.view import view
from sync.change import NOTHING_SEEN, Change, Part
from sync.layout import comment_group
from tests.household.builders import GUL, HOUSEHOLD, JOB, LAYOUT, NONCE, NUR, family

ROLES = Roles(
    {
        "head-name": (Asked("people", "name", "name"),),
        "person-name": (Asked("people", "name", "name"),),
        "village": (Asked("", "place/village", "place/village"),),
        "relation": (Asked("people", "age", "age", "40"),),
        "phone": (Asked("", "roof", "roof"),),
        "cnic": (Asked("people", "age", "age"),),
    },
    "people",
)
GROUPS = ("place/village", "roof", "name", "age", "title", "unknown")
BUILT_IN = {
    "@kind": st.sampled_from(("", "people", "people/work/jobs", "odd")),
    "@parent": st.sampled_from((HOUSEHOLD, NUR, "0" * 16)),
    "@status": st.sampled_from(("", "submitted", "here", "left", "died")),
    "@area": st.just("KP-1"),
}
ATOMS = st.sampled_from(("Gul", "نور", "40", "1730112345671", "03001234567", None))


@st.composite
def only_changes(draw):
    parts = []
    for record in draw(st.permutations((HOUSEHOLD, GUL, NUR, JOB))):
        writes = {g: {g: draw(ATOMS)} for g in GROUPS if draw(st.booleans())}
        for group, values in BUILT_IN.items():
            if draw(st.integers(0, 3)):
                writes[group] = {group: draw(values)}
        if not draw(st.integers(0, 3)):
            group = comment_group(draw(st.sampled_from(("", "roof"))))
            writes[group] = {group: "why?"}
        parts.append(Part(record, NOTHING_SEEN, writes))
    kept = parts[: draw(st.integers(1, len(parts)))]
    return Change(NONCE, tuple(kept), LAYOUT.id, "KP-1", "p", 1, time=9)


@settings(deadline=None)
@given(only_changes())
def test_one_change_says_what_merging_it_says(change):
    merged = view(HOUSEHOLD, (change,), {}, LAYOUT)

    alone = newcomer(HOUSEHOLD, change, LAYOUT)

    if all(part.record != HOUSEHOLD for part in change.parts):
        assert alone is None
        return
    assert merged.contested == ()
    assert list(alone.records) == list(merged.records)
    assert alone.records == {
        record: each._replace(state={}) for record, each in merged.records.items()
    }
    assert {
        record: {g: v for g, v in values.items() if not g.startswith("@comment/")}
        for record, values in alone.shown.items()
    } == merged.shown
    assert summary(alone, ROLES) == summary(merged, ROLES)


@pytest.mark.parametrize("roles", [ROLES, Roles({}, "")])
def test_a_family_is_summarised_alike(roles):
    alone = newcomer(HOUSEHOLD, family(), LAYOUT)

    merged = view(HOUSEHOLD, (family(),), {}, LAYOUT)

    assert summary(alone, roles) == summary(merged, roles)
