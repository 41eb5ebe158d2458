"""Nobody spoils by hand what another laptop began to hand over of a photo."""

import pytest

from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.actions.lettering import author_of
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.write_bundle import write_bundle
from sync.attachments import digest_of
from sync.bundle import write_bundle as put
from sync.bundle.author import told_of
from sync.session.attached import (
    CHUNK_BYTES,
    Key,
    LaneRequest,
    Piece,
    State,
    encode_lane_request,
)
from tests.actions.sticks import (
    REGISTRY,
    a_laptop,
    replied,
    sealed,
    stick,
    to_and_fro,
    written,
)
from tests.store.pictures import a_picture
from tests.sync.registry.offices import AREA
from tests.sync.registry.photos import states

CONTENT = a_picture(1, 3_000_000)


@pytest.fixture
def mallory(office, tmp_path):
    work = a_laptop(tmp_path, office, "mallory")
    yield work
    work.store.close()


def rubbish(work, name, home):
    """Eight pieces of nothing where a photo begins that somebody else took."""
    key, author = (
        Key(AREA, digest_of(name)),
        author_of(work, work.store.device.enrolment),
    )
    pieces = tuple(
        Piece(key, len(CONTENT), n * CHUNK_BYTES, bytes(CHUNK_BYTES)) for n in range(8)
    )
    request = encode_lane_request(LaneRequest(author.device, (), pieces))
    envelope, content = author.ask(request, 1, told_of(request))
    file = stick(home)
    put(file, author.manifest([envelope], 0), [content], author.sign)
    return file


def test_nobody_spoils_the_beginning_of_anothers_photo(
    office, asha, nazia, mallory, tmp_path
):
    for work in (asha, nazia, mallory):
        to_and_fro(office, work, tmp_path)
    name = keep_attachment(asha, [CONTENT], "jpg")
    sealed(asha, 1, answers={"q/file": name})
    records = stick(tmp_path)
    write_bundle(asha, records, attachment_bytes=0)
    read_bundle(nazia, records)
    read_bundle(nazia, rubbish(mallory, name, tmp_path))

    read_bundle(nazia, written(asha, tmp_path))

    assert b"".join(nazia.store.attachments.read(name)) == CONTENT
    left = nazia.store._connection.read("SELECT reference FROM arriving")
    assert left == []
    replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)
    assert set(states(office).values()) == {State.STORED}
