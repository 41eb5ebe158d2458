"""The registry takes another key, and sticks are on their way meanwhile."""

import pytest

from enrolment_app.actions.enrol_device import enrol_device
from enrolment_app.actions.lettering import author_of
from enrolment_app.actions.read_bundle import read_bundle
from sync.bundle import BundleAltered, BundleOfOtherDistrict, open_bundle, unseal
from sync.bundle.sealing import fingerprint, recipient_of, unseal_with_key
from sync.registry import devices
from sync.registry.keyring import OWN
from sync.registry.provisioning import Order, make_laptop
from sync.registry.succession import take_another_key
from sync.session import ReadersEntry
from sync.session.entrycode import decode_entry
from sync.session.provisioned import read_provisioning
from tests.actions.sticks import (
    REGISTRY,
    a_laptop,
    a_supervisor,
    replied,
    sealed,
    to_and_fro,
    written,
)
from tests.sync.registry.offices import AREA


def number(work):
    return 1 + len(work.store.trust.successions())


def readers(office):
    return tuple(recipient_of(office.ring.identity(code)) for code in READING)


READING = (OWN, AREA, "PK5")


def test_laptops_that_only_sticks_reach_follow_over_several_keys(
    tmp_path, office, asha, nazia
):
    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
    take_another_key(office)
    take_another_key(office)
    sealed(asha, 1)

    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
        assert number(work) == 3
        assert work.store.trust.readers() == readers(office)
    assert asha.store.exchange.waiting() == 0
    ours = nazia.store.trust.reading_identities()
    assert ours == office.ring.identities(AREA)


def test_what_was_sealed_before_is_read_by_all_who_could(tmp_path, office, asha, nazia):
    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
    sealed(asha, 1)
    before = written(asha, tmp_path)
    take_another_key(office)
    to_and_fro(office, nazia, tmp_path)

    assert read_bundle(nazia, before).new == 1
    to_and_fro(office, asha, tmp_path)
    sealed(asha, 2)
    assert read_bundle(nazia, written(asha, tmp_path)).new == 1
    read_bundle(nazia, replied(office, written(nazia, tmp_path, REGISTRY), tmp_path))
    read_bundle(asha, replied(office, before, tmp_path))
    assert number(asha) == number(nazia) == 2


def test_who_has_not_heard_of_the_new_key_cannot_open_what_is_sealed_to_it(
    tmp_path, office, asha, nazia
):
    take_another_key(office)
    for _ in range(2):
        to_and_fro(office, asha, tmp_path)
    sealed(asha, 1)
    after = written(asha, tmp_path)

    with pytest.raises(BundleOfOtherDistrict):
        read_bundle(nazia, after)
    to_and_fro(office, nazia, tmp_path)
    assert read_bundle(nazia, after).new == 1


def test_a_revoked_supervisor_opens_nothing_that_is_written_since(
    tmp_path, office, asha, nazia
):
    bilal = a_supervisor(tmp_path, office, "bilal")
    for work in (asha, bilal, nazia):
        to_and_fro(office, work, tmp_path)
    sealed(asha, 1)
    assert read_bundle(bilal, written(asha, tmp_path)).new == 1

    devices.revoke(office, bilal.store.device.number)
    take_another_key(office)
    for work in (asha, nazia):
        to_and_fro(office, work, tmp_path)
    sealed(asha, 2)
    bundle = open_bundle(after := written(asha, tmp_path))

    # All that he ever had, and all that the registry tells whoever reads its logs.
    his = [*bilal.store.trust.reading_identities(), author_of(*of(bilal)).identity]
    seed = bytes.fromhex(bilal.store.device._outside.seed)
    for share in shares(office):
        with pytest.raises(BundleAltered):
            unseal_with_key(share.sealed, seed)
    for index, envelope in enumerate(bundle.manifest.envelopes):
        assert not {fingerprint(recipient_of(i)) for i in his} & {*envelope.readers}
        with pytest.raises(BundleAltered):
            unseal(bundle.letter(index), his)
    with pytest.raises(BundleOfOtherDistrict):
        read_bundle(bilal, after)
    assert read_bundle(nazia, after).new == 1
    bilal.store.close()


def of(work):
    return work, work.store.device.enrolment


def shares(office):
    with office.storage.reading() as books:
        log = [e for e in books.log.after(AREA, 0, 99) if e.segment is None]
    entries = [decode_entry(entry.body) for entry in log]
    found = [s for e in entries if isinstance(e, ReadersEntry) for s in e.shares]
    assert found
    return found


def test_an_answer_of_before_is_passed_over_and_asked_for_again(tmp_path, office, asha):
    sealed(asha, 1)
    late = replied(office, written(asha, tmp_path), tmp_path)
    take_another_key(office)
    to_and_fro(office, asha, tmp_path)

    read = read_bundle(asha, late)

    assert (read.letters, read.refused) == (0, ("sync.former_key",))
    assert to_and_fro(office, asha, tmp_path).refused == ()


def test_nobody_but_a_former_key_vouches_for_it_so_it_is_carried_unseen(
    tmp_path, office, asha, nazia
):
    take_another_key(office)
    to_and_fro(office, nazia, tmp_path)
    sealed(asha, 1)

    read = read_bundle(nazia, resealed(asha, office, tmp_path))

    assert (read.carried, read.new) == (1, 0)
    reply = replied(office, written(nazia, tmp_path, REGISTRY), tmp_path)
    assert read_bundle(nazia, reply).new == 1


def resealed(work, office, home):
    """A bundle of a laptop that was told by somebody whom to seal to now."""
    facts = work.store.facts
    facts.set("readers", {AREA: [2, list(readers(office))]})
    return written(work, home)


def test_a_file_of_before_is_refused_by_a_laptop_that_heard(tmp_path, office, asha):
    made = make_laptop(office, Order("asha", [AREA]))
    take_another_key(office)
    to_and_fro(office, asha, tmp_path)
    before = asha.store.device.number

    problem = enrol_device(asha, read_provisioning(made.file))

    assert (problem.code, asha.store.device.number) == ("device.former_key", before)
    fresh = make_laptop(office, Order("asha", [AREA]))
    enrol_device(asha, read_provisioning(fresh.file))
    assert asha.store.device.number == fresh.number


def test_a_supervisor_who_begins_with_a_file_of_before_gets_the_keys_since(
    tmp_path, office
):
    carol = a_supervisor(tmp_path, office, "carol")
    take_another_key(office)
    to_and_fro(office, carol, tmp_path)
    to_and_fro(office, carol, tmp_path)

    assert carol.store.trust.reading_identities() == office.ring.identities(AREA)
    carol.store.close()


def test_a_supervisor_s_laptop_that_takes_another_key_itself_gets_them_again(
    tmp_path, office, nazia
):
    to_and_fro(office, nazia, tmp_path)
    nazia.store.device.want_new_key()
    take_another_key(office)
    for _ in range(3):
        to_and_fro(office, nazia, tmp_path)

    assert nazia.store.trust.reading_identities() == office.ring.identities(AREA)
    dina = a_laptop(tmp_path, office, "dina")
    sealed(dina, 1)
    assert read_bundle(nazia, written(dina, tmp_path)).new == 1
    dina.store.close()
