"""A registry to talk to: its places, its questionnaire, its clock and its chance."""

import hashlib
import itertools
import json
from dataclasses import replace

from sync.geography import Place
from sync.registry import founding, publishing
from sync.seal import SigningKey
from sync.session import FormBody
from sync.values import record_id
from tests.sync.builders import a_layout, nonce
from tests.sync.registry.replayed import migrations_replayed

AREA = "PK501"
OTHER_AREA = "PK502"
DISTRICTS = (
    Place("PK5", "Province"),
    Place(AREA, "Here", parent="PK5"),
    Place(OTHER_AREA, "There", parent="PK5"),
)
NOW_MS = 1_800_000_000_000
LAYOUT = a_layout()
LATER = replace(a_layout("later"), version="2")
"""A questionnaire that laptops may have before anybody publishes it."""
LAYOUTS = {LAYOUT.id: LAYOUT, LATER.id: LATER}


def chance(seed=b"chance"):
    """Give a source of bytes that is the same in every run."""
    counter = itertools.count()

    def random(size):
        block = hashlib.shake_256(seed + b"%d" % next(counter))
        return block.digest(size)

    return random


def a_body(layout=LAYOUT):
    return FormBody(
        layout.id,
        layout.form,
        layout.version,
        "A form",
        b"<h:html/>",
        json.dumps(layout.to_json()),
    )


def an_office(data, database="", *, published=True, seed=b"chance"):
    with migrations_replayed():
        office = founding.found(data, database, DISTRICTS, lambda: NOW_MS, chance(seed))
    if published:
        publishing.publish(office, a_body())
    return office


def a_key(name):
    return SigningKey(hashlib.sha256(name.encode()).digest())


def a_record(number):
    return record_id(nonce(number), 0)
