"""Nothing readable leaves a whole session of the window, however it ends."""

import base64
import json
import os
import time
from pathlib import Path

import pytest

from enrolment_app import start
from enrolment_app.actions.unlock import unlock
from enrolment_app.store import Query
from sync.registry.founding import found
from sync.registry.provisioning import NewPerson, Order, make_laptop
from tests.ui.leaks.session import PASSPHRASE
from tests.ui.leaks.traced import needs_strace, seen, spellings, traced

MARKS = {
    "person": "Zolfaqar Yunsi",
    "name": "Zarmarghalara Begum",
    "urdu": "زرمرغلرہ بیگم",
    "village": "Shahtootband",
    "cnic": "1730188289067",
    "phone": "03459911882",
    "side": "Qulfikanda",
    "typed": "Gulghundai",
}

PLAIN = """
import json, sqlite3, sys, os
marks = json.loads(sys.argv[1])
plain = sqlite3.connect(sys.argv[2])
plain.execute("CREATE TABLE t (x)")
plain.executemany("INSERT INTO t VALUES (?)", [(text,) for text in marks.values()])
plain.commit()
os.write(1, marks["name"].encode("utf-16-le"))
os.write(2, marks["urdu"].encode().hex().encode())
open(sys.argv[2] + marks["village"], "w").close()
"""


@needs_strace
@pytest.mark.parametrize("end", ["quit", "raise", "abort"])
def test_no_word_of_a_household_is_written_readably(tmp_path, end):
    now = round(time.time() * 1000)
    office = found(tmp_path / "office", "", (), lambda: now, os.urandom)
    order = Order("SWT-07", ["PK532"], people=[NewPerson("Demo Gulalai", "")])
    made = make_laptop(office, order)
    office.storage.close()
    place = tmp_path / "laptop"
    place.mkdir()
    (place / "office.json").write_bytes(made.file)

    words = json.dumps(MARKS)
    written, said = traced(tmp_path, "-m", "tests.ui.leaks.session", place, words, end)

    ended = "the session ended as it should" in said
    assert ended is (end != "abort"), said
    assert ("ValueError" in said) is (end == "raise")
    bytes_of = sum(len(each.content) for each in written if "store.db" in each.file)
    assert bytes_of > 100_000  # it saw the store being written
    assert any("work.indraj-bundle" in each.file for each in written)
    cut = {Path(each.file).name for each in written if each.cut}
    assert cut <= {"reserve.tmp"}  # megabytes of chance
    assert seen(written, MARKS) == {}
    assert not list(place.rglob("core*"))
    work = unlock(place / "store", PASSPHRASE, start.machine())
    with work.store:  # it did what it was made to do
        households = work.store.households
        assert households.page(Query(text=MARKS["name"])).total == 1
        assert households.page(Query(text=MARKS["typed"])).total == 1
        assert households.page(Query(contested=True)).total == 1


@needs_strace
def test_the_scan_sees_a_plain_database_pipes_and_names_of_files(tmp_path):
    words = json.dumps(MARKS)
    written, _ = traced(tmp_path, "-c", PLAIN, words, str(tmp_path / "plain.db"))

    where = seen(written, MARKS)

    assert set(where) == set(MARKS)
    assert any("plain.db" in place for place in where["cnic"])
    assert any(place.startswith("write pipe") for place in where["name"])
    assert any(place.startswith("write pipe") for place in where["urdu"])
    assert any(place.startswith("openat") for place in where["village"])


def test_every_spelling_is_looked_for():
    for plain in (b"", b"a", b"ab", b"abc"):
        text = plain + "زرمرغلرہ".encode() + b"xyz"
        coded = base64.b64encode(text)
        assert any(form in coded for form in spellings("زرمرغلرہ"))
    assert "Gul".encode("utf-16-be") in set(spellings("Gul"))
