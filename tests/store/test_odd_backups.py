"""A file that is called a backup and is none makes no store, and stops no backup."""

import io
import json
import sys
import tarfile

import pytest

from enrolment_app.actions.back_up import back_up_into
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import SUFFIX, StoreDamaged, put_back
from enrolment_app.store.backup import KIND
from tests.store.builders import ASHA, NOW, a_store, chance

SAID = {"made_ms": 1, "households": 0, "changes": 0, "sums": {}, "kind": KIND}
ODD = {
    "brackets": "[" * 50_000,
    "a list": "[1]",
    "a time that is text": {**SAID, "made_ms": "noon"},
    "nobody's": {**SAID, "store": 7},
    "sums that are a list": {**SAID, "sums": ["store.db"]},
    "a sum of a number": {**SAID, "sums": {"keys": 1}},
}


@pytest.fixture
def work(place, tmp_path):
    with a_store(place) as store:
        machine = Machine(lambda: NOW, chance(), tmp_path)
        yield Work(store, Person(ASHA.id, ASHA.name), machine)


@pytest.mark.parametrize("case", ODD)
def test_an_odd_backup_makes_no_store_and_stops_none(work, tmp_path, case):
    said = ODD[case]
    if isinstance(said, dict):
        said = json.dumps({"store": work.store.id, **said})
    folder = tmp_path / "stick"
    folder.mkdir()
    file = folder / f"odd{SUFFIX}"
    with tarfile.open(file, "w") as tar:
        member = tarfile.TarInfo("about")
        member.size = len(said)
        tar.addfile(member, io.BytesIO(said.encode()))

    with pytest.raises(StoreDamaged):
        put_back(file, tmp_path / "new")
    done = back_up_into(work, folder)

    assert not (tmp_path / "new").exists()
    assert put_back(done.file, tmp_path / "new") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_a_link_that_leads_nowhere_stops_no_backup(work, tmp_path):
    (tmp_path / f"gone{SUFFIX}").symlink_to(tmp_path / "nowhere")

    assert back_up_into(work, tmp_path).file.exists()
