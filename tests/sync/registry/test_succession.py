"""The registry takes another key: laptops follow, and nobody believes the old one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

from sync.erasure import decode_order
from sync.errors import BadSignature, FormerKey, KeyMissing
from sync.registry.acceptance import accept
from sync.registry.conversation import answer
from sync.registry.erasure import erase, heed
from sync.registry.keyring import KEY_FILE, OWN, Keyring, parsed
from sync.registry.provisioning import Order as Wanted
from sync.registry.provisioning import make_laptop
from sync.registry.succession import ACCEPTED, take_another_key
from sync.session.provisioned import read_provisioning, registry_id
from sync.session.unhurried import hear, questions
from sync.succession import Succession, encode_succession, followed
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, NOW_MS, a_key, a_record, an_office
from tests.sync.registry.stopping import again, ordered, stop_at

HOUSE = a_record(1)
STRANGER = a_key("a stranger")


def heard(office, laptop, question):
    """Ask, and give how the answer is heard, whenever that is."""
    said = answer(office, laptop.device, question)
    return lambda: hear(laptop, question, said, office.ring.founding)


def test_laptops_follow_over_as_many_keys_as_there_were(office, asha, bilal):
    first = office.key.public
    asha.write(HOUSE, "q/text", "before")
    exchange(office, asha)
    for _ in range(3):
        take_another_key(office)
    asha.write(HOUSE, "q/text", "after")

    for laptop in (asha, bilal, a_laptop(office, "carol")):
        exchange(office, laptop)
        known = followed(first, laptop.successions())
        assert (known.newest, known.number) == (office.key.public, 4)
        assert laptop.state(HOUSE)["q/text"].value == {"q/text": "after"}
    assert office.id == registry_id(first)


def test_what_needs_no_word_of_keys_gets_none(office, asha):
    take_another_key(office)
    exchange(office, asha)
    (question,) = questions(asha)

    size = len(answer(office, asha.device, question))
    take_another_key(office)

    assert len(answer(office, asha.device, question)) > size + 200


def test_an_answer_under_a_former_key_is_not_believed(office, asha):
    (question,) = questions(asha)
    late = heard(office, asha, question)
    take_another_key(office)
    exchange(office, asha)

    with pytest.raises(FormerKey):
        late()


def test_it_is_kept_before_anything_under_it_is_believed(office, asha):
    take_another_key(office)
    asha.crash_at_keep = True

    with suppress(Exception):
        exchange(office, asha)

    assert followed(office.ring.founding, asha.successions()).number == 2
    assert not asha.log


@pytest.mark.parametrize("number", [2, 3])
def test_nobody_else_can_name_a_successor(office, asha, number):
    take_another_key(office)
    exchange(office, asha)
    (question,) = questions(asha)
    said = Succession(number, office.ring.founding, STRANGER.public, NOW_MS)
    thief = a_key("asha") if number == 2 else STRANGER
    forged = encode_succession(said, thief.sign, STRANGER.sign)
    ring = replace(office.ring, seed=STRANGER.seed, successions=(forged,))

    with pytest.raises(BadSignature):
        heard(replace(office, keys=Held(ring)), asha, question)()


class Held(Keyring):
    """Whoever holds this says that it counts, whatever the database says."""

    def at(self, number):
        del number
        return self.ring


def test_who_has_the_old_key_takes_nobody_along_who_heard(office, asha):
    old = office.key
    take_another_key(office)
    exchange(office, asha)
    (question,) = questions(replace_cursor(asha))
    said = Succession(2, old.public, STRANGER.public, NOW_MS)
    stolen = encode_succession(said, old.sign, STRANGER.sign)
    ring = replace(office.ring, seed=STRANGER.seed, successions=(stolen,))

    with pytest.raises(BadSignature):
        heard(replace(office, keys=Held(ring)), asha, question)()


def replace_cursor(laptop):
    """Let a laptop ask as if it had heard nothing yet."""
    laptop.rewind("", 0)
    return laptop


def test_another_process_takes_it_up_without_a_restart(tmp_path, office, database):
    other = again(office, tmp_path / "registry", database)
    laptop = a_laptop(office, "asha")
    exchange(other, laptop)

    take_another_key(office)
    exchange(other, laptop)

    assert other.key.public == office.key.public != office.ring.founding
    other.storage.close()


def test_a_process_without_the_new_key_signs_nothing(tmp_path, office, database):
    other = again(office, tmp_path / "registry", database)
    other.keys._file = None  # another computer
    laptop = a_laptop(office, "asha")
    take_another_key(office)

    with pytest.raises(KeyMissing):
        exchange(other, laptop)
    other.storage.close()


def test_two_who_take_a_key_at_once_take_one_after_the_other(
    tmp_path, office, database
):
    data = tmp_path / "registry"
    others = [again(office, data, database, seed) for seed in (b"one", b"two")]
    with ThreadPoolExecutor() as pool:
        taken = list(pool.map(take_another_key, (office, *others)))

    assert sorted(said.number for said in taken) == [2, 3, 4]
    assert len({one.now().key.public for one in (office, *others)}) == 1
    exchange(office, laptop := a_laptop(office, "asha"))
    assert followed(office.ring.founding, laptop.successions()).number == 4
    for other in others:
        other.storage.close()


@pytest.mark.parametrize("place", ["prepare", "settle"])
def test_stopped_in_between_it_is_done_or_not_done(tmp_path, monkeypatch, place):
    office, data = an_office(tmp_path / "registry"), tmp_path / "registry"
    laptop = a_laptop(office, "asha")
    exchange(office, laptop)

    stop_at(monkeypatch, office, place)

    office = again(office, data)
    done = place == "settle"
    assert office.ring.number == 1 + done
    exchange(office, laptop)
    take_another_key(office)
    exchange(office, laptop)
    assert followed(office.ring.founding, laptop.successions()).number == 2 + done
    assert parsed((data / KEY_FILE).read_text())[1] is None


def test_the_old_secret_is_gone_and_what_it_opened_stays(tmp_path):
    office, seeds = an_office(tmp_path / "registry"), []
    a_laptop(office, "asha")
    opens = [office.ring.identity(AREA)]
    for _ in range(3):
        seeds.append(office.ring.seed.hex())
        take_another_key(office)
        opens.append(office.ring.identity(AREA))

    kept = (tmp_path / "registry" / KEY_FILE).read_text()
    assert not any(seed in kept for seed in seeds)
    assert list(office.ring.identities(AREA)) == opens[: -ACCEPTED - 2 : -1]
    assert len(office.ring.identities(OWN)) == 4


def test_a_file_leads_to_the_key_that_signed_it(office):
    first = office.key.public
    take_another_key(office)

    given = read_provisioning(make_laptop(office, Wanted("carol", [AREA])).file)

    keys = followed(given.registry_key, given.successions)
    assert (keys.newest, given.registry_key) == (office.key.public, first)
    assert given.registry == office.id


def test_an_order_of_before_counts_and_one_of_a_thief_does_not(tmp_path, office, asha):
    asha.write(HOUSE, "q/text", "secret")
    exchange(office, asha)
    old, given = office.key, erase(office, HOUSE, "household", "p-1", "file").orders[0]
    take_another_key(office)

    assert heed(office, given) is False
    with pytest.raises(BadSignature):
        heed(office, ordered(old, HOUSE))
    (refused,) = accept(office, [ordered(old, HOUSE)], asha.device).refused
    assert refused.code == BadSignature.code
    assert decode_order(given).records == (HOUSE,)
