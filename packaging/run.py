#!/usr/bin/env python3
"""Set everything up and run Indraj: `run.py demo`, `run.py test`, `run.py indraj ...`.

Needs Python 3.11 or newer and nothing else: the environment is made without the
system's pip, from the wheel in `bootstrap/` (its hash is checked here) and from
locked requirements with hashes. Without internet, set INDRAJ_WHEELS to a folder of
wheels. Missing system libraries of Qt are found and named before Qt starts, because
Qt would abort without a word that helps. As root they are installed by apt, and it
says so; with --no-apt, or as anybody else, the one line to run is printed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
ENVIRONMENT = Path(os.environ.get("INDRAJ_VENV", ROOT / ".venv"))
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
PIP_WHEEL = PACKAGING / "bootstrap" / "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
LOCKS = {"demo": "run.lock", "indraj": "run.lock", "test": "test.lock"}
COMMANDS = {
    "demo": ["-m", "enrolment_app", "demo"],
    "indraj": ["-m", "enrolment_app"],
    "test": ["-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"],
}
DYNAMIC_SECTION = 6  # SHT_DYNAMIC of the System V ABI
# Libraries that Qt needs of the system, and the Debian package of each. Debian 13
# and Ubuntu 24.04 have renamed libglib2.0-0; apt takes whichever exists.
DEBIAN_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libEGL.so.1": "libegl1",
    "libGLX.so.0": "libglx0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
APT_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - what lies there lies in a new folder
MEMORY_BYTES = 8 * 1024**3
POSTGRES = Path("/usr/lib/postgresql")
POSTGRES_INSTALL = [*APT_INSTALL, "postgresql"]


def main(arguments: list[str]) -> int:
    """Do what the first word says; the rest goes on to it unchanged."""
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever python3 there is
        return stop(f"Indraj needs Python 3.11 or newer; this is {sys.version}.")
    if not arguments or arguments[0] not in COMMANDS:
        return stop(f"{__doc__}\nUsage: run.py demo | test | indraj [...]")
    what, *rest = arguments
    may_install = "--no-apt" not in rest
    rest = [word for word in rest if word != "--no-apt"]
    problem = set_up(PACKAGING / LOCKS[what])
    if problem:
        return stop(problem)
    if what == "test":
        mend_database(may_install=may_install)
    opens_window = what == "demo" and "--no-window" not in rest
    problem = mend_libraries(opens_window=opens_window, may_install=may_install)
    if problem:
        return stop(problem)
    return start(what, rest, offscreen=not opens_window and what != "indraj")


def stop(sentence: str) -> int:
    """Say why it ends here."""
    print(sentence, file=sys.stderr)
    return 1


def set_up(lock: Path) -> str:
    """Make the environment of this lock unless it is there; a sentence if it fails."""
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    done = ENVIRONMENT / f".done-{lock.stem}"
    if PYTHON.exists() and done.exists() and done.read_text() == wanted:
        return ""
    if hashlib.sha256(PIP_WHEEL.read_bytes()).hexdigest() != PIP_SHA256:
        return f"{PIP_WHEEL} is not the file it should be. Fetch the project again."
    print(f"Setting up {ENVIRONMENT} (once) ...", file=sys.stderr)
    if not PYTHON.exists():
        subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", str(ENVIRONMENT)],
            check=True,
        )
    if subprocess.run(pip_install(lock), check=False).returncode:
        return (
            "The requirements could not be installed; nothing else was changed.\n"
            "Without internet: set INDRAJ_WHEELS to the folder of wheels on the stick."
        )
    done.write_text(wanted)
    return ""


def pip_install(lock: Path) -> list[str]:
    """Spell the command that installs exactly what the lock says, wheels only."""
    wheels = os.environ.get("INDRAJ_WHEELS")
    offline = ["--no-index", "--find-links", wheels] if wheels else []
    words = "--quiet --disable-pip-version-check --require-hashes --only-binary=:all:"
    pip = [str(PYTHON), str(PIP_WHEEL / "pip"), "install", *words.split()]
    return [*pip, *offline, "-r", str(lock)]


def mend_libraries(*, opens_window: bool, may_install: bool) -> str:
    """Name or install what Qt needs of this system; a sentence if it cannot start."""
    if not sys.platform.startswith("linux"):
        return ""
    if opens_window and not has_display():
        return (
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), "
            "so no window can open.\nRun it in a desktop session, or add --no-window."
        )
    missing = missing_libraries(opens_window=opens_window)
    if not missing:
        return ""
    names = ", ".join(missing)
    packages = sorted({debian_package(name) for name in missing})
    line = " ".join([*APT_INSTALL, *packages])
    if os.geteuid() == 0 and may_install and shutil.which("apt-get"):
        print(f"Qt misses {names}. As root: {line}", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run([*APT_INSTALL, "-qq", *packages], check=False)
        missing = missing_libraries(opens_window=opens_window)
    if not missing:
        return ""
    return f"Qt needs libraries that this system misses: {names}\nRun: sudo {line}"


def mend_database(*, may_install: bool) -> None:
    """Say what becomes of the tests that need PostgreSQL; as root, install it.

    Nothing depends on it but those tests: each starts a server of its own on a free
    port and ends it, and is skipped with this reason where there is none.
    """
    if has_postgres() or not sys.platform.startswith("linux"):
        return
    line = " ".join(POSTGRES_INSTALL)
    if os.geteuid() == 0 and may_install and shutil.which("apt-get"):
        print(f"The registry's tests want PostgreSQL. As root: {line}", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run([*POSTGRES_INSTALL, "-qq"], check=False)
    if not has_postgres():
        print(
            "PostgreSQL is not installed: the tests that need it are skipped.\n"
            f"To have them: sudo {line}",
            file=sys.stderr,
        )


def has_postgres() -> bool:
    """Tell whether a PostgreSQL server is installed."""
    return any(POSTGRES.glob("*/bin/postgres")) or shutil.which("postgres") is not None


def has_display() -> bool:
    """Tell whether a window could appear anywhere."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def debian_package(library: str) -> str:
    """Name the Debian package of a library; the library itself where unknown."""
    package = DEBIAN_PACKAGES.get(library, library)
    if package == "libglib2.0-0" and renamed_for_64_bit_time():
        return package + "t64"
    return package


def renamed_for_64_bit_time() -> bool:
    """Tell Debian 13, Ubuntu 24.04 and later, where some packages end in t64."""
    asked = subprocess.run(
        ["apt-cache", "show", "libglib2.0-0t64"], capture_output=True, check=False
    )
    return asked.returncode == 0 and bool(asked.stdout)


def missing_libraries(*, opens_window: bool) -> list[str]:
    """List the system libraries that the used parts of Qt name and that are absent."""
    qt = next(ENVIRONMENT.glob("lib/python3*/site-packages/PySide6/Qt"))
    platform = "xcb" if opens_window else "offscreen"
    queue = [
        qt / "plugins" / "platforms" / f"libq{platform}.so",
        qt / "lib" / "libQt6Widgets.so.6",
        qt / "lib" / "libQt6Svg.so.6",
    ]
    seen: set[str] = set()
    missing: list[str] = []
    while queue:
        for name in needed_libraries(queue.pop()):
            if name in seen:
                continue
            seen.add(name)
            own = qt / "lib" / name
            if own.exists():
                queue.append(own)
            elif not loads(name):
                missing.append(name)
    return sorted(missing)


def loads(library: str) -> bool:
    """Tell whether the system's loader finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def needed_libraries(path: Path) -> list[str]:
    """Read the DT_NEEDED names out of a 64-bit little-endian ELF file.

    Layout from the System V ABI: section headers at e_shoff; the dynamic section
    links to its string table, DT_NEEDED is tag 1.
    """
    image = path.read_bytes()
    (headers,) = struct.unpack_from("<Q", image, 40)
    size, count, _ = struct.unpack_from("<HHH", image, 58)
    sections = [
        struct.unpack_from("<IIQQQQIIQQ", image, headers + index * size)
        for index in range(count)
    ]
    dynamic = next(section for section in sections if section[1] == DYNAMIC_SECTION)
    strings = sections[dynamic[6]][4]
    entries = (
        struct.unpack_from("<QQ", image, offset)
        for offset in range(dynamic[4], dynamic[4] + dynamic[5], 16)
    )
    starts = [strings + value for tag, value in entries if tag == 1]
    return [image[at : image.index(b"\0", at)].decode() for at in starts]


def start(what: str, rest: list[str], *, offscreen: bool) -> int:
    """Run the program in its environment and hand its exit status on."""
    environment = dict(os.environ)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    # Once, also where Python is told to write no such files: the tests start the
    # program a thousand times, and each would compile it anew.
    compiling = [str(PYTHON), "-m", "compileall", "-q", "enrolment_app", "sync"]
    subprocess.run(compiling, cwd=ROOT, check=False)
    command = [str(PYTHON), *COMMANDS[what], *rest]
    folder = test_folder() if what == "test" else None
    if folder:
        environment["TMPDIR"] = str(folder)
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if folder and status:
        print(f"What the tests wrote lies in {folder}.", file=sys.stderr)
    elif folder:
        shutil.rmtree(folder, ignore_errors=True)
    return status


def test_folder() -> Path | None:
    """Make a folder in memory for the tests' stores, where there is room to spare.

    A thousand databases are waited for on a disk; None where there is no such place.
    """
    usable = SHARED_MEMORY.is_dir() and os.access(SHARED_MEMORY, os.W_OK)
    if not usable or shutil.disk_usage(SHARED_MEMORY).free < MEMORY_BYTES:
        return None
    folder = Path(tempfile.mkdtemp(prefix="indraj-tests-", dir=SHARED_MEMORY))
    folder.chmod(0o755)  # PostgreSQL runs as somebody else
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
