"""A disk under the database engine that writes down what it is told, and can fail.

The engine's own layer below it is wrapped by ctypes, so this is where SQLite meets the
file system: each write, truncation and sync of the database and its log, as encrypted
bytes. Only where the engine's library shows its functions, which it does on Linux.
"""

import ctypes
import itertools
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlcipher3

OK, FULL, READONLY = 0, 13, 8
IO_WRITE, IO_SYNC = 10 | 3 << 8, 10 | 4 << 8

# The path as an address: the engine keeps it as long as the file is open.
Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)


class Methods(Structure):
    """sqlite3_io_methods, as far as it is wrapped, and room for the rest."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", Write),
        ("truncate", Truncate),
        ("sync", Sync),
        ("rest", c_void_p * 13),
    )


class File(Structure):
    """sqlite3_file: what the engine opened."""

    _fields_ = (("methods", POINTER(Methods)),)


class Vfs(Structure):
    """sqlite3_vfs, as far as it is wrapped, and room for the rest."""

    _fields_ = (
        ("version", c_int),
        ("file_bytes", c_int),
        ("path_max", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", Open),
        ("rest", c_void_p * 15),
    )


@dataclass(frozen=True)
class Operation:
    """One thing that the disk was told; `data` of a write, `at` where or how long."""

    kind: str
    file: str
    at: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """What was told so far; `fails(number, kind)` gives an error of SQLite, or OK."""

    operations: list[Operation] = field(default_factory=list)
    fails: object = lambda _number, _kind: OK

    def told(self, kind, file, at=0, data=b""):
        number = len(self.operations)
        self.operations.append(Operation(kind, file, at, data))
        return self.fails(number, kind)

    def mark(self, said):
        """Write down, in the same order, what was said to a person."""
        self.operations.append(Operation("said", said))


@contextmanager
def recorded():
    """Let every database that is opened inside lie on such a disk."""
    library = ctypes.CDLL(str(next(Path(sqlcipher3.__file__).parent.glob("_sqlite3*"))))
    if not hasattr(library, "sqlite3_vfs_register"):
        pytest.skip("the engine's library does not show its functions here")
    library.sqlite3_vfs_find.restype = POINTER(Vfs)
    below = library.sqlite3_vfs_find(None)
    layer = _Layer(Disk(), below.contents)
    library.sqlite3_vfs_register(ctypes.byref(layer.vfs), 1)
    try:
        yield layer.disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(layer.vfs))
        library.sqlite3_vfs_register(below, 1)


class _Layer:
    numbers = itertools.count()

    def __init__(self, disk, below):
        self.disk = disk
        self.names = {}
        self.wrapped = {}
        self.vfs = Vfs()
        ctypes.pointer(self.vfs)[0] = below
        self.vfs.name = f"recorded-{next(self.numbers)}".encode()
        self.open_below = below.open
        self.open = Open(self._open)
        self.vfs.open = self.open

    def _open(self, vfs, path, file, flags, out):
        answer = self.open_below(vfs, path, file, flags, out)
        if answer == OK and path:
            opened = ctypes.cast(file, POINTER(File)).contents
            self.names[file] = Path(ctypes.string_at(path).decode()).name
            opened.methods = ctypes.pointer(self._methods(opened.methods))
        return answer

    def _methods(self, below):
        address = ctypes.addressof(below.contents)
        if address not in self.wrapped:
            self.wrapped[address] = self._over(below.contents)
        return self.wrapped[address]

    def _over(self, below):
        methods = Methods()
        ctypes.pointer(methods)[0] = below
        below_write, below_truncate, below_sync = (
            below.write,
            below.truncate,
            below.sync,
        )

        def write(file, data, size, at):
            content = ctypes.string_at(data, size)
            error = self.disk.told("write", self.names[file], at, content)
            return error or below_write(file, data, size, at)

        def truncate(file, size):
            error = self.disk.told("truncate", self.names[file], size)
            return error or below_truncate(file, size)

        def sync(file, flags):
            error = self.disk.told("sync", self.names[file])
            return error or below_sync(file, flags)

        methods.write, methods.truncate = Write(write), Truncate(truncate)
        methods.sync = Sync(sync)
        return methods
