"""Bundles that a laptop's owner could write who means harm: signed, whole, and wrong."""

import hashlib
from dataclasses import replace

from enrolment_app.actions.lettering import author_of
from sync.bundle import Kind, open_bundle, seal, write_bundle
from sync.bundle.sealing import fingerprint
from tests.actions.sticks import stick


def letters_of(file):
    bundle = open_bundle(file)
    envelopes = bundle.manifest.envelopes
    return [(envelope, bundle.letter(n)) for n, envelope in enumerate(envelopes)]


def swapped(letters, chance):
    """Letters in each other's envelopes."""
    n, m = chance.randrange(len(letters)), chance.randrange(len(letters))
    (one, sealed), (_, other) = letters[n], letters[m]
    letters[n] = (resealed(one, other), other)
    assert sealed
    return letters


def renamed(letters, chance):
    """An envelope that says something else of its letter."""
    n = chance.randrange(len(letters))
    envelope, sealed = letters[n]
    change = chance.choice(
        (
            {"device": chance.choice((0, 1, 2, 3, 99, 2**40, 2**63 - 1))},
            {"question": chance.randbytes(32)},
            {"kind": chance.choice(list(Kind))},
            {"changes": 2**60, "written_ms": 2**63 - 1},
            {"stands": {"PK501": (2**60, 2**60)}, "epoch": "x" * 1000},
            {"refused": "sync.device_revoked", "signature": chance.randbytes(64)},
        )
    )
    letters[n] = (replace(envelope, **change), sealed)
    return letters


def nonsense(letters, chance, readers):
    """Something that opens, and is no letter."""
    n = chance.randrange(len(letters))
    sealed = seal(chance.randbytes(chance.randrange(400)), readers)
    letters[n] = (resealed(letters[n][0], sealed), sealed)
    return letters


def repeated(letters, chance):
    """The same letter again, or one less."""
    n = chance.randrange(len(letters))
    return (
        [*letters, letters[n]]
        if chance.random() < 0.5
        else letters[:n] + letters[n + 1 :]
    )


def resealed(envelope, sealed):
    digest = hashlib.sha256(sealed).digest()
    return replace(envelope, digest=digest, size=len(sealed))


def spoilt(work, file, chance, home):
    """Write a bundle that was changed in one to three places, by its own writer."""
    enrolment = work.store.device.enrolment
    author = author_of(work, enrolment)
    letters = letters_of(file)
    for _ in range(chance.randint(1, 3)):
        if not letters:
            break
        act = chance.choice((swapped, renamed, repeated, nonsense))
        more = (enrolment.readers,) if act is nonsense else ()
        letters = act(letters, chance, *more)
    readers = tuple(fingerprint(reader) for reader in enrolment.readers)
    if chance.random() < 0.3:
        letters = [(replace(e, readers=readers), sealed) for e, sealed in letters]
    manifest = author.manifest((envelope for envelope, _ in letters), 0)
    hostile = stick(home)
    write_bundle(hostile, manifest, (sealed for _, sealed in letters), author.sign)
    return hostile
