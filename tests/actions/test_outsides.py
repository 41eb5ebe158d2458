"""Nothing that anybody may write on the outside of a letter stops it or others.

Whoever has a stick in hand for a minute can do that, without any key.
"""

import dataclasses

import pytest

from enrolment_app.actions.lettering import author_of
from enrolment_app.actions.read_bundle import read_bundle
from sync.bundle import Kind, seal
from sync.bundle import write_bundle as put
from sync.bundle.author import around_up, told_of
from sync.bundle.file import MANIFEST_BYTES_MAX
from sync.bundle.letters import UpLetter, encode_up
from sync.bundle.manifest import Envelope, encode_manifest
from sync.bundle.sealing import fingerprint
from sync.registry import letters as answering
from sync.registry.erasure import erase
from sync.session.unhurried import questions
from tests.actions.hostile import letters_of
from tests.actions.sticks import (
    LAPTOPS,
    REGISTRY,
    a_laptop,
    replied,
    sealed,
    stick,
    to_and_fro,
    written,
)
from tests.store.builders import household_of
from tests.store.laptops import talk
from tests.sync.registry.laptop import a_laptop as in_memory
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA

GIVEN = ("household", "p-1", "file 12")
HOUSE = household_of(1)


def author(work, **more):
    return dataclasses.replace(author_of(work, work.store.device.enrolment), **more)


def forged(work, letters, home):
    """A bundle that somebody without any key puts together, under nobody's number."""
    file, writer = stick(home), author(work, device=77)
    manifest = writer.manifest((envelope for envelope, _ in letters), 0)
    put(file, manifest, (content for _, content in letters), writer.sign)
    return file


def filled(work, letter):
    """A letter whose outside leaves no room in a manifest for any other."""
    nobody = author(work, device=77)
    size = len(encode_manifest(nobody.manifest([letter[0]], 0), nobody.sign))
    epoch = "x" * (MANIFEST_BYTES_MAX - size - 10)
    return dataclasses.replace(letter[0], epoch=epoch), letter[1]


def disguised(_work, letter):
    """A letter with records that looks like one with photos."""
    return dataclasses.replace(letter[0], epoch="attachments"), letter[1]


@pytest.mark.parametrize("how", [filled, disguised])
def test_a_supervisor_brings_what_is_in_a_letter(office, asha, nazia, tmp_path, how):
    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
    sealed(asha, 1)
    (letter,) = letters_of(written(asha, tmp_path))
    read_bundle(nazia, forged(asha, [how(asha, letter)], tmp_path))
    other = in_memory(office, "other")
    other.write(household_of(9), "@kind", "")
    exchange(office, other)
    erase(office, household_of(9), *GIVEN)
    talk(office, nazia.store)

    replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)

    with office.storage.reading() as books:
        assert books.changes.order(AREA, HOUSE)


def test_a_filled_outside_keeps_no_answer_from_others(office, asha, tmp_path):
    sealed(asha, 1)
    (letter,) = letters_of(written(asha, tmp_path))

    reply = replied(office, forged(asha, [filled(asha, letter)], tmp_path), tmp_path)

    assert read_bundle(asha, reply).receipts == 1


def test_what_finds_no_room_on_the_outside_waits_for_the_next_stick(
    asha, nazia, tmp_path
):
    sealed(nazia, 1)
    stands = {f"PK{n:05}": (1, 1) for n in range(4_000)}
    for number in range(30):
        question, content = bytes([number]) * 32, b"sealed %d" % number
        about = {"device": 9, "question": question, "readers": (), "stands": stands}
        nazia.store.letters.carry(
            (Envelope.around(content, Kind.UP, **about), content), 1
        )

    letters = letters_of(written(nazia, tmp_path, REGISTRY))

    carried = [content for envelope, content in letters if envelope.device == 9]
    assert carried == [b"sealed %d" % number for number in range(len(carried))]
    assert 0 < len(carried) < 30
    assert len(letters) == len(carried) + 1


def test_answers_that_find_no_room_in_a_reply_are_given_to_the_next(
    office, asha, nazia, tmp_path, monkeypatch
):
    for seed, work in enumerate((asha, nazia), 1):
        sealed(work, seed)
    read_bundle(nazia, written(asha, tmp_path))
    monkeypatch.setattr(answering, "MANIFEST_ROOM", 700)

    for _ in range(2):
        reply = replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)
        assert len(letters_of(reply)) == 1
        read_bundle(nazia, reply)

    assert nazia.store.exchange.waiting() == 0


def test_a_letter_with_an_odd_recipient_stops_no_bundle(office, asha, nazia, tmp_path):
    mallory = a_laptop(tmp_path, office, "mallory")
    sealed(mallory, 3)
    me, request = author(mallory), questions(mallory.store.exchange)[0]
    words = (me.device, me.public, "age1nobody", me.introduction, b"", request, 1)
    said = UpLetter(*words)
    content = seal(encode_up(said, me.sign), me.readers)
    readers = tuple(map(fingerprint, me.readers))
    envelope = around_up(said, content, readers, told_of(request))
    file = forged(mallory, [(envelope, content)], tmp_path)
    mallory.store.close()
    assert read_bundle(nazia, file).carried
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))

    reply = replied(office, written(nazia, tmp_path), tmp_path)

    codes = {envelope.device: envelope.refused for envelope, _ in letters_of(reply)}
    assert codes[me.device]
    assert not codes[asha.store.device.number]
    assert read_bundle(nazia, reply)


def test_an_answer_is_not_kept_back_by_what_stands_outside_another(
    office, asha, nazia, tmp_path
):
    for _ in range(2):
        to_and_fro(office, asha, tmp_path)
    read_bundle(nazia, written(asha, tmp_path))
    reply = replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)
    letters = [
        (dataclasses.replace(envelope, written_ms=1 << 62), content)
        for envelope, content in letters_of(reply)
        if envelope.device == asha.store.device.number
    ]
    read_bundle(nazia, forged(asha, letters, tmp_path))
    read_bundle(asha, written(nazia, tmp_path, LAPTOPS))
    carol = in_memory(office, "carol")
    carol.write(HOUSE, "@kind", "")
    exchange(office, carol)

    for _ in range(2):
        read_bundle(nazia, written(asha, tmp_path))
        to_and_fro(office, nazia, tmp_path)
        read_bundle(asha, written(nazia, tmp_path, LAPTOPS))

    assert asha.store.journal.material(HOUSE).changes
