"""A laptop goes on under another key; the registry and the others follow."""

import shutil

from enrolment_app.actions.reading import project
from enrolment_app.start import machine
from enrolment_app.store import Store
from sync.registry.founding import open_office
from sync.registry.rotations import rotate
from tests.stories.people import PASSPHRASE

ANSWERS = {"keeper": "Zarghuna", "valley": "Demo Kalam", "ring": "03000000012"}


def test_work_goes_on_under_another_key(two_laptops):
    asha, bilal = two_laptops
    home = asha.new(ANSWERS)
    asha.finish(home)
    asha.must("device", "new-key")
    for _ in range(3):
        asha.sync()

    asha.write(home, "keeper=Palwasha")
    asha.sync()
    bilal.sync()

    assert bilal.answers(home)["keeper"] == "Palwasha"
    for laptop in (asha, bilal):
        laptop.must("store", "check")


def test_a_lost_word_of_it_is_found_out(two_laptops, registry):
    """The registry took the new key, and its answer never came."""
    asha, bilal = two_laptops
    asha.must("device", "new-key")

    mine = machine()
    given = {"project": project, "clock": mine.clock, "random": mine.random}
    with Store.open(asha.store, PASSPHRASE, **given) as store:
        rotation = store.device.rotation()
    office = open_office(registry.data, "", lambda: 1, mine.random)
    assert rotate(office, rotation)
    office.storage.close()

    home = asha.new(ANSWERS)
    asha.finish(home)
    asha.sync()
    bilal.sync()

    assert bilal.answers(home)["keeper"] == "Zarghuna"


def test_a_registry_put_back_from_before_it_learns_the_key(
    two_laptops, registry, tmp_path
):
    asha, bilal = two_laptops
    home = asha.new(ANSWERS)
    asha.finish(home)
    registry.must("backup", tmp_path / "backup")
    asha.must("device", "new-key")
    for _ in range(3):
        asha.sync()
    registry.stop()
    shutil.rmtree(registry.data)
    registry.must("restore", tmp_path / "backup")
    registry.start()

    asha.sync()
    asha.write(home, "keeper=Palwasha")
    asha.sync()
    bilal.sync()

    assert bilal.answers(home)["keeper"] == "Palwasha"
    (status,) = asha.must("sync", "status")
    assert status["confirmed"] == 1
