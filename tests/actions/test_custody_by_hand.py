"""Who holds what, as a supervisor's lists say it while a stick is on its way."""

from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.store import Custody
from tests.actions.sticks import (
    edited,
    replied,
    sealed,
    to_and_fro,
    written,
)
from tests.store.builders import household_of

HOUSE = household_of(1)


def custody(work):
    return work.store.households.row(HOUSE).custody


def test_what_came_by_hand_is_handed_over_until_the_registry_has_it(
    office, asha, nazia, tmp_path
):
    sealed(asha, 1)

    read_bundle(nazia, written(asha, tmp_path))

    assert custody(nazia) is Custody.HANDED_OVER
    up = written(nazia, tmp_path)
    assert custody(nazia) is Custody.HANDED_OVER
    read_bundle(nazia, replied(office, up, tmp_path))
    to_and_fro(office, nazia, tmp_path)
    assert custody(nazia) is Custody.CONFIRMED


def test_her_own_unsent_work_on_a_household_by_hand_is_only_here(asha, nazia, tmp_path):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))

    edited(nazia, HOUSE, "Zarmina", 77)

    assert custody(nazia) is Custody.ONLY_HERE
