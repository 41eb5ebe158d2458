"""search() of an XLSForm: choices that are found in a list."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrolment_app.questionnaire import Interview, Questionnaire, convert
from enrolment_app.questionnaire.searches import with_searches
from tests.questionnaire.forms import NOW, offered, put, value, xform

VILLAGES = """name,label,label_ur,district
v1,Kot,کوٹ,north
v2,Kotla,کوٹلہ,south
v3,Mian,میاں,south
"""


def asked(tmp_path, appearance, columns="label", others=""):
    """Convert a form that asks for a village in a row, beside its list."""
    (tmp_path / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    file = tmp_path / "form.md"
    file.write_text(
        f"""| survey |
| | type | name | label::English (en) | label::Urdu (ur) | appearance |
| | text | d | D | D | |
| | begin_repeat | m | M | M | |
| | text | t | T | T | |
| | select_one vill | v | V | V | {appearance} |
| | end_repeat | | | | |
| choices |
| | list_name | name | label::English (en) | label::Urdu (ur) |
| | vill | name | {columns} | label_ur |
{others}""",
        encoding="utf-8",
    )
    done = convert(file)
    assert done.usable, done.problems
    live = Interview(done.questionnaire, now=NOW)
    live.add_row("m", "x")
    return done, live


@pytest.mark.parametrize(
    ("appearance", "found"),
    [
        ("search('villages')", ["v1", "v2", "v3"]),
        ("minimal search('villages.csv')", ["v1", "v2", "v3"]),
        ("search('villages', 'contains', 'label', ${t})", ["v1", "v2"]),
        ("search('villages', 'contains', 'name,label', ${t})", ["v1", "v2"]),
        ("search('villages', 'startswith', 'label', ${t}) quick", ["v1", "v2"]),
        ("search('villages', 'endswith', 'label', ${t})", ["v1"]),
        ("search('villages', 'matches', 'district', ${d})", ["v2", "v3"]),
        (
            "search('villages', 'contains', 'label', ${t}, 'district', ${d})",
            ["v2"],
        ),
    ],
)
def test_rows_are_found_as_the_appearance_says(tmp_path, appearance, found):
    done, live = asked(tmp_path, appearance)
    put(live, d="south", **{"m[x]/t": "KOT"})

    assert done.unsupported == ()
    assert offered(live, "m[x]/v") == found
    assert "search" not in " ".join(live.find("m[x]/v").question.appearance)


def test_whole_numbers_are_offered_besides_and_kept(tmp_path):
    _, live = asked(
        tmp_path,
        "search('villages', 'matches', 'district', ${t})",
        others="| | vill | -99 | Another | دیگر |\n",
    )
    assert offered(live, "m[x]/v") == ["-99"]

    put(live, **{"m[x]/t": "north"})
    put(live, **{"m[x]/v": "-99"})
    put(live, **{"m[x]/t": "south"})
    assert value(live, "m[x]/v") == "-99"

    put(live, **{"m[x]/v": "v3"})
    put(live, **{"m[x]/t": "north"})
    assert value(live, "m[x]/v") == ""


def test_words_come_from_the_columns_of_each_language(tmp_path):
    _, live = asked(tmp_path, "search('villages')", columns="label, district")

    def labels():
        return [each.label for each in live.choices(live.find("m[x]/v"))][:1]

    english = labels()
    live.language = "Urdu (ur)"

    assert (english, labels()) == (["Kot, north"], ["کوٹ"])


@pytest.mark.parametrize(
    "appearance",
    [
        "search('villages', 'like', 'label', ${t})",
        "search('villages', 'contains', 'label')",
        "search(",
    ],
)
def test_a_search_that_says_nothing_plain_is_named(tmp_path, appearance):
    done, _ = asked(tmp_path, appearance)

    assert [each.code for each in done.unsupported] == ["form.unheeded_search"]


def test_an_answer_may_say_in_which_list_to_look(tmp_path):
    (tmp_path / "hamlets.csv").write_text("name,label\nh1,Ham\n", encoding="utf-8")
    done, live = asked(tmp_path, "search(${d}, 'contains', 'label', ${t})")
    put(live, **{"m[x]/t": "m"})

    assert [each.code for each in done.unsupported] == ["form.unheeded_named_list"]
    for named, found in (("hamlets", ["h1"]), ("villages", ["v3"]), ("none", [])):
        put(live, d=named)
        assert offered(live, "m[x]/v") == found


def test_a_list_that_is_not_there_is_named_and_offers_nothing(tmp_path):
    done, live = asked(tmp_path, "search('hamlets')")

    assert [each.code for each in done.unsupported] == ["form.unheeded_list"]
    assert offered(live, "m[x]/v") == []


@given(st.text(alphabet="search('\"), villages${t}/.[]1=", max_size=40))
@settings(max_examples=200)
def test_whatever_an_appearance_says_the_form_is_read(said):
    told = escape(f"quick search({said}", {'"': "&quot;"})
    written = xform(
        "<v/>",
        controls={
            "v": f'<select1 ref="/data/v" appearance="{told}"><item>'
            "<label>label</label><value>name</value></item></select1>"
        },
    )

    live = Interview(Questionnaire.parse(with_searches(written)), now=NOW)

    assert len(live.choices(live.find("v"))) <= 1
