"""Builders of attachments: pictures that are noise, and where their files lie."""

import hashlib
import random

from sync.attachments import reference


def a_picture(seed, size=5000):
    return random.Random(seed).randbytes(size)


def name_of(content, extension="jpg"):
    return reference(hashlib.sha256(content).digest(), extension)


def keep(store, content, extension="jpg", cuts=1000):
    pieces = (content[at : at + cuts] for at in range(0, len(content), cuts))
    return store.attachments.keep(pieces, extension)


def the_files(place):
    return sorted(p for p in (place / "attachments").rglob("*") if p.is_file())


def the_file(place):
    (only,) = the_files(place)
    return only
