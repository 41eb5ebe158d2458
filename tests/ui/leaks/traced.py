"""What a process wrote anywhere, by strace, and in which spellings a text could be."""

import base64
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

TRACED = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,rename,renameat2"
TRACED += ",openat,unlink,mkdir,symlink,linkat"
STRINGS_BYTES = 70_000
CALL = re.compile(rb"^(?:\[pid +\d+\] |\d+ +)?(?P<name>\w+)\((?P<rest>.*)$")
HEXED = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
FILE = re.compile(rb"^\d+<((?:\\x[0-9a-f]{2}|[^>])*)>")

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None,
    reason="strace looks at what is written (Debian's package strace)",
)


@dataclass(frozen=True)
class Written:
    """One call: its name, the file or pipe, the bytes that were handed over."""

    call: str
    file: str
    content: bytes
    cut: bool


def traced(folder: Path, *arguments: str) -> tuple[list[Written], str]:
    """Run a Python under strace; give what it wrote, and its standard output."""
    log = folder / "strace.log"
    home = folder / "home"
    home.mkdir(exist_ok=True)
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    options = ["-f", "-y", "-xx", "-s", str(STRINGS_BYTES), "-e", f"trace={TRACED}"]
    done = subprocess.run(
        ["strace", *options, "-o", log, sys.executable, *arguments],
        env=surroundings,
        capture_output=True,
        check=False,
        timeout=240,
    )
    if b"Operation not permitted" in done.stderr[:300]:
        pytest.skip("this computer lets nobody trace")
    written = list(_parsed(log))
    log.unlink()
    return written, (done.stdout + done.stderr).decode()


def seen(written: list[Written], marks: dict[str, str]) -> dict[str, set[str]]:
    """Give where each mark was seen, in any spelling; nothing for those not seen."""
    spelled = {name: tuple(spellings(text)) for name, text in marks.items()}
    found: dict[str, set[str]] = {}
    for each in written:
        for name, forms in spelled.items():
            if any(form in each.content for form in forms):
                found.setdefault(name, set()).add(f"{each.call} {each.file}")
    return found


def spellings(text: str) -> Iterator[bytes]:
    """Give the bytes in which a text could lie around: scripts, hex, base64."""
    forms = {text, text.casefold(), text.upper(), unicodedata.normalize("NFD", text)}
    for form in forms:
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            plain = form.encode(code)
            yield plain
            yield plain.hex().encode()
            yield plain.hex().upper().encode()
            yield from _base64(plain)
    # As JSON and Python write what is not ASCII.
    yield text.encode("ascii", "backslashreplace")


def _base64(plain: bytes) -> Iterator[bytes]:
    # What stands before decides how the letters fall; the ends depend on neighbours.
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + plain)
        yield whole[(before * 8 + 5) // 6 : -4]


def _parsed(log: Path) -> Iterator[Written]:
    with log.open("rb") as lines:
        for line in lines:
            call = CALL.match(line)
            if call is None:
                continue
            rest = call["rest"]
            file = FILE.match(rest)
            named = _bytes(file[1]).decode(errors="replace") if file else ""
            for text, cut in HEXED.findall(rest):
                content = bytes.fromhex(text.replace(rb"\x", b"").decode())
                yield Written(call["name"].decode(), named, content, bool(cut))


def _bytes(path: bytes) -> bytes:
    return re.sub(
        rb"\\x([0-9a-f]{2})", lambda two: bytes.fromhex(two[1].decode()), path
    )
