"""The pages for people: every link leads somewhere, every picture is small and in both."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
BYTES_MAX = 60_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    ours = [link for link in links if "://" not in link and "<" not in link]

    assert [link for link in ours if not (page.parent / link).exists()] == []


def test_pictures_are_small_and_in_both_languages():
    names = {picture.name for picture in PICTURES.iterdir()}

    large = [one for one in names if (PICTURES / one).stat().st_size > BYTES_MAX]
    assert large == []
    english = {name.replace("_ur.", "_en.") for name in names}
    assert english == {name for name in names if name.endswith("_en.png")}


def test_every_picture_is_shown():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

    unseen = [one.name for one in PICTURES.glob("*_en.png") if one.name not in text]
    assert unseen == []
