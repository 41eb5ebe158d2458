"""Forms that mean harm, or were cut in half: refused or shown, never a crash."""

import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrolment_app.questionnaire import (
    Interview,
    Questionnaire,
    QuestionnaireError,
    convert,
)
from enrolment_app.questionnaire import workbook as rooms
from tests.questionnaire.forms import (
    NOW,
    interview,
    listed,
    select,
    value,
    workbook,
    xform,
)

WHOLE = xform(
    "<a>1</a><b/><g><c/></g><m><x/><y/></m><n/>",
    {
        "a": {"type": "int", "constraint": ". < 10", "constraintMsg": "jr:itext('t')"},
        "b": {"relevant": "/data/a > 0", "required": "true()"},
        "m/y": {"calculate": "sum(../x) + position(..)"},
        "n": {"calculate": "count(/data/m[x > current()/../a])"},
    },
    repeats={"m": "/data/a"},
    controls={
        "g/c": select(
            "g/c", "instance('l')/root/item[k = /data/a]", label="jr:itext(k)"
        ),
        "b": '<input ref="/data/b"><label ref="jr:itext(\'t\')"/>'
        '<setvalue event="xforms-value-changed" ref="/data/g/c" value="concat(., 1)"/></input>',
    },
    lists=listed("l", [{"name": "1", "k": "1"}, {"name": "2", "k": "2"}]),
    itext='<itext><translation lang="en"><text id="t"><value>Hi <output value="/data/a"/></value></text></translation></itext>',
).decode()
# What stands between the signs of XML: names, values, expressions.
WORDS = re.findall(r"[^<>=\"\s]+|<|>|\"|=", WHOLE)


def used(source):
    """Read a form and do with it what a screen does; gives whether it was usable."""
    try:
        questionnaire = Questionnaire.parse(source)
    except QuestionnaireError:
        return False
    live = Interview(questionnaire, now=NOW, first_rows=True)
    for node in list(live.root.within()):
        if node.place.part is None:
            continue
        live.label(node), live.hint(node), live.guidance(node), live.choices(node)
        for text in ("1", "no number", None):
            live.answer(node.address, text)
    for problem in live.problems():
        live.message(problem)
    live.sections()
    live.load(live.answers())
    live.finish(NOW)
    return True


def test_the_whole_form_is_usable():
    assert used(WHOLE.encode())


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, len(WHOLE)),
    st.integers(0, 60),
    st.one_of(st.just(""), st.sampled_from(WORDS), st.text(max_size=8)),
)
def test_a_form_with_a_piece_changed_is_read_or_refused(at, length, piece):
    used((WHOLE[:at] + piece + WHOLE[at + length :]).encode("utf-8", "replace"))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=6))
def test_a_form_with_words_swapped_is_read_or_refused(swaps):
    pieces = re.split(r"([\w./()'\[\]-]+)", WHOLE)
    for swap in swaps:
        one, other = (place % len(pieces) | 1 for place in swap)
        if max(one, other) < len(pieces):
            pieces[one], pieces[other] = pieces[other], pieces[one]

    used("".join(pieces).encode())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_bytes_that_are_nothing_are_refused(content):
    assert not used(content)


@pytest.mark.parametrize(
    "hostile",
    [
        "<data>" * 5_000 + "</data>" * 5_000,
        "<!DOCTYPE d [<!ENTITY a 'xx'><!ENTITY b '&a;&a;'>]>"
        + WHOLE.replace("Hi", "&b;"),
        "<!DOCTYPE d [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        + WHOLE.replace("Hi", "&f;"),
        WHOLE.replace("<g>", "<g>" * 300).replace("</g>", "</g>" * 300),
    ],
    ids=["deep", "entities", "files", "deep inside"],
)
def test_a_form_that_means_harm_has_none_of_its_effects(hostile):
    try:
        live = Interview(Questionnaire.parse(hostile.encode()), now=NOW)
    except QuestionnaireError:
        return
    said = live.label(live.find("b"))
    assert "xx" not in said
    assert "root:" not in said


def test_words_that_tell_themselves_come_to_an_end():
    live = interview(
        "<q/>",
        controls={"q": '<input ref="/data/q"><label ref="jr:itext(\'t\')"/></input>'},
        itext='<itext><translation lang="en"><text id="t"><value>a <output value="jr:itext(\'t\')"/></value></text></translation></itext>',
    )

    assert live.label(live.find("q")).startswith("a ")


def test_choices_that_name_themselves_come_to_an_end():
    live = interview(
        "<q>1</q>",
        controls={
            "q": '<select1 ref="/data/q"><item><label><output value="jr:choice-name(/data/q, \'/data/q\')"/></label><value>1</value></item></select1>'
        },
    )

    assert live.choices(live.find("q"))[0].label == ""


@pytest.mark.parametrize(
    "controls",
    [
        {"q": '<input ref="/data/q"><label><output value="nobody()"/></label></input>'},
        {"q": select("q", "instance('nowhere')/root/item")},
        {"q": select("q", "instance('l')/root/item[regex(name, '[')]")},
        {
            "q": select("q", "instance('l')/root/item").replace(
                'ref="name"', 'ref="nobody()"'
            )
        },
        {
            "q": '<input ref="/data/q"><setvalue event="xforms-value-changed" ref="/data/r" value="nobody()"/></input>'
        },
        {
            "q": '<input ref="/data/q"><setvalue event="xforms-value-changed" ref="/data/r[nobody()]" value="1"/></input>'
        },
    ],
)
def test_what_cannot_be_evaluated_is_left_out(controls):
    live = interview("<q/><r/>", controls=controls, lists=listed("l", [{"name": "1"}]))
    node = live.find("q")

    assert (live.label(node), live.choices(node)[1:]) == ("", ())
    live.answer("q", "1")

    assert value(live, "r") == ""


CELLS = st.sampled_from(
    [
        "",
        "type",
        "name",
        "label",
        "text",
        "integer",
        "select_one l",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
        "calculate",
        "l",
        "a",
        "b",
        "meta",
        "data",
        "${a}",
        "${a} > 1",
        "${b",
        ". > (",
        "list_name",
        "calculation",
        "relevant",
        "choice_filter",
        "repeat_count",
        "yes",
        "label::English (en)",
        "media::image",
        "image",
        "1.5",
        "&lt;",
        "\x0b" * 0 + "۳",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=4), max_size=4),
)
def test_any_cells_are_a_form_or_explained(tmp_path_factory, survey, choices):
    head = ["type", "name", "label", "relevant", "calculation", "choice_filter"]
    file = tmp_path_factory.mktemp("cells") / "form.xlsx"
    workbook(
        file, survey=[head, *survey], choices=[["list_name", "name", "label"], *choices]
    )

    done = convert(file)

    assert done.usable or done.problems


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "UNPACKED_BYTES_MAX", 1_000_000)
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 1_000_001)

    done = convert(file)

    assert [each.code for each in done.problems] == ["form.not_a_form"]


def test_a_form_that_asks_nothing_is_a_form():
    empty = xform("").replace(b'<data id="test" version="1"/>', b'<data id="e"/>')

    live = Interview(Questionnaire.parse(empty), now=NOW)

    assert live.answers() == {}
    assert live.sections() == ()


@pytest.mark.parametrize("path", ["/data//m", "/data/m[1]", "/", "/data/m/@x", "m"])
def test_a_repeat_of_no_place_is_told_and_has_no_rows(path):
    odd = xform("<n/><m><x/></m>", {"n": {"calculate": "sum(..) + count(/data/m)"}})
    odd = odd.replace(
        b"</h:body>", f'<repeat nodeset="{path}"><label/></repeat></h:body>'.encode()
    )

    assert used(odd)
