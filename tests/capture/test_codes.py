"""Codes are read out of pixels."""

import pytest
import zxingcpp

from enrolment_app.capture.codes import read_code
from enrolment_app.capture.errors import NoCode

FORMATS = ("QRCode", "Code128", "PDF417", "DataMatrix")


def drawn(text, kind):
    made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    return zxingcpp.write_barcode_to_image(made, scale=3)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_codes_of_cards_and_labels_are_read(kind):
    assert read_code(drawn("1730145289067", kind)) == "1730145289067"


def test_a_picture_without_a_code_has_none():
    blank = memoryview(bytes([255]) * 10000).cast("B", shape=[100, 100])

    with pytest.raises(NoCode):
        read_code(blank)
