"""Whether programs may picture the window: Windows and macOS can forbid it.

X11 lets every program read every window, and under Wayland the desktop alone decides:
there is nothing to ask, and nothing is pretended.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping
from typing import Any

# SetWindowDisplayAffinity: left out of pictures since Windows 10 2004, black before.
WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0, 1, 0x11
# NSWindow.sharingType.
SHARING_NONE, SHARING_READ_ONLY = 0, 1

Ask = Callable[[int, bool], bool]


def forbid(handle: int, *, on: bool, system: str = sys.platform) -> bool:
    """Keep a window out of pictures and shared screens, or let it in again.

    `handle` is the window's own (`winId`). Tells whether the system said that it did.
    """
    ask = SYSTEMS.get(system)
    return ask is not None and ask(handle, on)


def forbidden_by(policies: Mapping[str, int], role: str, *, enrolled: bool) -> bool:
    """Tell whether a laptop's rules forbid pictures of its window.

    Where its office said nothing: on an enumerator's laptop yes; on a supervisor's,
    who helps with pictures, and on one that is nobody's yet, no.
    """
    usual = 1 if role == "supervisor" else 0
    return enrolled and policies.get("screenshots", usual) == 0


def ask_windows(handle: int, on: bool, user32: Any = None) -> bool:  # noqa: FBT001
    """Say it to Windows; an older one paints the window black in pictures."""
    if user32 is None:
        user32 = _user32()
    affinity = user32.SetWindowDisplayAffinity
    affinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    affinity.restype = ctypes.c_int
    wanted = (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR) if on else (WDA_NONE,)
    return any(affinity(handle, each) for each in wanted)


def ask_macos(handle: int, on: bool, objc: Any = None) -> bool:  # noqa: FBT001
    """Say it to macOS: the view of that handle lies in an NSWindow."""
    if objc is None:
        objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    objc.sel_registerName.argtypes = (ctypes.c_char_p,)
    objc.sel_registerName.restype = ctypes.c_void_p
    address = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value or 0
    pointer, whole = ctypes.c_void_p, ctypes.c_ulong
    get = ctypes.CFUNCTYPE(pointer, pointer, pointer)(address)
    put = ctypes.CFUNCTYPE(None, pointer, pointer, whole)(address)
    told = ctypes.CFUNCTYPE(whole, pointer, pointer)(address)
    window = get(handle, objc.sel_registerName(b"window"))
    if not window:
        return False
    wanted = SHARING_NONE if on else SHARING_READ_ONLY
    put(window, objc.sel_registerName(b"setSharingType:"), wanted)
    return bool(told(window, objc.sel_registerName(b"sharingType")) == wanted)


def _user32() -> Any:
    if sys.platform != "win32":
        raise OSError("there is no user32 here")
    return ctypes.WinDLL("user32", use_last_error=True)


SYSTEMS: Mapping[str, Ask] = {"win32": ask_windows, "darwin": ask_macos}
