"""A photo that no longer reads here comes again from where it is whole, or stays."""

import pytest

from enrolment_app.actions.carrying import wanted
from enrolment_app.actions.want_attachment import want_attachment
from enrolment_app.store import AttachmentDamaged, Where
from enrolment_app.ui.readings.attachments import about, read
from sync.attachments import digest_of
from tests.actions.sticks import a_laptop
from tests.actions.test_attachments import photographed, talking
from tests.store.pictures import a_picture


@pytest.fixture
def talk(office):
    return talking(office)


@pytest.fixture
def bilal(tmp_path, office):
    work = a_laptop(tmp_path, office, "bilal")
    yield work
    work.store.close()


def file_of(work, name):
    return work.store.attachments._files.path(digest_of(name))


def damage(work, name):
    file = file_of(work, name)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_a_damaged_photo_of_others_is_fetched_again(talk, asha, bilal):
    name = photographed(asha, 1)
    for work in (asha, bilal):
        talk(work)
    want_attachment(bilal, name)
    talk(bilal)
    damage(bilal, name)

    assert want_attachment(bilal, name)
    talk(bilal)

    assert b"".join(bilal.store.attachments.read(name)) == a_picture(1)
    assert bilal.store.check().sound


def test_whoever_looks_at_a_damaged_photo_asks_for_it(talk, asha):
    name = photographed(asha, 1)
    talk(asha)
    damage(asha, name)

    assert about(asha, name).thumbnail == b""
    with pytest.raises(AttachmentDamaged):
        b"".join(asha.store.attachments.read(name))

    assert not about(asha, name).here
    assert wanted(asha) == (name,)
    talk(asha)
    assert read(asha, name) == a_picture(1)


def test_a_damaged_photo_that_nobody_else_has_is_left_as_it_is(asha):
    name = photographed(asha, 1)
    damage(asha, name)
    before = file_of(asha, name).read_bytes()

    with pytest.raises(AttachmentDamaged):
        read(asha, name)

    assert not want_attachment(asha, name)
    assert asha.store.attachments.about(name).where is Where.HERE
    assert file_of(asha, name).read_bytes() == before
