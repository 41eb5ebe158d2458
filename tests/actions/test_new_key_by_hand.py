"""What a laptop writes goes by its supervisor whatever key it has, and she has heard of.

Its letters bring along how it came to its key, signed with the one that she knows.
"""

import dataclasses
import shutil

import pytest

from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.actions.lettering import author_of
from enrolment_app.actions.read_bundle import read_bundle
from sync.bundle import BundleAltered
from sync.bundle import write_bundle as put
from sync.registry import founding
from sync.registry.epochs import begin_epoch
from sync.rotation import Rotation, encode_rotation
from sync.session.attached import State
from sync.session.messages import decode_request, encode_request
from sync.session.unhurried import questions
from tests.actions.sticks import REGISTRY, replied, sealed, stick, to_and_fro, written
from tests.store.builders import chance, household_of
from tests.store.pictures import a_picture
from tests.sync.registry.offices import AREA, NOW_MS, a_key
from tests.sync.registry.photos import states

HOUSE = household_of(1)


def with_another_key(office, work, home):
    old = work.store.device.public_key
    work.store.device.want_new_key()
    for _ in range(3):
        to_and_fro(office, work, home)
    assert work.store.device.public_key != old


def test_who_has_not_heard_of_another_key_carries_what_it_signed(
    office, asha, nazia, tmp_path
):
    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
    before = written(asha, tmp_path)
    read_bundle(nazia, before)
    with_another_key(office, asha, tmp_path)
    photo = keep_attachment(asha, [a_picture(1)], "jpg")
    sealed(asha, 1, answers={"q/file": photo})

    assert read_bundle(nazia, written(asha, tmp_path)).new == 1

    replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)
    with office.storage.reading() as books:
        assert books.changes.order(AREA, HOUSE)
    assert set(states(office).values()) == {State.STORED}


def test_what_a_former_key_signed_is_carried_after_a_restore(
    office, asha, nazia, tmp_path
):
    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
    shutil.copytree(tmp_path / "registry", tmp_path / "backup")
    sealed(asha, 1)
    to_and_fro(office, asha, tmp_path)
    with_another_key(office, asha, tmp_path)
    to_and_fro(office, nazia, tmp_path)
    place = tmp_path / "backup"
    restored = founding.open_office(place, "", lambda: NOW_MS, chance(b"restored"))
    begin_epoch(restored)
    to_and_fro(restored, asha, tmp_path)
    assert asha.store.exchange.waiting() == 1

    assert read_bundle(nazia, written(asha, tmp_path)).carried

    reply = replied(restored, written(nazia, tmp_path), tmp_path)
    read_bundle(nazia, reply)
    read_bundle(asha, reply)
    assert asha.store.exchange.waiting() == 0
    restored.storage.close()


def test_nobody_takes_a_number_with_a_key_that_no_known_one_led_to(
    office, asha, nazia, tmp_path
):
    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
    sealed(asha, 1)
    thief, device = a_key("a thief"), asha.store.device.number
    other = a_key("another of the thief's")
    said = Rotation(device, other.public, thief.public)
    led = encode_rotation(said, other.sign, thief.sign)
    (question,) = questions(asha.store.exchange)
    request = decode_request(question)
    request = dataclasses.replace(request, segments=(led, *request.segments))
    author = author_of(asha, asha.store.device.enrolment)
    author = dataclasses.replace(author, public=thief.public, sign=thief.sign)
    envelope, content = author.ask(encode_request(request), 1)
    file, nobody = stick(tmp_path), dataclasses.replace(author, device=77)
    put(file, nobody.manifest([envelope], 0), [content], nobody.sign)

    with pytest.raises(BundleAltered):
        read_bundle(nazia, file)
