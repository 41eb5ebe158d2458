"""How an instrument can fail.

CaptureError            an instrument or a file did not give what was asked of it
+-- NoPosition          no position can be had; the subclass says why
|   +-- PortGone        there is no receiver there, or somebody else holds it
|   +-- ReceiverSilent  nothing came out of it
|   +-- ReceiverGarbled what came out was no sentence of a receiver
|   +-- NoSky           it speaks, and does not know where it is
+-- NoCode              there is no barcode in the picture
+-- NotAPicture         the file is no picture that can be shown here
+-- FileTooLarge        larger than an answer may be
+-- FileUnread          the file could not be read, or holds nothing
"""

from typing import ClassVar

from sync.errors import IndrajError


class CaptureError(IndrajError):
    """An instrument or a file did not give what was asked of it."""

    code: ClassVar[str] = "capture.failed"


class NoPosition(CaptureError):
    """No position can be had."""

    code = "position.none"


class PortGone(NoPosition):
    """There is no receiver there, or another program holds it."""

    code = "position.port"


class ReceiverSilent(NoPosition):
    """Nothing came out of the receiver."""

    code = "position.silent"


class ReceiverGarbled(NoPosition):
    """What came out was no sentence of a receiver."""

    code = "position.garbled"


class NoSky(NoPosition):
    """The receiver speaks, and does not know where it is."""

    code = "position.no_sky"


class NoCode(CaptureError):
    """There is no barcode in the picture."""

    code = "picture.no_code"


class NotAPicture(CaptureError):
    """The file is no picture that can be shown here."""

    code = "picture.unreadable"


class FileTooLarge(CaptureError):
    """Larger than an answer may be; `most` says how large that is, in words."""

    code = "file.too_large"

    def __init__(self, most: str) -> None:
        super().__init__(most)
        self.most = most


class FileUnread(CaptureError):
    """The file could not be read, or holds nothing."""

    code = "file.unread"
