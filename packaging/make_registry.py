#!/usr/bin/env python3
"""Build the registry's package: `make_registry.py [--out DIR]`.

A wheel of the project, the locked requirements of the central side with hashes, a
systemd unit, the administrator's page and `install.sh`, in one archive. The window's
libraries are left out of the lock: a server has no use for them.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from make_debian import commit_time, project_version
from program_tree import PACKAGING, ROOT, settle

PLACED = {
    "requirements.lock": "",  # made from run.lock
    "install.sh": "registry/install.sh",
    "indraj-registry.service": "registry/indraj-registry.service",
    "indraj-registry.conf": "registry/indraj-registry.conf",
    "administrator.md": "../docs/administrator.md",
}
WINDOW_ONLY = (
    "pyserial",
    "pyside6-essentials",
    "shiboken6",
    "sqlcipher3",
    "zxing-cpp",
)


def main() -> int:
    """Build the archive and say where it is and how large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    name = f"indraj-registry-{project_version()}"
    archive = asked.out / f"{name}.tar.gz"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / name
        folder.mkdir()
        lay_out(folder)
        pack(folder, archive)
    print(f"{archive}  {archive.stat().st_size / 1e6:.1f} MB")
    return 0


def lay_out(folder: Path) -> None:
    """Place everything, with the hash of each file."""
    pip = next((PACKAGING / "bootstrap").glob("pip-*.whl"))
    wheels = os.environ.get("INDRAJ_WHEELS")
    subprocess.run(
        [
            *(sys.executable, str(pip / "pip"), "wheel", "--quiet", "--no-deps"),
            *(("--no-index", "--find-links", wheels) if wheels else ()),
            *("--wheel-dir", str(folder), str(ROOT)),
        ],
        check=True,
    )
    shutil.copyfile(pip, folder / pip.name)
    for name, source in PLACED.items():
        if source:
            shutil.copyfile(PACKAGING / source, folder / name)
    lock = (PACKAGING / "run.lock").read_text()
    (folder / "requirements.lock").write_text(without(lock, WINDOW_ONLY))
    (folder / "install.sh").chmod(0o755)
    sums = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("".join(sums))
    settle(folder, commit_time())


def without(lock: str, names: tuple[str, ...]) -> str:
    """Leave requirements out of a lock, each with its hashes."""
    entries = re.split(r"(?m)^(?=[a-z0-9])", lock)
    return "".join(one for one in entries if re.split(r"[=\[ ]", one)[0] not in names)


def pack(folder: Path, archive: Path) -> None:
    """Pack the folder, root's, in the order of names."""

    def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.uid = info.gid = 0
        info.uname = info.gname = "root"
        return info

    with tarfile.open(archive, "w:gz") as packed:
        packed.add(folder, arcname=folder.name, filter=plain)


if __name__ == "__main__":
    sys.exit(main())
