"""Nothing readable on the disk: not in a file, not in a file's name."""

import sqlite3

from enrolment_app.store import Enrolment, InstalledForm, StaffMember
from tests.store.builders import (
    ASHA,
    FORM,
    a_row,
    a_store,
    a_visit,
    birth,
    household_of,
)

NAME = "Zarghuna Bibi"
URDU = "زرغونہ بی بی"
CNIC = "1730145289067"
VILLAGE = "Shahi Bala"
KNOWN = (NAME, URDU, CNIC, VILLAGE, ASHA.id, "kp-household", "draft of a visit")


def spellings(text):
    """Give the bytes in which a text could lie around, whole or folded."""
    for spelled in (text, text.casefold(), text.upper()):
        yield from (
            spelled.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")
        )
        yield spelled.encode().hex().encode()
    if text.isdecimal():
        yield int(text).to_bytes(8, "big")
        yield int(text).to_bytes(8, "little")


def seen(folder, texts):
    """Give the texts that can be read in the files of a folder, or in their names."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    contents += [str(path.relative_to(folder)).encode() for path in folder.rglob("*")]
    return {
        text
        for text in texts
        if any(one in content for content in contents for one in spellings(text))
    }


def fill(store):
    store.people.admit(StaffMember("p-2", NAME), "another one")
    store.enrol(Enrolment(7, NAME, ("PK501",), token=CNIC))
    answers = {"q/digits": CNIC, "q/date": VILLAGE}
    for seed in range(30):
        head = NAME if seed % 2 else URDU
        store.journal.seal(
            birth(seed, head=head, area="PK501", device=7, answers=answers)
        )
    draft = f"draft of a visit {NAME} {URDU} {CNIC}".encode() * 50
    store.visits.keep(a_visit(90, draft), a_row(90, head=NAME, words=(NAME, CNIC)))
    store.forms.install(
        InstalledForm(FORM.form, "2", NAME, FORM.layout, FORM.xform + NAME.encode())
    )


def test_no_answer_and_no_name_can_be_read_on_the_disk(place):
    with a_store(place) as store:
        fill(store)
        assert seen(place, KNOWN) - {ASHA.id} == set()
        store.rebuild()
        store.check()
        assert store.households.row(household_of(1)).head == NAME
        assert seen(place, KNOWN) - {ASHA.id} == set()

    assert seen(place, KNOWN) == {ASHA.id}, "the slot names an id, and only that"


def test_the_scan_would_see_them_in_a_plain_database(tmp_path):
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE t (x)")
        plain.executemany("INSERT INTO t VALUES (?)", [(text,) for text in KNOWN])
        plain.execute("INSERT INTO t VALUES (?)", (int(CNIC),))
        plain.commit()
    plain.close()

    assert seen(tmp_path, KNOWN) == set(KNOWN)


def test_the_scan_sees_utf_16_and_digits_kept_as_a_number(tmp_path):
    (tmp_path / "a").write_bytes(NAME.encode("utf-16-le"))
    (tmp_path / "b").write_bytes(int(CNIC).to_bytes(8, "big"))

    assert seen(tmp_path, KNOWN) == {NAME, CNIC}


def test_temporary_results_stay_in_memory(store):
    assert store._connection.value("PRAGMA temp_store") == 2
