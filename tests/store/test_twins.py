"""A copied laptop that hears of its twin's work, then goes on under another number."""

import shutil

from enrolment_app.store import Custody
from sync.registry.conversation import answer
from sync.session.unhurried import hear, questions
from tests.store.builders import household_of, opened
from tests.store.laptops import HOUSE, an_enrolled, edited, enrol, sealed, talk


def test_what_the_log_brought_of_a_twin_is_not_handed_over_anew(
    office, tmp_path, bilal
):
    with an_enrolled(tmp_path / "first", office, "first") as first:
        sealed(first, 1)
        sealed(first, 3)
    shutil.copytree(tmp_path / "first", tmp_path / "copy")
    with opened(tmp_path / "first") as first:
        talk(office, first)

    with opened(tmp_path / "copy") as copy:
        by_letter(office, copy, bilal)
        edited(copy, HOUSE, "Nur Bibi", visit=50, time=2)
        sealed(copy, 2)
        enrol(copy, office, "copy")

        assert copy.exchange.waiting() == 2
        assert copy.households.custody_counts()[Custody.ONLY_HERE] == 2
        assert talk(office, copy).sent == 2
        assert copy.exchange.waiting() == 0
        assert copy.check().sound
        assert copy.households.custody_counts()[Custody.CONFIRMED] == 3
        talk(office, bilal)
        for household in (HOUSE, household_of(2), household_of(3)):
            ours, theirs = (
                store.journal.material(household) for store in (copy, bilal)
            )
            assert ours.order == theirs.order
            assert len(ours.changes) == len(theirs.changes)
        assert bilal.households.row(HOUSE).head == "Nur Bibi"


def by_letter(office, store, asker):
    """Let a store hear what another asked for: a copy has no number to ask with."""
    for question in questions(asker.exchange):
        said = answer(office, asker.device.number, question)
        with store.exchange.together():
            hear(store.exchange, question, said, office.key.public)
