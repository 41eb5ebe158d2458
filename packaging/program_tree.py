"""The desktop program as a tree of files: libraries, our code, resources.

Used by the package builders beside it, for any system whose wheels the lock covers.
Two builds of one commit are equal byte for byte: file times, modes and order are set,
and nothing that an installer writes for one place only is kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
LOCK = PACKAGING / "desktop.lock"

# What the program never touches, by path below the tree. Figures of a Linux tree:
# 346 MB as installed, 149 MB pruned and stripped.
DROPPED = (
    "bin",
    "Scripts",
    "*.pyi",
    "*/tests",
    "*/__pycache__",
    "PySide6/include",
    "PySide6/typesystems",
    "PySide6/glue",
    "PySide6/doc",
    "PySide6/*.exe",
    "PySide6/*.lib",
    "PySide6/opengl32sw.dll",
    "PySide6/qmllint*",
    "PySide6/Qt/libexec",
    "PySide6/Qt/metatypes",
    "PySide6/Qt/qml",
    "PySide6/Qt/resources",
    "PySide6/Qt/translations",
    "PySide6/metatypes",
    "PySide6/qml",
    "PySide6/resources",
    "PySide6/scripts",
    "PySide6/translations",
    "pip",  # sqlite-utils asks for it to install plug-ins, which we never do
    "pip-*.dist-info",
    "pyxform/validators/odk_validate/bin",  # needs Java; our engine gives the diagnoses
)
QT_TOOLS = ("assistant", "designer", "linguist", "lrelease", "lupdate", "rcc", "uic")
QT_MODULES = ("Core", "Gui", "Widgets", "Svg", "PrintSupport")
QT_LIBRARIES = (*QT_MODULES, "DBus", "XcbQpa", "OpenGL")
QT_PLUGINS = (
    "platforms/libqxcb.so",
    "platforms/libqoffscreen.so",
    "platforms/libqminimal.so",
    "platforms/qwindows.dll",
    "platforms/qoffscreen.dll",
    "styles/*",
    "iconengines/*",
    "imageformats/*svg*",
    "imageformats/*jpeg*",
    "imageformats/*webp*",
    "printsupport/*",
    "xcbglintegrations/*",
    "platforminputcontexts/*",
)
OURS = ("enrolment_app", "sync")
# The registry is packed by itself: nothing of it travels on a laptop.
NOT_ON_A_LAPTOP = (
    "sync/registry",
    "enrolment_app/cli/registry",
    "enrolment_app/cli/demo.py",  # it founds a registry to play with
    "enrolment_app/cli/demo_district.py",
    "enrolment_app/_resources/demo",
)


@dataclass(frozen=True)
class Target:
    """One system and the Pythons of it that the tree shall serve."""

    pythons: tuple[str, ...]  # such as "3.11"
    platforms: tuple[str, ...]  # wheel platform tags, newest first


def build(tree: Path, target: Target, scratch: Path) -> None:
    """Fill `tree` with libraries, code and resources for `target`."""
    for python in target.pythons:
        laid = scratch / f"libraries-{python}"
        install_libraries(laid, python, target.platforms)
        # Extension files carry their Python's name, so the trees lie over each other.
        shutil.copytree(laid, tree, symlinks=True, dirs_exist_ok=True)
    prune(tree)
    add_program(tree)


def install_libraries(into: Path, python: str, platforms: tuple[str, ...]) -> None:
    """Unpack the locked wheels of one Python and platform, checked by hash."""
    digits = python.replace(".", "")
    pip = next((PACKAGING / "bootstrap").glob("pip-*.whl")) / "pip"
    wheels = os.environ.get("INDRAJ_WHEELS")
    subprocess.run(
        [
            *(sys.executable, str(pip), "install", "--quiet", "--no-deps"),
            *("--require-hashes", "--only-binary=:all:", "--no-compile"),
            *("--python-version", python, "--implementation", "cp"),
            *("--abi", f"cp{digits}", "--abi", "abi3", "--abi", "none"),
            *(word for tag in platforms for word in ("--platform", tag)),
            *(("--no-index", "--find-links", wheels) if wheels else ()),
            *("--target", str(into), "-r", str(LOCK)),
        ],
        check=True,
    )


def prune(tree: Path) -> None:
    """Take away what the program never touches."""
    for path in sorted(tree.rglob("*"), reverse=True):
        name = path.relative_to(tree).as_posix()
        if path.is_symlink() or not path.exists():
            continue
        if any(fnmatch(name, pattern) for pattern in DROPPED) or not needed(name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def needed(name: str) -> bool:
    """Tell whether a file of the tree, named from its top, serves the program."""
    folder, _, file = name.rpartition("/")
    if name.startswith(("PySide6/Qt/plugins/", "PySide6/plugins/")):
        inside = name.split("plugins/", 1)[1]
        return "/" not in inside or any(fnmatch(inside, kept) for kept in QT_PLUGINS)
    if folder == "PySide6/Qt/lib":
        return not file.startswith("libQt6") or file.split(".")[0][6:] in QT_LIBRARIES
    if folder == "PySide6":
        stem = file.split(".")[0]
        if stem in QT_TOOLS or stem.rstrip("6") in QT_TOOLS:
            return False
        if stem.startswith("Qt6"):
            return stem[3:] in QT_LIBRARIES
        if stem.startswith("Qt") and file != "Qt":
            return stem[2:] in QT_MODULES
    return True


def add_program(tree: Path) -> None:
    """Copy our code and resources, without what belongs to the registry."""
    for package in OURS:
        shutil.copytree(
            ROOT / package,
            tree / package,
            ignore=shutil.ignore_patterns("__pycache__", "*.pyc"),
            dirs_exist_ok=True,
        )
    shutil.copytree(
        ROOT / "resources",
        tree / "enrolment_app" / "_resources",
        ignore=shutil.ignore_patterns("__pycache__"),
        dirs_exist_ok=True,
    )
    for name in NOT_ON_A_LAPTOP:
        path = tree / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def name_version(tree: Path, version: str) -> None:
    """Leave the note by which the program knows its own version."""
    for earlier in tree.glob("indraj-*.dist-info"):
        shutil.rmtree(earlier)
    note = tree / f"indraj-{version}.dist-info" / "METADATA"
    note.parent.mkdir()
    note.write_text(f"Metadata-Version: 2.1\nName: indraj\nVersion: {version}\n")


def strip(tree: Path) -> None:
    """Take debugging symbols out of the libraries (sqlcipher3 alone: 21 to 8 MB)."""
    for path in sorted(tree.rglob("*.so*")):
        if path.is_file() and not path.is_symlink():
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def settle(tree: Path, epoch_seconds: int) -> None:
    """Give every file the same time and a plain mode, so that builds are equal."""
    for path in [*tree.rglob("*"), tree]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch_seconds, epoch_seconds), follow_symlinks=False)


def size_mb(folder: Path) -> float:
    """Sum the files below a folder, in megabytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files if not path.is_symlink()) / 1e6
