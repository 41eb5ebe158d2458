"""Writes tests/vectors/slots/files.json: one good file, and many that must be refused.

python -m tests.store.make_slot_vectors
"""

import base64
import json
from pathlib import Path

from enrolment_app.store.recovery_codes import new_code, read_code
from enrolment_app.store.slots import (
    OFFICE,
    OFFICE_NEXT,
    RECOVERY,
    Table,
    canonical,
    encode,
)
from enrolment_app.store.wrapping import province_slot
from tests.store.builders import chance
from tests.store.slot_files import KEY, STORE, a_slot, a_table, repaired, with_body

FILE = Path(__file__).parents[1] / "vectors" / "slots" / "files.json"
CHANGES = {
    "memory that would exhaust the computer": ('"m":64', '"m":4294967296'),
    "less memory than a guess may cost": ('"m":64', '"m":4'),
    "memory too small for its lanes": ('"p":1', '"p":16'),
    "no rounds": ('"t":1', '"t":0'),
    "rounds as text": ('"t":1', '"t":"1"'),
    "lanes beyond the bound": ('"p":1', '"p":255'),
    "another derivation": ("argon2id-13", "argon2id-12"),
    "an unknown kind": ('"kind":"person"', '"kind":"persona"'),
    "a person's slot without a guard": ('"kind":"person"', '"kind":"province"'),
    "generation 0": ('"gen":1', '"gen":0'),
    "generation true": ('"gen":1', '"gen":true'),
    "a space": ('"gen":1', '"gen": 1'),
    "version within 1": ('"v":2', '"v":1'),
    "store id in capitals": ('"store":"ab', '"store":"AB'),
    "store id too short": ('"store":"abab', '"store":"ab'),
    "an unknown field": ('"slots":', '"slotz":'),
    "a person without an id": ('"id":"a"', '"id":""'),
    "an id that is a number": ('"id":"a"', '"id":7'),
    "one field more": ('"id":"a"', '"id":"a","ie":1'),
    "a salt too short": ('"salt":"', '"salt":"0'),
    "no slots": ('"slots":[', '"slots":[],"more":['),
}


def vectors():
    one = encode(a_table("a"), KEY)
    full = [*a_table("a", "b").slots]
    code = read_code(new_code(chance(b"vector")))
    full.append(a_slot("a", code, RECOVERY))
    full.append(province_slot(KEY, STORE, bytes(range(32))))
    many = encode(Table(STORE, "cd" * 16, 3, tuple(full)), KEY)
    yield "one person", one, {"a": ["a"], "b": []}
    yield "two people, a code and the province", many, {"a": ["a"], "b": ["b"]}
    last = [a_slot("a", code, OFFICE), a_slot("a", code, OFFICE_NEXT)]
    office = encode(Table(STORE, "cd" * 16, 4, (*full[:1], *last)), KEY)
    yield "codes of the office", office, {"a": ["a"], "b": []}
    for name, content in bad(one):
        yield name, content, "damaged"
    yield "a later version", repaired(one[:8] + b"\4" + one[9:]), "newer"


def bad(one):
    yield "empty", b""
    yield "wrong magic", repaired(b"INDRJKS2" + one[8:])
    yield "version 0", repaired(one[:8] + b"\0" + one[9:])
    yield "version 1", repaired(one[:8] + b"\1" + one[9:])
    yield "length too small", repaired(one[:12] + b"\1" + one[13:])
    yield "length too large", repaired(one[:12] + b"\xff\xff\xff\xff" + one[16:])
    yield "bytes after the end", one + b"\0"
    yield "sum of another file", one[:-32] + bytes(32)
    body = one[16:-64].decode()
    three = body.replace('"v":2', '"v":3').encode()
    name = "version 3 without a code of the office"
    yield name, with_body(one[:8] + b"\3" + one[9:], three)
    for name, change in CHANGES.items():
        changed = body.replace(*change)
        assert changed != body, name
        yield name, with_body(one, changed.encode())
    yield "byte order mark", with_body(one, b"\xef\xbb\xbf" + body.encode())
    fields = json.loads(body)
    twice = canonical({**fields, "slots": fields["slots"] * 2})
    yield "two slots of one person", with_body(one, twice)


def main():
    told = [
        {
            "name": name,
            "content": base64.b64encode(content).decode(),
            **(
                {"says": said}
                if isinstance(said, str)
                else {"says": "whole", "key": KEY.hex(), "opens": said}
            ),
        }
        for name, content, said in vectors()
    ]
    FILE.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
