"""A family asks to be erased; the office decides, and it is done everywhere."""

import shutil

import pytest

ANSWERS = {"keeper": "Zarghuna", "valley": "Demo Kalam", "ring": "03000000012"}


@pytest.fixture
def shared(two_laptops):
    """Two households that both laptops hold."""
    asha, bilal = two_laptops
    homes = [asha.new(ANSWERS), asha.new({**ANSWERS, "keeper": "Palwasha"})]
    for home in homes:
        asha.finish(home)
    asha.sync()
    bilal.sync()
    return asha, bilal, *homes


def test_the_office_erases_a_household_and_both_laptops_say_so(shared, registry):
    asha, bilal, home, other = shared
    (person,) = registry.listed("person", "add", "Samina", "--role", "supervisor")
    order = (home, "--by", person["person"], "--why", "file 12")

    (plan,) = registry.listed("erase", *order, "--dry-run")
    (done,) = registry.listed("erase", *order)

    assert (plan["records"], plan["order"]) == (done["records"], "")
    assert (done["changes"], done["kept"]) == (1, [])
    for laptop in (asha, bilal):
        laptop.sync()
        assert "order" in laptop.refused(1, "household", "show", home)
        assert laptop.answers(other)["keeper"] == "Palwasha"
        assert laptop.must("household", "search", "Zarghuna") == []
        (told,) = laptop.must("household", "erased")
        assert home in told["records"]
        assert (told["by"], told["why"]) == (person["person"], "file 12")
        laptop.must("store", "check")
    (listed,) = registry.listed("erasures")
    assert listed["order"] == done["order"]


def test_who_decided_must_be_known_and_nobody_is_erased_by_mistake(shared, registry):
    _, _, home, _ = shared
    (person,) = registry.listed("person", "add", "Samina")
    said = ("--why", "file 12")

    for words in (
        (home, "--by", "nobody", *said),
        ("0000000000000000", "--by", person["person"], *said),
        ("no id", "--by", person["person"], *said),
    ):
        assert registry.run("erase", *words).returncode == 1

    assert registry.listed("erasures") == []


def test_a_backup_that_is_put_back_does_not_bring_it_back(shared, registry, tmp_path):
    asha, _, home, _ = shared
    (person,) = registry.listed("person", "add", "Samina")
    registry.must("backup", tmp_path / "backup")
    registry.must("erase", home, "--by", person["person"], "--why", "file 12")
    registry.stop()
    kept = shutil.copy(registry.data / "erasures", tmp_path / "kept")
    shutil.rmtree(registry.data)

    (back,) = registry.listed("restore", tmp_path / "backup", "--erasures", kept)

    assert back["erased"] == 1
    registry.start()
    asha.sync()
    assert "order" in asha.refused(1, "household", "show", home)
    assert len(registry.listed("erasures")) == 1
