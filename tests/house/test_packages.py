"""What the package builders decide, without building anything."""

import hashlib
import importlib
import re
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


@pytest.fixture
def builder(monkeypatch):
    """Import a script; they find one another because they are run from their folder."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    before = set(sys.modules)
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) == str(
            PACKAGING / f"{name}.py"
        ):
            del sys.modules[name]


def test_what_stays_off_a_laptop_exists_by_that_name(builder):
    tree = builder("program_tree")

    ours = [name for name in tree.NOT_ON_A_LAPTOP if "_resources" not in name]

    assert [name for name in ours if not (ROOT / name).exists()] == []


def test_what_goes_on_a_laptop_needs_nothing_that_stays_off(builder):
    left = [ROOT / name for name in builder("program_tree").NOT_ON_A_LAPTOP]
    ours = [*ROOT.glob("enrolment_app/**/*.py"), *ROOT.glob("sync/**/*.py")]
    on_a_laptop = [
        path
        for path in ours
        if not any(one == path or one in path.parents for one in left)
    ]

    asks = [
        str(path.relative_to(ROOT))
        for path in on_a_laptop
        if re.search(
            r"^\s*(from|import) (sync\.registry|enrolment_app\.cli\.(demo|registry))",
            path.read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        )
    ]
    assert asks == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt6Qml.dll", False),
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/QtQml.pyd", False),
        ("PySide6/assistant.exe", False),
        ("PySide6/Qt/plugins/imageformats/libqwebp.so", True),
        ("PySide6/plugins/imageformats/qjpeg.dll", True),
        ("PySide6/plugins/imageformats/qtiff.dll", False),
        ("zxingcpp/zxingcpp.abi3.so", True),
        ("serial/tools/list_ports_windows.py", True),
        ("lxml/etree.so", True),
    ],
)
def test_only_what_the_window_uses_of_qt_is_kept(builder, name, kept):
    assert builder("program_tree").needed(name) == kept


def test_every_file_of_the_debian_package_is_there(builder):
    made = builder("make_debian")

    assert [one for one in made.PLACES if not (made.DEBIAN / one).exists()] == []


def test_windows_python_is_taken_by_its_hash_alone(builder, tmp_path):
    made = builder("make_windows")
    strange = tmp_path / "python-3.13.9-embed-amd64.zip"
    strange.write_bytes(b"anything")

    assert made.use_of(strange) == ""


def test_windows_python_is_unpacked_from_its_official_zip(builder, tmp_path):
    official = tmp_path / "python.zip"
    with zipfile.ZipFile(official, "w") as packed:
        packed.writestr("pythonw.exe", b"MZ")
        packed.writestr("python313._pth", "python313.zip\n.\n")

    builder("make_windows").unpack_python(official, tmp_path / "python")

    names = {file.name for file in (tmp_path / "python").iterdir()}
    assert names == {"pythonw.exe", "python313._pth"}


def test_a_zip_of_something_else_is_refused(builder, tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("readme.txt", b"no Python")

    with pytest.raises(SystemExit, match="no Windows CPython"):
        builder("make_windows").unpack_python(other, tmp_path / "python")


def test_windows_files_are_locked_by_a_whole_hash_and_a_known_use():
    lines = (PACKAGING / "windows" / "python.lock").read_text().splitlines()
    entries = [line.split() for line in lines if not line.startswith("#")]

    for _, digest, use in entries:
        assert re.fullmatch(r"[0-9a-f]{64}", digest)
        assert use in {"trial", "release"}
    assert len(entries[0][1]) == len(hashlib.sha256().hexdigest())


def test_windows_never_installs_into_peoples_registers():
    script = (PACKAGING / "windows" / "indraj.nsi").read_text()

    (place,) = re.findall(r'^InstallDir "(.*)"$', script, flags=re.MULTILINE)

    # platformdirs puts stores into %LOCALAPPDATA%\indraj.
    assert place.lower() != r"$localappdata\indraj"
    assert 'RMDir /r "$INSTDIR"' not in script


def test_a_server_is_spared_the_window_and_nothing_else(builder):
    lock = (PACKAGING / "run.lock").read_text()
    made = builder("make_registry")

    kept = made.without(lock, made.WINDOW_ONLY)

    def names(text):
        return set(re.findall(r"(?m)^([a-z0-9][^=\[ ]*)", text))

    assert names(lock) - names(kept) == set(made.WINDOW_ONLY)
    assert kept.count("--hash=sha256:") > 100
    assert "pyside6" not in kept.lower()
