"""What a laptop carries or asked tells nobody of an erased household, whenever it came.

And nobody is cut off by that: letters go on, sealed to the registry alone, which answers.
"""

import shutil
from dataclasses import replace

import pytest

from enrolment_app.actions.read_bundle import read_bundle
from sync.bundle import BundleAltered, Kind, decode_up, unseal
from sync.erasure import without_orders
from sync.journal import decode_segment
from sync.registry import founding
from sync.registry.epochs import begin_epoch
from sync.registry.erasure import erase
from sync.registry.publishing import publish
from sync.session.attached import is_of_lane
from sync.session.messages import decode_request
from tests.actions.sticks import (
    LAPTOPS,
    REGISTRY,
    a_supervisor,
    sealed,
    to_and_fro,
    written,
)
from tests.store.builders import FORM, HEAD, an_edit, chance, household_of
from tests.store.laptops import talk
from tests.sync.registry.laptop import a_laptop as in_memory
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import LATER, NOW_MS, a_body

GIVEN = ("household", "p-1", "file 12")
HOUSE = household_of(1)


def whole(requests):
    """Which segments of requests are not pruned."""
    return [
        segment.head
        for request in requests
        if not is_of_lane(request)
        for content in without_orders(decode_request(request).segments)
        if not (segment := decode_segment(content)).pruned
    ]


def carried(work):
    return [content for _, content in work.store.letters.carried(Kind.UP)]


def readable(work):
    """The requests of others' letters that can be opened here."""
    for content in carried(work):
        try:
            data = unseal(content, work.store.trust.reading_identities())
        except BundleAltered:
            continue
        yield decode_up(data).request


@pytest.fixture
def letter(office, asha, nazia, tmp_path):
    """A letter that tells of a household which came to its place another way too."""
    to_and_fro(office, nazia, tmp_path)
    sealed(asha, 1)
    file = written(asha, tmp_path)
    to_and_fro(office, asha, tmp_path)
    return file


def comes_late(office, nazia, file):
    erase(office, HOUSE, *GIVEN)
    talk(office, nazia.store)
    read_bundle(nazia, file)


def is_there(office, nazia, file):
    talk(office, nazia.store)
    read_bundle(nazia, file)
    erase(office, HOUSE, *GIVEN)
    talk(office, nazia.store)


def is_there_twice(office, nazia, file):
    read_bundle(nazia, file)
    is_there(office, nazia, file)


@pytest.fixture(params=[comes_late, is_there, is_there_twice])
def ordered(request, office, nazia, letter):
    request.param(office, nazia, letter)
    assert nazia.store.erasing.all()


@pytest.mark.usefixtures("ordered")
def test_a_letter_from_before_an_order_tells_nobody_of_it(office, nazia, tmp_path):
    assert carried(nazia)
    assert not whole(readable(nazia))

    to_and_fro(office, nazia, tmp_path)
    assert not carried(nazia)


def test_a_letter_that_could_not_be_read_yet_tells_nobody_either(
    office, asha, nazia, tmp_path
):
    to_and_fro(office, nazia, tmp_path)
    sealed(asha, 1)
    to_and_fro(office, asha, tmp_path)
    asha.store.forms.install(replace(FORM, version=LATER.version, layout=LATER))
    secret = an_edit(asha.store, HOUSE, HEAD, "secret", visit=9, time=3)
    asha.store.journal.seal(replace(secret, layout=LATER.id))
    read_bundle(nazia, written(asha, tmp_path))
    erase(office, HOUSE, *GIVEN)
    talk(office, nazia.store)
    assert whole(readable(nazia))

    publish(office, a_body(LATER))
    talk(office, nazia.store)

    assert not whole(readable(nazia))


def test_who_lives_by_a_supervisors_stick_hears_the_order(
    office, asha, nazia, tmp_path
):
    to_and_fro(office, nazia, tmp_path)
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    to_and_fro(office, nazia, tmp_path)
    erase(office, HOUSE, *GIVEN)
    talk(office, nazia.store)

    read_bundle(nazia, written(asha, tmp_path))
    assert carried(nazia)
    assert not whole(readable(nazia))
    to_and_fro(office, nazia, tmp_path)
    read_bundle(asha, written(nazia, tmp_path, LAPTOPS))

    assert not carried(nazia)
    assert asha.store.erasing.all()
    assert asha.store.exchange.waiting() == 0


def test_what_only_the_registry_reads_stops_no_other_supervisor(
    office, asha, nazia, tmp_path, letter
):
    comes_late(office, nazia, letter)
    other = a_supervisor(tmp_path, office, "other")

    came = read_bundle(other, written(nazia, tmp_path, REGISTRY))

    # Its writer's own.
    assert came.carried == 1
    other.store.close()


def test_a_kept_question_tells_of_nothing_that_was_relayed(office, asha, tmp_path):
    carol = in_memory(office, "carol")
    exchange(office, carol)
    to_and_fro(office, asha, tmp_path)
    shutil.copytree(tmp_path / "registry", tmp_path / "backup")
    carol.write(HOUSE, "@kind", "")
    exchange(office, carol)
    to_and_fro(office, asha, tmp_path)
    place = tmp_path / "backup"
    restored = founding.open_office(place, "", lambda: NOW_MS, chance(b"restored"))
    begin_epoch(restored)
    for _ in range(3):
        to_and_fro(restored, asha, tmp_path)
    erase(restored, HOUSE, *GIVEN)

    talk(restored, asha.store)

    assert asha.store.erasing.all()
    asked = asha.store._connection.read("SELECT content FROM asked")
    assert not whole(request for (request,) in asked)
    restored.storage.close()
