"""Small invented questionnaires for tests about visits."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from enrolment_app.household.layout import layout_of
from enrolment_app.household.opening import begin, reopen, resume
from enrolment_app.household.view import view
from enrolment_app.household.visit import Setting
from enrolment_app.questionnaire import convert
from sync.change import Change, Context, Why

BEES = Path(__file__).parents[1] / "stories" / "beekeeping.md"
NESTED = Path(__file__).parent / "nested.md"
NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
NONCE = b"visit-0001"
LATER = b"visit-0002"
ANSWERS = {
    "keeper": "Zarghuna",
    "shed": {"wall": "wood", "floors": 2},
    "hives": [
        {"nickname": "Amber", "frames": 10, "queen": "yes"},
        {"nickname": "Bramble", "queen": "no", "why_not": "swarmed"},
    ],
    "flowers": ["clover", "thyme"],
}


@lru_cache
def setting(file=BEES):
    converted = convert(file)
    assert converted.questionnaire is not None, converted.problems
    return Setting(converted.questionnaire, layout_of(converted.questionnaire), NOW)


def new(file=BEES):
    return begin(setting(file), nonce=NONCE, area="KP-1")


def sealed(visit, *, status=None, device=1, time=1):
    """The change that a visit comes to."""
    layout = visit.setting.layout.id
    return Change(
        visit.nonce,
        visit.parts(status),
        layout,
        "KP-1",
        "p",
        device,
        Why.CAPTURED,
        time,
    )


def seen(household, *changes, file=BEES):
    return view(household, changes, {}, setting(file).layout)


def again(household, *changes, nonce=LATER, file=BEES):
    """Open a household again, having seen these changes."""
    names = frozenset(change.name for change in changes)
    return reopen(
        setting(file),
        seen(household, *changes, file=file),
        lambda _record, _area: Context(0, names),
        nonce=nonce,
    )


def kept_and_resumed(visit):
    """The visit as it comes back from the disk."""
    draft = type(visit.draft()).from_bytes(visit.draft().to_bytes())
    return resume(visit.setting, visit.view, draft)
