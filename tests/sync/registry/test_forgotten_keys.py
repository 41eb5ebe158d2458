"""A registry restored from before a laptop took another key: nobody is locked out."""

import pytest

from sync.registry import epochs
from sync.registry.letters import answer_letters
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import a_key, a_record, an_office
from tests.sync.registry.test_letters import asked, author_of, opened
from tests.sync.registry.test_restores import backed_up, restored

HOUSE = a_record(1)
KEYS = [a_key(f"asha's {n}") for n in (2, 3)]


@pytest.fixture
def forgetful(tmp_path):
    """A registry that knows asha's first key only, asha under her third, and bilal."""
    office = an_office(tmp_path / "registry")
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    exchange(office, asha)
    backup = backed_up(office, tmp_path)
    office = restored(office, tmp_path, backup)
    for key in KEYS:
        asha.next_key = key
        exchange(office, asha)
        exchange(office, asha)
    assert asha.key is KEYS[-1]
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    exchange(office, bilal)
    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)
    yield office, asha, bilal
    office.storage.close()


def key_of(office, laptop):
    with office.storage.reading() as books:
        return books.devices.get(laptop.device).key


def test_others_tell_of_the_keys_and_what_they_relay_is_verified(forgetful):
    office, asha, bilal = forgetful

    exchange(office, bilal)

    assert key_of(office, asha) == KEYS[-1].public
    carol = a_laptop(office, "carol")
    exchange(office, carol)
    assert carol.state(HOUSE)["q/text"].value == {"q/text": "mud"}


def test_its_own_laptop_tells_of_them_and_goes_on(forgetful):
    office, asha, bilal = forgetful

    exchange(office, asha)
    asha.write(HOUSE, "q/text", "brick")
    exchange(office, asha)
    exchange(office, bilal)

    assert asha.waiting() == 0
    assert bilal.state(HOUSE)["q/text"].value == {"q/text": "brick"}
    assert len(bilal.untold_keys()) == 0


def test_a_letter_under_the_new_key_is_taken(forgetful):
    office, asha, _ = forgetful
    asha.write(HOUSE, "q/text", "brick")
    author = author_of(office, asha)

    answered = [
        opened(office, author, one)
        for one in answer_letters(office, asked(author, asha))
    ]

    assert [one.refused for one in answered] == [""]
    assert key_of(office, asha) == KEYS[-1].public


def test_a_key_that_no_rotation_leads_to_is_refused(forgetful):
    office, asha, _ = forgetful
    asha.rotations.popitem()
    author = author_of(office, asha)

    (answered,) = answer_letters(office, asked(author, asha))

    assert opened(office, author, answered).refused == "sync.device_unknown"
