"""A backup that was altered is said to be none, whatever was altered in it."""

import shutil
import zipfile

import pytest

from sync.errors import BackupDamaged
from sync.registry import backup, backup_read
from tests.sync.registry.offices import an_office


def test_whichever_bit_of_its_list_is_another_one(tmp_path):
    office, out = an_office(tmp_path / "registry"), tmp_path / "registry.zip"
    backup.back_up(office, tmp_path / "registry", "", out)
    office.storage.close()
    whole = out.read_bytes()
    bad, folder = tmp_path / "bad.zip", tmp_path / "unpacked"
    refused = 0
    for at in range(whole.find(b"PK\x01\x02"), len(whole)):
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        folder.mkdir()
        try:
            backup_read.unpack(bad, folder)
        except BackupDamaged:
            refused += 1
        shutil.rmtree(folder)

    assert refused > 0


@pytest.mark.parametrize("sums", ["[]", "1", "null"])
def test_sums_of_another_shape(tmp_path, sums):
    with zipfile.ZipFile(tmp_path / "registry.zip", "w") as whole:
        whole.writestr("sums.json", sums)

    with pytest.raises(BackupDamaged):
        backup_read.unpack(tmp_path / "registry.zip", tmp_path)
