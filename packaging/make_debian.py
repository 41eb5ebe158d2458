#!/usr/bin/env python3
"""Build the Debian package of the desktop: `make_debian.py [--out DIR]`.

One package for Debian 12 and 13 and Ubuntu 24.04 on amd64: it runs on the
system's python3 (3.11 to 3.13) with its own libraries in /usr/lib/indraj. Nothing of
the registry is in it. Needs dpkg-deb and binutils; wheels come from the package
index, or from INDRAJ_WHEELS where there is no network.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import program_tree
from program_tree import PACKAGING, ROOT, Target

DEBIAN = PACKAGING / "debian"
TARGET = Target(
    pythons=("3.11", "3.12", "3.13"),
    platforms=(
        "manylinux_2_34_x86_64",
        "manylinux_2_28_x86_64",
        "manylinux_2_17_x86_64",
        "manylinux2014_x86_64",
    ),
)
# Where each file of packaging/debian goes; those under DEBIAN/ are the package's own.
PLACES = {
    "control": "DEBIAN/control",
    "postinst": "DEBIAN/postinst",
    "prerm": "DEBIAN/prerm",
    "postrm": "DEBIAN/postrm",
    "indraj": "usr/bin/indraj",
    "indraj.desktop": "usr/share/applications/indraj.desktop",
    "indraj.svg": "usr/share/icons/hicolor/scalable/apps/indraj.svg",
    "indraj.xml": "usr/share/mime/packages/indraj.xml",
    "copyright": "usr/share/doc/indraj/copyright",
}
TREE = "usr/lib/indraj/lib"
RUNNABLE = {"DEBIAN/postinst", "DEBIAN/prerm", "DEBIAN/postrm", "usr/bin/indraj"}


def main() -> int:
    """Build the package and say where it is and how large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument(
        "--version",
        action="append",
        help="Given twice, the same program is packed twice, to try an upgrade.",
    )
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch) / "package"
        lay_program(top, Path(scratch))
        for version in asked.version or [project_version()]:
            package = pack(top, version, asked.out)
            print(f"{package}  {package.stat().st_size / 1e6:.1f} MB")
    return 0


def project_version() -> str:
    """Read the version that pyproject.toml states."""
    with (ROOT / "pyproject.toml").open("rb") as book:
        return str(tomllib.load(book)["project"]["version"])


def lay_program(top: Path, scratch: Path) -> None:
    """Lay out what is the same in every package."""
    tree = top / TREE
    tree.mkdir(parents=True)
    program_tree.build(tree, TARGET, scratch)
    program_tree.strip(tree)


def pack(top: Path, version: str, out: Path) -> Path:
    """Name the version wherever it stands, and make the package."""
    program_tree.name_version(top / TREE, version)
    lay_system_files(top, version)
    epoch_seconds = commit_time()
    program_tree.settle(top, epoch_seconds)
    for name in RUNNABLE:
        (top / name).chmod(0o755)
    package = out / f"indraj_{version}_amd64.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", top, package],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch_seconds)},
        stdout=subprocess.DEVNULL,
    )
    print(f"installed {program_tree.size_mb(top):.0f} MB", file=sys.stderr)
    return package


def lay_system_files(top: Path, version: str) -> None:
    """Place menu entry, icon, file types, launcher, scripts and documents."""
    installed_kb = round(program_tree.size_mb(top) * 1000)
    for name, place in PLACES.items():
        target = top / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DEBIAN / name, target)
    control = top / PLACES["control"]
    text = control.read_text()
    text = re.sub(r"^Version:.*$", f"Version: {version}", text, flags=re.MULTILINE)
    control.write_text(text + f"Installed-Size: {installed_kb}\n")
    changes = gzip.compress((ROOT / "CHANGES.md").read_bytes(), mtime=0)
    (top / "usr/share/doc/indraj/changelog.gz").write_bytes(changes)


def commit_time() -> int:
    """Give the seconds of the last commit, so that building again gives the same."""
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=True
    )
    return int(asked.stdout)


if __name__ == "__main__":
    sys.exit(main())
