"""Seeded histories of whole districts, each twice; a failing seed plays again.

`World(SEED, **sized(SEED)).run()` plays the history of a seed that failed here or in
`tests/nightly/simulation.py`, step by step and the same each time.
"""

import dataclasses
from contextlib import suppress

import pytest

from sync import context
from sync.errors import BadSignature, IndrajError
from sync.receipts import Held
from sync.registry import acceptance, receipts, serving
from sync.registry.attaching import Taking
from sync.session import trusting
from sync.session.attached import State
from tests.sync.registry.erasing import Erasing
from tests.sync.simulation import accidents, keys
from tests.sync.simulation.office import Contents, SqliteStorage
from tests.sync.simulation.world import ACTS, World, sized

SEEDS = 500
CHUNK = 50
HUNDREDS_OF_LAPTOPS = 999


def played(seed, **more):
    world = World(seed, **{**sized(seed), **more})
    try:
        return world.run()
    except Exception as failure:
        failure.add_note(f"World({seed}, **{sized(seed)}).run()")
        raise


@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_nothing_is_lost_or_invented_and_each_seed_gives_one_history(first):
    for seed in range(first, first + CHUNK):
        assert played(seed) == played(seed), seed


@pytest.mark.timeout(600)
def test_hundreds_of_laptops_lose_nothing_either():
    assert played(HUNDREDS_OF_LAPTOPS) == played(HUNDREDS_OF_LAPTOPS)


@pytest.mark.parametrize("seed", range(5000, 5006))
def test_books_in_memory_tell_what_the_registry_s_own_books_tell(seed):
    assert played(seed) == played(seed, storage=SqliteStorage)


def some_seed_fails(seeds=60):
    for seed in range(seeds):
        try:
            played(seed)
        except (AssertionError, IndrajError):
            return True
    return False


def test_a_context_that_claims_too_much_is_found(monkeypatch):
    honest = context.covered

    def boastful(seen, own, places, survived):
        return honest(seen, own, places, survived) | frozenset(list(places)[:2]) - {own}

    monkeypatch.setattr(context, "covered", boastful)

    assert some_seed_fails()


def test_a_receipt_for_what_was_not_kept_is_found(monkeypatch):
    honest = receipts.receipt

    def generous(office, epoch, area, tip, state):
        further = dataclasses.replace(tip, last=tip.last + 1)
        return honest(office, epoch, area, further, state)

    monkeypatch.setattr(receipts, "receipt", generous)

    assert some_seed_fails()


def test_a_receipt_that_calls_durable_what_no_copy_holds_is_found(monkeypatch):
    honest = receipts.receipt

    def generous(office, epoch, area, tip, _state):
        return honest(office, epoch, area, tip, Held.DURABLE)

    monkeypatch.setattr(receipts, "receipt", generous)

    assert some_seed_fails()


def test_a_photo_that_counts_and_was_not_kept_is_found(monkeypatch):
    monkeypatch.setattr(Contents, "put", lambda *_: None)

    assert some_seed_fails()


def test_a_photo_that_counts_before_it_is_whole_is_found(monkeypatch):
    monkeypatch.setattr(
        Taking,
        "_look",
        lambda self, _books, named, _row: self.tell(
            named.key, State.STORED, named.size
        ),
    )

    assert some_seed_fails()


def test_what_was_erased_and_is_let_in_again_is_found(monkeypatch):
    monkeypatch.setattr(acceptance, "without_erased", lambda *given: given[1])

    assert some_seed_fails(200)


def test_an_order_that_laptops_do_not_bring_back_is_found(monkeypatch):
    # A backup that knows nothing of an order is rare in an ordinary history.
    for act in (accidents.erase, accidents.back_up, accidents.restore):
        monkeypatch.setitem(ACTS, act, 20)
    monkeypatch.setattr(Erasing, "lacking_orders", lambda *_: ())

    assert some_seed_fails(300)


def test_an_area_served_to_everybody_is_found(monkeypatch):
    def all_of_them(books, device):
        del device
        return {code: books.areas.get(code) for code in ("", "north", "south", "west")}

    monkeypatch.setattr(serving, "readable", all_of_them)

    assert some_seed_fails()


def test_a_key_that_was_given_up_and_is_believed_is_found(monkeypatch):
    for act in (keys.take_key, keys.forge_answer):
        monkeypatch.setitem(ACTS, act, 20)

    def credulous(known, read):
        for key in reversed(known.keys):
            with suppress(BadSignature):
                return read(key)
        raise BadSignature

    monkeypatch.setattr(trusting, "by_newest", credulous)

    assert some_seed_fails()
