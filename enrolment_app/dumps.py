"""A program that fails leaves no copy of its memory: it holds keys and answers.

Asked of the system once, before a store is opened. What a system does not do is not
pretended; a hard stop of the computer and hibernation are beyond it (docs/store.md).
"""

import ctypes
import sys
from pathlib import Path
from typing import Any

PR_SET_DUMPABLE = 4
# SetErrorMode: no dialog of Windows Error Reporting, and so no report of a fault.
SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX = 1, 2
# WerSetFlags: no heap in a report, should one be made all the same.
WER_FAULT_REPORTING_FLAG_NOHEAP = 1


def forbid_dumps() -> bool:
    """Switch memory dumps of this process off; tells whether the system said so."""
    if sys.platform == "win32":
        return ask_windows(ctypes.WinDLL("kernel32"), ctypes.WinDLL("wer"))
    import resource  # noqa: PLC0415 - exists elsewhere only

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not sys.platform.startswith("linux"):
        return True
    # A dump that goes to a program of the system does not ask for the limit.
    return bool(ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def ask_windows(kernel32: Any, wer: Any, program: str = sys.executable) -> bool:
    """Say it to Windows in the three ways that it documents."""
    kernel32.SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX)
    heapless = kernel32.WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP) == 0
    for_this_person = 0
    name = ctypes.c_wchar_p(Path(program).name)
    excluded = wer.WerAddExcludedApplication(name, for_this_person) == 0
    return bool(heapless and excluded)
