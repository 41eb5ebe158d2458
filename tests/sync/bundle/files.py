"""Small bundles to spoil, and the keys of those who wrote them."""

from sync.bundle import Envelope, Kind, Manifest, identity_from, recipient_of, seal
from sync.bundle import write_bundle as put
from sync.bundle.author import Author
from sync.seal import SigningKey

REGISTRY = SigningKey(b"r" * 32)
LAPTOP = SigningKey(b"d" * 32)
READER = identity_from(REGISTRY.seed, "registry")


def an_author(device=7, key=LAPTOP, **more):
    return Author(
        device,
        key.public,
        key.sign,
        identity_from(key.seed, "laptop"),
        (recipient_of(READER),),
        REGISTRY.public,
        **more,
    )


def a_bundle(file, letters=2, size=100, author=None):
    """Write a bundle of letters that nobody could read as letters."""
    author = author or an_author()
    sealed = [seal(bytes([n]) * size, author.readers) for n in range(letters)]
    envelopes = [
        Envelope.around(
            one, Kind.UP, device=7, question=bytes([n]) * 32, readers=(b"r" * 8,)
        )
        for n, one in enumerate(sealed)
    ]
    return put(file, author.manifest(envelopes, 5), sealed, author.sign)


def forged(file, **values):
    """Write a bundle whose manifest lies about its letters."""
    author = an_author()
    sealed = seal(b"x", author.readers)
    told = {"kind": Kind.UP, "device": 7, "question": b"q" * 32, "readers": ()}
    around = Envelope.around(sealed, **told)
    manifest = Manifest("registry", 7, author.public, 0, (around,))
    return put(file, manifest, [sealed], author.sign, **values)
