#!/usr/bin/env python3
"""Build the Windows installer on Linux: `make_windows.py --python FILE [--out DIR]`.

FILE holds Windows' CPython 3.13: the official embeddable zip, or another file named in
`windows/python.lock`; nothing whose SHA-256 is not in that list is taken. Needs
makensis (Debian's nsis) and this project's environment; wheels come from the package
index, or from INDRAJ_WHEELS where there is no network.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import program_tree
from make_debian import commit_time, project_version
from program_tree import PACKAGING, Target

WINDOWS = PACKAGING / "windows"
TARGET = Target(pythons=("3.13",), platforms=("win_amd64",))
SEARCHED = "python313.zip\r\n.\r\n..\\lib\r\n"
"""What python313._pth says: the program's libraries, and nothing of the computer's."""
COMMAND = '@"%~dp0python\\python.exe" -m enrolment_app %*\r\n'
ICON_PIXELS = 64


def main() -> int:
    """Build the installer and say where it is and how large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=PACKAGING.parent / "dist")
    parser.add_argument("--version", default=project_version())
    asked = parser.parse_args()
    use = use_of(asked.python)
    if not use:
        print(UNKNOWN.format(file=asked.python), file=sys.stderr)
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    installer = asked.out / f"indraj-{asked.version}-{use}-windows-amd64.exe"
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch) / "Indraj"
        lay_out(top, Path(scratch), asked.python, asked.version)
        pack(top, asked.version, installer)
    digest = hashlib.sha256(installer.read_bytes()).hexdigest()
    print(f"{installer}  {installer.stat().st_size / 1e6:.1f} MB  {digest}")
    return 0


UNKNOWN = """{file} is not in packaging/windows/python.lock, so nothing was built.
Take the official python-3.13.N-embed-amd64.zip, compare its SHA-256 with the one that
its publisher states, and add a line with its name, SHA-256 and the word release."""


def use_of(file: Path) -> str:
    """Give what a file may be used for (release, trial); empty if it may not be."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    lines = (WINDOWS / "python.lock").read_text().splitlines()
    known = (line.split() for line in lines if not line.startswith("#"))
    return next((use for _, listed, use in known if listed == digest), "")


def lay_out(top: Path, scratch: Path, python: Path, version: str) -> None:
    """Lay out what shall be installed."""
    tree = top / "lib"
    tree.mkdir(parents=True)
    program_tree.build(tree, TARGET, scratch)
    program_tree.name_version(tree, version)
    unpack_python(python, top / "python")
    (top / "python" / "python313._pth").write_text(SEARCHED, newline="")
    (top / "indraj.cmd").write_text(COMMAND, newline="")
    draw_icon(PACKAGING / "debian" / "indraj.svg", top / "indraj.ico")
    program_tree.settle(top, commit_time())
    print(f"installed {program_tree.size_mb(top):.0f} MB", file=sys.stderr)


def unpack_python(file: Path, into: Path) -> None:
    """Unpack Windows' CPython, from its official zip or from a zip inside a tar."""
    data, below = file.read_bytes(), ""
    if tarfile.is_tarfile(file):
        with tarfile.open(file) as outer:
            name = next(one for one in outer.getnames() if one.endswith("/data.zip"))
            inner = outer.extractfile(name)
            assert inner is not None, "the list says which file it is"
            data, below = inner.read(), "cp313/"
    into.mkdir()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            plain = name.removeprefix(below)
            if name.startswith(below) and plain and "/" not in plain:
                (into / plain).write_bytes(packed.read(name))
    if not (into / "pythonw.exe").exists():
        raise SystemExit(f"{file} holds no Windows CPython 3.13.")


def draw_icon(picture: Path, icon: Path) -> None:
    """Draw the icon as Windows wants it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication, QIcon  # noqa: PLC0415 - needs a platform

    application = QGuiApplication([])
    drawn = QIcon(str(picture)).pixmap(ICON_PIXELS, ICON_PIXELS)
    if not drawn.save(str(icon), "ICO"):
        raise SystemExit(f"{application.applicationName()} cannot write an icon.")


def pack(top: Path, version: str, installer: Path) -> None:
    """Make the installer; two of one commit are equal byte for byte."""
    subprocess.run(
        [
            *("makensis", "-V2", "-WX", f"-DVERSION={version}", f"-DTREE={top}"),
            *(f"-DOUT={installer.resolve()}", str(WINDOWS / "indraj.nsi")),
        ],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(commit_time())},
    )


if __name__ == "__main__":
    sys.exit(main())
