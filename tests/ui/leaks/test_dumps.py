"""No copy of the memory is left by a program that fails: what systems are asked."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from enrolment_app.dumps import ask_windows

ASKS = (
    "import ctypes, resource; from enrolment_app.dumps import forbid_dumps;"
    "print(forbid_dumps(), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),"
    " resource.getrlimit(resource.RLIMIT_CORE))"
)


@pytest.mark.skipif(sys.platform != "linux", reason="this is how Linux is asked")
def test_linux_says_that_it_dumps_nothing():
    done = subprocess.run(
        [sys.executable, "-c", ASKS], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "0", "(0,", "0)"]


@pytest.mark.parametrize(("refused", "said"), [(0, True), (0x80070005, False)])
def test_windows_is_asked_for_no_dialog_no_heap_and_no_report(refused, said):
    asked = []

    def ask(name, answer):
        def called(*given):
            asked.append((name, *(getattr(each, "value", each) for each in given)))
            return answer

        return called

    kernel32 = SimpleNamespace(
        SetErrorMode=ask("SetErrorMode", 0), WerSetFlags=ask("WerSetFlags", 0)
    )
    wer = SimpleNamespace(WerAddExcludedApplication=ask("Excluded", refused))

    assert ask_windows(kernel32, wer, "/programs/Indraj.exe") is said

    assert asked == [
        ("SetErrorMode", 3),
        ("WerSetFlags", 1),
        ("Excluded", "Indraj.exe", 0),
    ]
