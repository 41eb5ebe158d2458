"""Letters that somebody else wrote: their number, their word, their work."""

from dataclasses import replace

import pytest

from enrolment_app.actions.lettering import author_of
from enrolment_app.actions.read_bundle import read_bundle
from sync.bundle import (
    BundleAltered,
    Custody,
    Kind,
    fingerprint,
    question_of,
    write_bundle,
)
from sync.bundle.author import told_of
from sync.session.messages import decode_request, encode_request
from sync.session.unhurried import questions
from tests.actions.hostile import letters_of, resealed
from tests.actions.sticks import a_laptop, everything, replied, sealed, stick, written
from tests.sync.registry.offices import AREA


@pytest.fixture
def bilal(office, tmp_path):
    work = a_laptop(tmp_path, office, "bilal")
    yield work
    work.store.close()


def author(work, **more):
    return replace(author_of(work, work.store.device.enrolment), **more)


def put(writer, letters, home):
    file = stick(home)
    manifest = writer.manifest((envelope for envelope, _ in letters), 0)
    write_bundle(file, manifest, (one for _, one in letters), writer.sign)
    return file


def refused(reader, file):
    before = everything(reader)
    with pytest.raises(BundleAltered):
        read_bundle(reader, file)
    assert everything(reader) == before


def test_nobody_writes_under_another_laptops_number(asha, bilal, nazia, tmp_path):
    sealed(bilal, 1)
    read_bundle(nazia, written(bilal, tmp_path))
    as_bilal = author(asha, device=bilal.store.device.number)
    (question,) = questions(bilal.store.exchange)
    introduced = replace(as_bilal, introduction=author(bilal).introduction)

    for thief in (as_bilal, introduced):
        letter = thief.ask(question, 1, told_of(question))
        refused(nazia, put(author(asha), [letter], tmp_path))


def test_a_laptop_that_was_not_introduced_is_not_shown(asha, nazia, tmp_path):
    sealed(asha, 1)
    for introduction in (b"", b"x" * 100, author(nazia).introduction):
        unknown = author(asha, introduction=introduction)
        (question,) = questions(asha.store.exchange)
        letter = unknown.ask(question, 1, told_of(question))
        refused(nazia, put(unknown, [letter], tmp_path))


def test_work_that_its_laptop_did_not_sign_is_not_shown(asha, bilal, nazia, tmp_path):
    sealed(bilal, 1)
    (theirs,) = questions(bilal.store.exchange)
    (ours,) = questions(asha.store.exchange)
    segment = bytearray(decode_request(theirs).segments[0])
    segment[-1] ^= 1
    request = replace(decode_request(ours), segments=(bytes(segment),))
    stolen = encode_request(request)
    read_bundle(nazia, put(author(asha), [author(asha).ask(stolen, 1)], tmp_path))

    assert sum(nazia.store.households.custody_counts().values()) == 0


def test_areas_that_nobody_told_of_are_carried_and_not_taken_up(asha, nazia, tmp_path):
    sealed(asha, 1, area="PK599")
    known = set(nazia.store.exchange.areas())

    came = read_bundle(nazia, written(asha, tmp_path))

    assert (came.new, came.carried) == (0, 1)
    assert set(nazia.store.exchange.areas()) == known


def test_only_who_has_read_a_letter_can_say_that_they_hold_it(asha, nazia, tmp_path):
    sealed(asha, 1)
    written(asha, tmp_path)
    (request,) = questions(asha.store.exchange)
    segment = asha.store.exchange.segment_head(AREA, 1)
    said = Custody(
        nazia.store.device.number,
        asha.store.device.number,
        question_of(request),
        b"a guess".ljust(32),
        ((AREA, 1, segment),),
        1,
    )
    letter = author(nazia).vouch(said, author(asha).recipient)

    refused(asha, put(author(nazia), [letter], tmp_path))


def test_an_answer_to_another_laptop_is_not_ours(office, asha, bilal, nazia, tmp_path):
    sealed(bilal, 1)
    written(asha, tmp_path)
    reply = replied(office, written(bilal, tmp_path), tmp_path)
    ((envelope, answer),) = letters_of(reply)
    (request,) = questions(asha.store.exchange)
    ours = replace(
        resealed(envelope, answer),
        kind=Kind.DOWN,
        device=asha.store.device.number,
        question=question_of(request),
        readers=author_readers(asha),
    )

    refused(asha, put(author(nazia), [(ours, answer)], tmp_path))


def author_readers(work):
    return (fingerprint(author(work).recipient),)
