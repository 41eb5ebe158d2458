"""Files lie there whole, whatever file system a stick or a server has."""

import errno
import os
import stat

import pytest

from sync.folders import write_private


def refusing(code):
    """Give a sync that a folder answers with an error."""
    usual = os.fsync

    def fsync(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, "a folder")
        usual(handle)

    return fsync


def test_where_no_folder_can_be_made_durable_the_file_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", refusing(errno.EINVAL))

    write_private(tmp_path / "file", b"content")

    assert (tmp_path / "file").read_bytes() == b"content"


def test_a_folder_that_fails_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", refusing(errno.EIO))

    with pytest.raises(OSError, match="a folder"):
        write_private(tmp_path / "file", b"content")
