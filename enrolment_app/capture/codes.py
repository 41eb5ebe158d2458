"""Barcodes and QR codes out of a picture's pixels."""

from typing import Any

from enrolment_app.capture.errors import NoCode


def read_code(pixels: memoryview) -> str:
    """Give the text of the largest code in a picture, NoCode where there is none.

    `pixels` are rows of bytes, each how bright one is.
    """
    # Loaded when first needed: most visits scan nothing.
    import zxingcpp  # noqa: PLC0415

    found = [code for code in zxingcpp.read_barcodes(pixels) if code.text]
    if not found:
        raise NoCode
    # The card is held in front; whatever else is in the picture is smaller.
    return str(max(found, key=_size).text)


def _size(code: Any) -> int:
    place = code.position
    across = place.top_left, place.bottom_right
    return int(abs(across[0].x - across[1].x) + abs(across[0].y - across[1].y))
