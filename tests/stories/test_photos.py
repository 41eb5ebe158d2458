"""A photo, a signature and a recording from the command line, and out again."""

import hashlib
import json

import pytest

from tests.stories.people import Laptop

FORM = """
# An invented questionnaire with files.

| survey |
| | type | name | label | bind::indraj:role |
| | text | keeper | Who? | head-name |
| | image | photo | The house | |
| | begin_repeat | hives | Hives | |
| | text | nickname | Called? | |
| | audio | hum | How it hums | |
| | end_repeat | | | |

| settings |
| | form_title | form_id | version | namespaces |
| | Photos | photos | 1 | indraj="https://indraj.example/xforms" |
"""
PICTURE, SOUND = b"\xff\xd8 a picture" * 9000, b"a sound" * 50


def reference(content, extension):
    return f"{hashlib.sha256(content).hexdigest()}.{extension}"


@pytest.fixture
def laptop(tmp_path):
    (tmp_path / "form.md").write_text(FORM.strip() + "\n")
    (tmp_path / "House.JPG").write_bytes(PICTURE)
    (tmp_path / "hum.ogg").write_bytes(SOUND)
    laptop = Laptop.unpacked(tmp_path, "asha")
    laptop.must("form", "install", tmp_path / "form.md")
    return laptop


def test_files_are_attached_told_and_taken_out(laptop, tmp_path):
    home = laptop.new(
        {"keeper": "Asha", "hives": [{"hum": {"@file": str(tmp_path / "hum.ogg")}}]}
    )
    laptop.write(home, f"photo=@{tmp_path / 'House.JPG'}")

    shown = laptop.show(home)
    photo, hum = reference(PICTURE, "jpg"), reference(SOUND, "ogg")
    assert shown["answers"]["photo"] == photo
    assert shown["answers"]["hives"][0]["hum"] == hum
    assert sorted(shown["attachments"], key=lambda one: one["bytes"]) == [
        {"reference": hum, "bytes": len(SOUND), "where": "here", "held": ""},
        {"reference": photo, "bytes": len(PICTURE), "where": "here", "held": ""},
    ]
    laptop.must("household", "attachment", home, photo, "--out", tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == PICTURE
    (info,) = laptop.must("store", "info")
    assert info["attachments"]["here"] == 2
    assert info["attachments"]["bytes"] == len(PICTURE) + len(SOUND)
    laptop.finish(home)
    (checked,) = laptop.must("store", "check")
    assert (checked["sound"], checked["files"]) == (True, 2)


def test_what_cannot_be_attached_changes_nothing_and_says_why(laptop, tmp_path):
    home = laptop.new({"keeper": "Asha"})
    missing = laptop.refused(1, "household", "set", home, "photo=@nowhere.jpg")
    assert "nowhere.jpg" in missing
    for answers in (
        {"keeper": {"@file": "hum.ogg"}},
        {"photo": {"@file": 3}},
        {"photo": {"@file": "hum.ogg", "more": 1}},
        {"photo": {"@file": str(tmp_path)}},
    ):
        laptop.refused(
            1, "household", "new", "--answers", "-", given=json.dumps(answers)
        )

    laptop.write(home, "keeper=@Asha")
    assert laptop.answers(home)["keeper"] == "@Asha"
    assert "photo" not in laptop.answers(home)


def test_only_what_an_answer_names_is_taken_out_and_only_to_where_it_can_go(
    laptop, tmp_path
):
    home = laptop.new({"photo": {"@file": str(tmp_path / "House.JPG")}})
    photo = reference(PICTURE, "jpg")
    out = tmp_path / "out"
    verb = ("household", "attachment", home)

    laptop.refused(1, *verb, reference(SOUND, "ogg"), "--out", out)
    laptop.refused(1, *verb, "../keys.a", "--out", out)
    laptop.refused(1, *verb, photo, "--out", tmp_path / "none" / "out")
    for file in (laptop.store / "attachments").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1])
    laptop.refused(5, *verb, photo, "--out", out)
    assert laptop.run("store", "check").returncode == 5

    assert not out.exists()
    assert not list(tmp_path.glob("*.part"))
