"""Held changes: a person, or a questionnaire that has come, lets them through."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from sync.change import Change
from sync.journal import Opened
from sync.registry.acceptance import deliver
from sync.registry.circumstances import circumstances_of
from sync.registry.holding import hold
from sync.registry.office import Office
from sync.registry.opening import opened_at, opened_in
from sync.registry.pruning import Checked, aside_without_erased, without_erased
from sync.registry.storage import Books, NewEntry, Quarantined
from sync.registry.verdicts import FORM_UNKNOWN, verdicts
from sync.session.entries import ReleaseEntry
from sync.session.entrycode import NUMBERS, encode_entry


def held(office: Office) -> tuple[Quarantined, ...]:
    """Give everything that is held back."""
    with office.storage.reading() as books:
        return books.changes.held()


def release(office: Office, chosen: tuple[Quarantined, ...]) -> int:
    """Deliver held changes that can be read now; give how many were.

    They take their places here and now: nobody has seen them before. One that is held
    for a second reason too waits for that from now on: a person lets pass what they
    were shown, and nothing else.
    """
    released = 0
    places = sorted(chosen, key=lambda one: (one.area, one.counter, one.index))
    for area, of_area in groupby(places, key=lambda one: one.area):
        with office.storage.writing() as books:
            books.log.hold(area)
            for counter, of_entry in groupby(of_area, key=lambda one: one.counter):
                released += _judge(office, books, area, counter, tuple(of_entry))
    return released


def chosen(
    office: Office, area: str, counter: int, index: int | None = None
) -> tuple[Quarantined, ...]:
    """Give what is held or was turned down at a place in a log, or one index of it."""
    with office.storage.reading() as books:
        known = (*books.changes.held(), *(one for one, _ in books.changes.rejected()))
    here = (one for one in known if (one.area, one.counter) == (area, counter))
    return tuple(one for one in here if index in (None, one.index))


def change_of(office: Office, one: Quarantined) -> Change | None:
    """Give a held change itself, as far as it can be read yet."""
    with office.storage.reading() as books:
        opened = opened_at(office, books, one.area, one.counter)
    return opened.changes[one.index] if opened else None


def reject(office: Office, turned_down: tuple[Quarantined, ...], why: str) -> int:
    """Turn held changes down for good reason; give how many.

    Nothing is deleted: they stay in the log, receipted, and may still be released.
    """
    with office.storage.writing() as books:
        for one in turned_down:
            place = (one.area, one.counter, [one.index])
            books.changes.reject(*place, why, office.clock())
    return len(turned_down)


def release_readable(office: Office) -> int:
    """Judge what could not be read and now can; deliver what nothing else holds."""
    with office.storage.reading() as books:
        waiting = books.changes.held(code=FORM_UNKNOWN)
    released = 0
    for area, counter in sorted({(one.area, one.counter) for one in waiting}):
        with office.storage.writing() as books:
            books.log.hold(area)
            # Somebody may have decided meanwhile.
            held = books.changes.held(code=FORM_UNKNOWN, at=(area, counter))
            released += _judge(office, books, area, counter, held)
    return released


def prune_readable(office: Office) -> None:
    """Take what was ordered to be erased out of what could not be read until now."""
    with office.storage.reading() as books:
        if not books.erasures.any():
            return
        places = books.erasures.undelivered()
    for area, counter in sorted(places):
        with office.storage.writing() as books:
            books.log.hold(area)
            _pruned_at(office, books, area, counter)
    with office.storage.writing() as books:
        hold(books, None)
        for one in books.aside.all():
            left = aside_without_erased(office, books, one.bytes)
            if left != one.bytes:
                books.aside.rewrite(one, left)
    office.storage.forget()


def _judge(
    office: Office,
    books: Books,
    area: str,
    counter: int,
    waited: Sequence[Quarantined],
) -> int:
    """Say of changes of an entry why else they are held; deliver the others.

    What held those that `waited` so far holds them no more.
    """
    one = _pruned_at(office, books, area, counter)
    if one is None or not isinstance(one.opened, Opened):
        return 0
    names = [change.name for change in one.opened.changes]
    doubted = {names[each.index] for each in waited if each.unproved}
    # What was taken out here since it came needs no other proof.
    one = replace(one, unproved=one.unproved & doubted)
    passed = {each.index: each.code for each in waited}
    seen = circumstances_of(books, one, books.log.introduced(area))
    found = verdicts(one.segment.header, one.opened, seen, passed)
    still = {held.index: held.code for held in found if held.index in passed}
    for index, code in still.items():
        books.changes.hold_for(area, counter, index, code)
    return _release(office, books, counter, one, set(passed) - set(still))


def _release(
    office: Office, books: Books, counter: int, one: Checked, wanted: set[int]
) -> int:
    area, opened = one.segment.header.area, one.opened
    if not isinstance(opened, Opened):
        return 0
    names = [change.name for change in opened.changes]
    twice = books.changes.known(area, names)
    # What a segment says twice is released once.
    new = {names[i]: i for i in sorted(wanted, reverse=True) if names[i] not in twice}
    indexes = sorted(new.values())
    if not indexes:
        return 0
    entry = encode_entry(ReleaseEntry(counter, tuple(indexes)))
    at = books.log.append(area, [NewEntry(NUMBERS[ReleaseEntry], entry, entry)])
    others = set(range(len(names))).difference(indexes)
    deliver(office, books, area, counter, opened, others)
    books.changes.release(area, counter, indexes, at)
    return len(indexes)


def _pruned_at(office: Office, books: Books, area: str, counter: int) -> Checked | None:
    """Open a segment, if it can be; what was erased when it could not be goes now.

    Where more was taken out of it than was ordered nothing of it is proved.
    """
    entry = books.log.entry(area, counter)
    assert entry is not None, "what is held stands in the log"
    found = opened_in(office, books, entry.body)
    if found is None:
        return None
    segment, opened = found
    one = Checked(entry.body, segment, opened)
    left = without_erased(books, one, office.layouts.known)
    if left is None:
        return replace(one, unproved=frozenset(each.name for each in opened.changes))
    if left.data != entry.body:
        books.log.rewrite(area, counter, left.kind, left.data)
        books.runs.drop(area, counter)
    return left
