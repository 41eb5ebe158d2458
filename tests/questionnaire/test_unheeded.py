"""What a form asks for and nobody here does is named in words, one by one."""

import pytest

from enrolment_app.questionnaire import Questionnaire, convert
from enrolment_app.sentences import SENTENCES, sentence
from tests.questionnaire.forms import xform

HEAD = "| survey |\n| | type | name | label | appearance | parameters |\n"
PLACES = "location-priority=balanced location-min-interval=60 location-max-age=120"
CHOICES = "| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("start-geopoint | p | | |", "form.unheeded_position"),
        ("background-audio | s | | |", "form.unheeded_recording"),
        ("text | a | A | ex:org.app.ask(x='1') |", "form.unheeded_app"),
        ("note | a | A | printer:org.app(x) |", "form.unheeded_printer"),
        ("decimal | a | A | bearing |", "form.unheeded_compass"),
        ("select_one yn | a | A | image-map |", "form.unheeded_image_map"),
        ("date | a | A | ethiopian |", "form.unheeded_calendar"),
        ("calculate | a | | |", ""),
        (f"audit | audit | | | {PLACES}", "form.unheeded_whereabouts"),
        (
            "audit | audit | | | track-changes-reasons=on-form-edit",
            "form.unheeded_reasons",
        ),
        # Who changed what is in the household's history anyway.
        ("audit | audit | | | track-changes=true identify-user=true", ""),
    ],
)
def test_each_is_told_in_words_of_its_own(tmp_path, row, code):
    file = tmp_path / "form.md"
    row = row.replace("calculate | a |", "text | a | A")
    file.write_text(
        f"{HEAD}| | text | q | Q | | |\n| | {row} |\n{CHOICES}", encoding="utf-8"
    )

    done = convert(file)

    assert [each.code for each in done.unsupported] == ([code] if code else [])
    for each in done.unsupported:
        assert each.code in SENTENCES
        assert "?" not in sentence(each.code, each.values)


def test_what_the_settings_ask_for_is_told_too(tmp_path):
    file = tmp_path / "form.md"
    file.write_text(
        f"{HEAD}| | text | q | Q | | |\n| settings |\n"
        "| | form_id | public_key | submission_url | auto_delete |\n"
        "| | f | MIIB | https://example.org/x | true |\n",
        encoding="utf-8",
    )

    told = convert(file).unsupported

    assert {each.code for each in told} == {
        "form.unheeded_encryption",
        "form.unheeded_submission",
    }


def test_entities_newer_than_ours_are_told(tmp_path):
    file = tmp_path / "form.md"
    file.write_text(
        f"{HEAD}| | text | q | Q | | |\n| entities |\n| | list_name | label |\n"
        "| | people | ${q} |\n",
        encoding="utf-8",
    )
    known = convert(file)
    newer = tmp_path / "newer.xml"
    newer.write_bytes(
        known.xform.replace(b'entities-version="202', b'entities-version="203')
    )

    assert known.unsupported == ()
    assert [each.code for each in convert(newer).unsupported] == [
        "form.unheeded_entities"
    ]


def test_the_style_of_a_form_is_told_but_pages_are_sections():
    plain = xform("<q/>")
    styled = plain.replace(b"<h:body>", b'<h:body class="pages theme-grid">')

    read = Questionnaire.parse(styled)

    assert Questionnaire.parse(plain).definition.appearance == ()
    assert read.definition.appearance == ("pages", "theme-grid")
    assert [each.feature for each in read.unsupported] == ["style:theme-grid"]


def test_short_messages_are_told():
    asked = Questionnaire.parse(
        xform('<q xmlns:odk="http://www.opendatakit.org/xforms" odk:tag="q"/>')
    )

    assert [each.feature for each in asked.unsupported] == ["short-messages"]
