"""An order to erase is heard from a bundle as it is over a line."""

from enrolment_app.store.opening import DATABASE
from sync.registry.erasure import erase
from tests.actions.sticks import sealed, to_and_fro
from tests.store.builders import household_of

HOUSE = household_of(1)


def test_an_order_to_erase_can_be_heard_by_hand(office, asha, tmp_path):
    sealed(asha, 1)
    to_and_fro(office, asha, tmp_path)
    erase(office, HOUSE, "household", "p-1", "file 12")

    to_and_fro(office, asha, tmp_path)

    assert asha.store.erasing.all()
    (change,) = asha.store.journal.material(HOUSE).changes
    assert not any(part.writes for part in change.parts)
    # Nothing of what was overwritten lies on in the log of the database.
    assert not (asha.store.place / (DATABASE + "-wal")).stat().st_size
