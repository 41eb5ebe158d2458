"""What becomes of attachments in a store: checked, under another key, rescued, hidden."""

import itertools
import random
import shutil

import pytest

from enrolment_app.store import (
    AttachmentDamaged,
    DiskFull,
    Enrolment,
    rekeying,
    rescue,
)
from enrolment_app.store.sealed_files import PLAIN_BYTES
from tests.store.builders import (
    PASSPHRASE,
    a_row,
    a_store,
    a_visit,
    birth,
    given,
    opened,
)
from tests.store.pictures import a_picture, keep, name_of, the_file, the_files
from tests.store.test_rekeying import PowerCut, dies, dies_at
from tests.store.test_secrecy import seen

BIG = PLAIN_BYTES + 5000


def content_of(store, name):
    return b"".join(store.attachments.read(name))


def test_a_sound_store_says_so_with_its_attachments(store):
    name = keep(store, a_picture(1))
    store.journal.seal(birth(1, answers={"q/digits": name}))

    checked = store.check()

    assert checked.sound
    assert checked.files == 1


def test_check_tells_what_is_missing_damaged_or_nobodys(store, place):
    names = [keep(store, a_picture(seed)) for seed in range(3)]
    lost = name_of(b"never kept")
    store.journal.seal(birth(1, answers={"q/digits": lost}))
    first, second = (
        store._attaching.kept.path(bytes.fromhex(n[:64])) for n in names[:2]
    )
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1])
    (place / "attachments" / "holiday.jpg").write_bytes(b"plain")

    wrong = store.check().attachments

    assert sorted(each.partition(":")[0] for each in wrong) == sorted(
        [names[0][:16], names[1][:16], lost[:16], "holiday.jpg"]
    )
    assert not store.check().sound
    assert names[2][:16] not in "".join(wrong)


def test_every_flipped_byte_of_a_file_is_found(store, place):
    content = random.Random(1).randbytes(BIG)
    name = keep(store, content, cuts=100_000)
    path = the_file(place)
    whole = path.read_bytes()
    chance = random.Random(2)
    spots = [*range(40), *range(len(whole) - 60, len(whole))]

    for at in spots + [chance.randrange(len(whole)) for _ in range(60)]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(AttachmentDamaged):
            content_of(store, name)
        assert not store.check().sound
    path.write_bytes(whole)
    assert content_of(store, name) == content


def test_a_file_cut_short_or_grown_anywhere_is_refused(store, place):
    name = keep(store, random.Random(1).randbytes(BIG), cuts=100_000)
    path = the_file(place)
    whole = path.read_bytes()
    frame = PLAIN_BYTES + 28
    cuts = [0, 7, 8, 23, 24, 24 + 27, 24 + frame - 1, 24 + frame, 24 + frame + 60]

    for cut in [*cuts, len(whole) - 4096, len(whole) - 1]:
        for content in (whole[:cut], whole[:cut] + bytes(4096)):
            path.write_bytes(content)
            with pytest.raises(AttachmentDamaged):
                content_of(store, name)
            with pytest.raises(AttachmentDamaged):
                store.attachments.piece(name, 0, 10)


def test_frames_cannot_change_places_or_come_from_another_file(store, place):
    one = keep(store, random.Random(1).randbytes(3 * PLAIN_BYTES), cuts=100_000)
    other = keep(store, random.Random(2).randbytes(3 * PLAIN_BYTES), cuts=100_000)
    kept = store._attaching.kept
    path, beside = (kept.path(bytes.fromhex(name[:64])) for name in (one, other))
    whole, others = path.read_bytes(), beside.read_bytes()
    frame = PLAIN_BYTES + 28
    first, second = 24, 24 + frame
    swapped = whole[:first] + whole[second : second + frame]
    swapped += whole[first:second] + whole[second + frame :]
    foreign = whole[:first] + others[first:second] + whole[second:]

    for content in (swapped, foreign):
        path.write_bytes(content)
        with pytest.raises(AttachmentDamaged):
            content_of(store, one)


def test_nothing_of_an_attachment_or_its_name_can_be_read_in_any_file(place, tmp_path):
    words = b"Zubaida Bibi, 17301-1234567-1, with the roof of her house" * 40
    with a_store(place) as store:
        name = keep(store, words)
        store.attachments.keep_thumbnail(name, words[:200])
        store.journal.seal(birth(1, answers={"q/digits": name}))
        store.lane.receive(name_of(words + b"!"), 0, words)
        store.back_up(tmp_path / "backup")
        store.rekey()

    hidden = ["Zubaida Bibi", "17301-1234567-1", name, name[:64]]
    assert seen(tmp_path, hidden) == set()
    digest = bytes.fromhex(name[:64])
    assert all(digest not in path.read_bytes() for path in the_files(place))
    assert all(name[:64] not in str(path) for path in place.rglob("*"))


def test_attachments_come_along_to_another_key(place):
    with a_store(place) as store:
        name = keep(store, a_picture(1))
        old = the_file(place)
        damaged = keep(store, a_picture(2))
        store._attaching.kept.path(bytes.fromhex(damaged[:64])).write_bytes(b"x")
        store.rekey()

    with opened(place) as store:
        assert content_of(store, name) == a_picture(1)
        assert len(store.check().attachments) == 1
        assert not old.exists()
        assert not list(place.glob("attachments.*"))


STEPS = {
    "an attachment": lambda store: (type(store._attaching.kept), "read", dies),
    "the copy": lambda _: (rekeying, "Facts", dies),
    "the slots": lambda store: (store._vault, "rekeyed", dies),
    "taking the place": lambda _: (rekeying, "finish", dies),
    "the folder put aside": lambda _: (
        rekeying.files,
        "move",
        dies_at(1, rekeying.files.move),
    ),
    "the new folder": lambda _: (
        rekeying.files,
        "move",
        dies_at(2, rekeying.files.move),
    ),
    "the old folder": lambda _: (shutil, "rmtree", dies_at(0, shutil.rmtree)),
    "the database": lambda _: (
        rekeying.files,
        "move",
        dies_at(3, rekeying.files.move),
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_interrupted_anywhere_every_attachment_is_there(place, step, monkeypatch):
    with a_store(place) as store:
        names = [keep(store, a_picture(seed)) for seed in range(3)]
    with opened(place) as store, monkeypatch.context() as patched:
        patched.setattr(*STEPS[step](store))
        with pytest.raises(PowerCut):
            store.rekey()

    for _ in range(2):
        with opened(place) as store:
            assert [content_of(store, n) for n in names] == [
                a_picture(seed) for seed in range(3)
            ]
            assert store.check().sound
            assert len(the_files(place)) == 3
            assert not list(place.glob("*.next")) + list(place.glob("*.before"))
            store.rekey()


def test_without_room_for_them_under_another_key_nothing_is_changed(place, monkeypatch):
    with a_store(place) as store:
        names = [keep(store, a_picture(seed)) for seed in range(3)]
        kept = type(store._attaching.kept)
        counted, real = itertools.count(), kept.keep

        def full(*given):
            if next(counted) == 1:
                raise DiskFull
            return real(*given)

        with monkeypatch.context() as patched:
            patched.setattr(kept, "keep", full)
            with pytest.raises(DiskFull):
                store.rekey()
        assert not list(place.glob("attachments.*"))
        assert [content_of(store, name) for name in names]

    with opened(place) as store:
        assert store.check().sound


def test_a_rescued_store_has_every_attachment_that_reads(place, tmp_path):
    with a_store(place) as store:
        sent, waiting, open_one = (keep(store, a_picture(seed)) for seed in range(3))
        damaged = keep(store, a_picture(3))
        store.journal.seal(birth(1, answers={"q/digits": sent}))
        store.journal.seal(birth(2, answers={"q/digits": waiting}))
        store.visits.keep(a_visit(3, f'"{open_one}"'.encode()), a_row(3))
        # Their rows do not read; what names them does.
        store._connection.write(
            "DELETE FROM attachments WHERE reference <> ?", (damaged,)
        )
        store._attaching.kept.path(bytes.fromhex(damaged[:64])).write_bytes(b"x")

    done = rescue(place, PASSPHRASE, tmp_path / "new", **given())

    assert done.attachments == 3
    assert [each for each in done.lost if each.startswith("attachment")] == [
        f"attachment {damaged[:16]}: not a whole attachment file"
    ]
    with opened(tmp_path / "new") as store:
        for seed, name in enumerate((sent, waiting, open_one)):
            assert content_of(store, name) == a_picture(seed)
        assert {each.reference for each in store.lane.to_send()} == {sent, waiting}
        assert store.check().sound


def test_a_copy_that_is_enrolled_anew_still_sends_them(place, tmp_path):
    with a_store(place) as store:
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
        name = keep(store, a_picture(1))
        more = {"area": "PK501", "device": 7, "answers": {"q/digits": name}}
        store.journal.seal(birth(1, **more))
    shutil.copytree(place, tmp_path / "copy")
    (tmp_path / "copy" / "device").unlink()

    with opened(tmp_path / "copy") as store:
        assert store.device.trouble == "copied"
        store.enrol(Enrolment(8, "Laptop 8", ("PK501",)))
        assert [each.reference for each in store.lane.to_send()] == [name]
        assert store.lane.piece(name, 1000, 500) == a_picture(1)[1000:1500]
