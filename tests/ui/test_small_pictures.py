"""On a slow line a supervisor sees every photo small, long before any is whole."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.store import Where
from enrolment_app.ui.editors.picture import photograph
from enrolment_app.ui.pictures import read_picture
from enrolment_app.ui.readings.attachments import about
from sync.attachments import begun
from sync.lane import Budget
from sync.registry.erasure import erase
from tests.actions.conftest import asha, nazia, office
from tests.actions.sticks import sealed
from tests.actions.test_attachments import talking
from tests.store.builders import chance, household_of

__all__ = ["asha", "nazia", "office"]
PHOTOS, KIB, NAME = 3, 1024, "x.jpg"


def a_photo(seed):
    """A photograph of many things in the sun, of the size that the window keeps."""
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor(150, 180, 210))
    painter = QPainter(image)
    for at in range(0, 12000, 6):
        x, y, wide, red, green, blue = chance(b"%d %d" % (seed, at))(6)
        painter.fillRect(
            x * 6, y * 5, 4 + wide // 3, 4 + wide // 4, QColor(red, green, blue)
        )
    painter.end()
    return photograph(image).content


@pytest.fixture(scope="module")
def photos():
    return [a_photo(seed) for seed in range(PHOTOS)]


@pytest.fixture
def talk(office):
    return talking(office)


@pytest.fixture
def handed_over(talk, asha, photos):
    """Three submitted households, each with a photo that the registry has."""
    names = []
    for seed, content in enumerate(photos, 1):
        names.append(keep_attachment(asha, [content], "jpg"))
        sealed(asha, seed, answers={"q/file": names[-1], "@status": "submitted"})
    talk(asha)
    return names


def looks_like(small, content):
    """Tell how far two pictures are apart: of 255, on average."""
    one, other = (read_picture(each, 64).scaled(32, 24) for each in (small, content))
    points = [(x, y) for x in range(32) for y in range(24)]
    apart = [
        abs(QColor(one.pixel(*at)).lightness() - QColor(other.pixel(*at)).lightness())
        for at in points
    ]
    return sum(apart) / len(apart)


def test_a_small_budget_brings_all_of_them_small(
    talk, nazia, handed_over, photos, tmp_path
):
    whole = sum(map(len, photos))
    talk(nazia, budget=Budget(bytes=KIB))
    first = talk(nazia, budget=Budget(bytes=whole // 3))

    for name, content in zip(handed_over, photos, strict=True):
        held = about(nazia, name)
        assert not held.here
        assert looks_like(held.thumbnail, content) < 12
        assert nazia.store.attachments.thumbnail(name) is None, "made of a part"
    then = talk(nazia)
    assert first.attachments.received == 0
    assert then.attachments.received == PHOTOS
    assert then.attachments.bytes_down < whole - first.attachments.bytes_down // 2
    for name, content in zip(handed_over, photos, strict=True):
        assert nazia.store.attachments.about(name).where is Where.HERE
        assert b"".join(nazia.store.attachments.read(name)) == content
        assert about(nazia, name).here


def test_what_is_erased_is_not_shown_small(talk, office, nazia, handed_over, photos):
    talk(nazia, budget=Budget(bytes=KIB))
    talk(nazia, budget=Budget(bytes=sum(map(len, photos)) // 3))
    assert about(nazia, handed_over[0]).thumbnail

    erase(office, household_of(1), "household", "p-1", "file 12")
    talk(nazia, budget=Budget(bytes=0))

    assert nazia.store.lane.received(handed_over[0]) == 0
    assert not about(nazia, handed_over[0]).thumbnail
    assert about(nazia, handed_over[1]).thumbnail


def test_a_photograph_shows_all_of_it_in_its_first_scan(photos):
    for content in photos:
        came = next(n for n in range(0, len(content), 50) if begun(NAME, content[:n]))
        assert came < len(content) / 5
        # Wherever it is cut: between scans, in the midst of one, of what is before one.
        for more in range(3):
            assert looks_like(begun(NAME, content[: came + more]), content) < 12
    assert begun(NAME, b"\xff\xda" * 2) == b"\xff\xda"
    assert begun("x.png", photos[0][:9000]) == b""
