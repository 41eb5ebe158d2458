"""Key-slot files for tests: a good one, and the bytes that an attacker would repair."""

import hashlib

from enrolment_app.store import Cost
from enrolment_app.store.slots import PERSON, Table
from enrolment_app.store.wrapping import Lock, new_slot
from tests.store.builders import chance

KEY = bytes(range(32))
CHEAP = Cost(64, 1, 1)
STORE = "ab" * 16


def a_slot(name, secret=None, kind=PERSON, seed=b"slots"):
    lock = Lock(kind, secret or name, CHEAP)
    return new_slot(KEY, STORE, name, lock, chance(seed + name.encode()))


def a_table(*names, gen=1):
    return Table(STORE, "cd" * 16, gen, tuple(map(a_slot, names)))


def repaired(content):
    """Give the bytes with the sum put right, as an attacker would."""
    return content[:-32] + hashlib.sha256(content[:-32]).digest()


def with_body(content, body):
    """Give a file with another body, its length and sum put right."""
    head = content[:12] + len(body).to_bytes(4, "little")
    return repaired(head + body + content[-64:-32] + bytes(32))
