"""What every database must keep of attachments."""

from sync.registry.storage import Attachment, Beginning
from sync.session.attached import Key, State

AREA = "PK501"
DIGEST, OTHER = b"d" * 32, b"e" * 32
KEY = Key(AREA, DIGEST)


def awaited(digest=DIGEST, area=AREA, device=1, since=5):
    return Attachment(area, digest, device, "a-record", State.AWAITED, 0, since)


def expecting(storage, *all_of_them):
    with storage.writing() as books:
        books.attachments.expect(all_of_them)


def test_what_is_expected_twice_is_waited_for_once(storage):
    expecting(storage, awaited(device=1))
    expecting(storage, awaited(device=2), awaited(OTHER))

    with storage.reading() as books:
        found = books.attachments.find([KEY, Key(AREA, OTHER), Key("PK502", DIGEST)])

    assert found == {KEY: awaited(), Key(AREA, OTHER): awaited(OTHER)}


def test_pieces_of_one_laptop_make_its_beginning(storage):
    expecting(storage, awaited())
    with storage.writing() as books:
        books.attachments.add(KEY, 1, 10, 0, b"four")
        books.attachments.add(KEY, 2, 99, 0, b"of somebody else")
        books.attachments.add(KEY, 1, 10, 4, b"more")
        books.attachments.add(KEY, 1, 10, 4, b"again")

    with storage.reading() as books:
        assert books.attachments.beginning(KEY, 1) == Beginning(8, 10)
        assert books.attachments.beginning(KEY, 3) == Beginning(0, 0)
        assert list(books.attachments.bytes_of(KEY, 1)) == [b"four", b"more"]
        assert (books.attachments.pending(1), books.attachments.pending(3)) == (8, 0)


def test_what_is_stored_is_counted_and_its_pieces_go(storage):
    expecting(storage, awaited(), awaited(OTHER), awaited(area="PK502"))
    with storage.writing() as books:
        books.attachments.add(KEY, 1, 10, 0, b"four")
        stored = books.attachments.store(KEY, 10, 77)
        again = books.attachments.store(KEY, 10, 78)

    with storage.reading() as books:
        counts = [
            (one.area, one.awaited, one.stored, one.bytes_stored)
            for one in books.attachments.counts()
        ]
        assert (stored, again) == (True, False)
        assert counts == [(AREA, 1, 1, 10), ("PK502", 1, 0, 0)]
        assert books.attachments.beginning(KEY, 1) == Beginning(0, 0)
        assert books.attachments.needed(DIGEST)
        assert not books.attachments.needed(OTHER)
        (listed,) = books.attachments.in_area([AREA], State.STORED)
        assert (listed.size, listed.stored) == (10, 77)


def test_what_is_lost_is_waited_for_and_what_is_erased_never_again(storage):
    expecting(storage, awaited(), awaited(OTHER))
    with storage.writing() as books:
        books.attachments.store(KEY, 10, 77)
        books.attachments.lose(KEY)
        books.attachments.erase(Key(AREA, OTHER), 78)
        stored = books.attachments.store(Key(AREA, OTHER), 10, 79)

    expecting(storage, awaited(OTHER))
    with storage.reading() as books:
        states = {one.digest: one.state for one in books.attachments.in_area()}

    assert not stored
    assert states == {DIGEST: State.AWAITED, OTHER: State.ERASED}


def test_a_list_is_not_longer_than_asked(storage):
    expecting(storage, *(awaited(bytes([n]) * 32, since=n) for n in range(5)))

    with storage.reading() as books:
        first = books.attachments.in_area(most=2)

    assert [one.since for one in first] == [0, 1]
