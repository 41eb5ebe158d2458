"""A bundle that is not taken: why is said, and nothing of it stays."""

import hashlib
from dataclasses import replace

import pytest

from enrolment_app.actions.lettering import author_of
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.write_bundle import write_bundle
from enrolment_app.problems import Problem
from sync.bundle import (
    BundleAltered,
    BundleCutShort,
    BundleEmpty,
    BundleForRegistry,
    BundleForSomebodyElse,
    BundleNewer,
    BundleOfOtherDistrict,
    BundleOfOtherRegistry,
    BundleRefused,
    BundleUnwritten,
    Kind,
    seal,
)
from sync.bundle import write_bundle as put
from tests.actions.hostile import resealed
from tests.actions.sticks import (
    LAPTOPS,
    a_laptop,
    a_supervisor,
    everything,
    replied,
    sealed,
    stick,
    written,
)
from tests.sync.registry.offices import OTHER_AREA, an_office


def altered(file, tmp_path):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    other = stick(tmp_path)
    other.write_bytes(data)
    return other


def cut(file, tmp_path):
    other = stick(tmp_path)
    other.write_bytes(file.read_bytes()[:-1])
    return other


def newer(file, tmp_path):
    data = bytearray(file.read_bytes()[:-32])
    data[7] = 2
    other = stick(tmp_path)
    other.write_bytes(bytes(data) + hashlib.sha256(data).digest())
    return other


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [(altered, BundleAltered), (cut, BundleCutShort), (newer, BundleNewer)],
)
def test_a_spoilt_bundle_is_refused_whole(asha, nazia, tmp_path, spoil, refusal):
    sealed(asha, 1)
    file = spoil(written(asha, tmp_path), tmp_path)
    before = everything(nazia)

    with pytest.raises(refusal):
        read_bundle(nazia, file)

    assert everything(nazia) == before


def test_who_is_not_meant_is_told_whose_it_is(office, asha, nazia, tmp_path):
    bilal = a_laptop(tmp_path, office, "bilal")
    file = written(asha, tmp_path)

    with pytest.raises(BundleForRegistry):
        read_bundle(bilal, file)
    with pytest.raises(BundleForSomebodyElse) as other:
        read_bundle(bilal, replied(office, file, tmp_path))
    assert other.value.whose == str(asha.store.device.number)
    with pytest.raises(BundleEmpty):
        read_bundle(bilal, written(nazia, tmp_path, LAPTOPS))


def test_another_districts_supervisor_reads_nothing(office, asha, tmp_path):
    sealed(asha, 1)
    there = a_supervisor(tmp_path, office, "there", (OTHER_AREA,))
    above = a_supervisor(tmp_path, office, "above", ("PK5",))
    file = written(asha, tmp_path)
    before = everything(there)

    with pytest.raises(BundleOfOtherDistrict):
        read_bundle(there, file)

    assert everything(there) == before
    assert read_bundle(above, file).new == 1


def test_nobody_but_the_registry_can_say_that_a_letter_was_answered(
    office, asha, nazia, tmp_path
):
    bilal = a_laptop(tmp_path, office, "bilal")
    sealed(bilal, 1)
    read_bundle(nazia, written(bilal, tmp_path))
    ((envelope, _),) = nazia.store.letters.carried(Kind.UP)
    author = author_of(asha, asha.store.device.enrolment)
    forged = replace(envelope, kind=Kind.DOWN, answers=envelope.digest)
    letter = seal(b"no answer", [author.recipient])
    forged = resealed(forged, letter)
    manifest = author.manifest([forged], 0)
    file = stick(tmp_path)
    put(file, manifest, [letter], author.sign)

    with pytest.raises(BundleAltered):
        read_bundle(nazia, file)

    assert len(tuple(nazia.store.letters.carried(Kind.UP))) == 1
    bilal.store.close()


def test_another_registrys_bundle_is_refused_by_everybody(
    office, asha, nazia, tmp_path
):
    elsewhere = an_office(tmp_path / "elsewhere", seed=b"elsewhere")
    stranger = a_laptop(tmp_path / "far", elsewhere, "stranger")
    file = written(stranger, tmp_path)

    for work in (asha, nazia):
        with pytest.raises(BundleOfOtherRegistry):
            read_bundle(work, file)
    with pytest.raises(BundleOfOtherRegistry):
        replied(office, file, tmp_path)
    elsewhere.storage.close()


def test_what_cannot_be_read_or_written_is_said(asha, tmp_path):
    gone = tmp_path / "gone" / "x.indraj"

    assert read_bundle(asha, gone) == Problem(
        "bundle.file_unreadable", values={"file": "x.indraj"}
    )
    with pytest.raises(BundleUnwritten):
        write_bundle(asha, gone)


def test_half_a_bundle_is_never_taken(office, asha, nazia, tmp_path, monkeypatch):
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    bilal = a_laptop(tmp_path, office, "bilal")
    sealed(bilal, 2)
    read_bundle(nazia, written(bilal, tmp_path))
    reply = replied(office, written(nazia, tmp_path), tmp_path)
    before = everything(nazia)
    calls = []

    def fails_at_the_end():
        calls.append(1)
        raise BundleRefused

    monkeypatch.setattr(nazia.store.relaying, "show", fails_at_the_end)
    with pytest.raises(BundleRefused):
        read_bundle(nazia, reply)

    assert calls
    assert everything(nazia) == before
