"""Languages: words follow the language at once, answers inside them keep theirs."""

import pytest

from enrolment_app.questionnaire import Questionnaire
from tests.questionnaire.forms import interview, listed, put, value, xform

ITEXT = """<itext>
<translation lang="English (en)" default="true()">
 <text id="q"><value>How old is <output value="/data/name"/>?</value>
  <value form="guidance">Ask for papers.</value><value form="image">jr://images/q.png</value></text>
 <text id="hint"><value>In years</value></text>
 <text id="yes"><value>Yes</value></text><text id="only"><value>Only English</value></text>
 <text id="msg"><value>Too old</value></text>
</translation>
<translation lang="اردو (ur)">
 <text id="q"><value><output value="/data/name"/> کی عمر کیا ہے؟</value></text>
 <text id="hint"><value>سال</value></text>
 <text id="yes"><value>جی ہاں</value></text>
 <text id="msg"><value>بہت زیادہ</value></text>
</translation></itext>"""
CONTROLS = {
    "age": '<input ref="/data/age"><label ref="jr:itext(\'q\')"/><hint ref="jr:itext(\'hint\')"/></input>',
    "ok": '<select1 ref="/data/ok"><itemset nodeset="instance(\'yn\')/root/item"><value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>',
    "plain": '<input ref="/data/plain"><label ref="jr:itext(\'only\')"/></input>',
}


@pytest.fixture
def live():
    return interview(
        "<name/><age/><ok/><plain/><said/>",
        {
            "age": {
                "type": "int",
                "constraint": ". < 120",
                "constraintMsg": "jr:itext('msg')",
            },
            "said": {"calculate": "jr:choice-name(/data/ok, '/data/ok')"},
        },
        controls=CONTROLS,
        itext=ITEXT,
        lists=listed("yn", [{"name": "y", "itextId": "yes"}]),
    )


def test_the_form_names_its_languages_and_the_first_is_spoken(live):
    assert live.questionnaire.languages == ("English (en)", "اردو (ur)")
    assert live.language == "English (en)"


def test_words_follow_the_language(live):
    live.language = "اردو (ur)"

    assert live.hint(live.find("age")) == "سال"
    assert live.choices(live.find("ok"))[0].label == "جی ہاں"


def test_an_answer_inside_a_sentence_is_isolated_and_nothing_else(live):
    assert live.label(live.find("age")) == "How old is ?"

    put(live, name="Asha")
    assert live.label(live.find("age")) == "How old is \u2068Asha\u2069?"

    live.language = "اردو (ur)"
    assert live.label(live.find("age")) == "\u2068Asha\u2069 کی عمر کیا ہے؟"


def test_a_text_that_one_language_lacks_is_said_in_the_first(live):
    live.language = "اردو (ur)"

    assert live.label(live.find("plain")) == "Only English"


def test_a_message_is_said_in_the_language(live):
    live.answer("age", "200")
    live.language = "اردو (ur)"

    assert live.message(live.problems()[0]) == "بہت زیادہ"


def test_a_calculation_of_words_is_told_anew_when_the_language_changes(live):
    put(live, ok="y")
    assert value(live, "said") == "Yes"

    live.language = "اردو (ur)"

    assert value(live, "said") == "جی ہاں"


def test_guidance_is_no_part_of_the_label_or_the_hint():
    live = interview(
        "<q/>",
        controls={
            "q": '<input ref="/data/q"><label>Q</label><hint ref="jr:itext(\'q\')"/></input>'
        },
        itext=ITEXT.replace('<output value="/data/name"/>', "she"),
    )

    assert live.guidance(live.find("q")) == "Ask for papers."
    assert live.hint(live.find("q")) == "How old is she?"


def test_calculated_words_follow_the_answers_inside_them_without_isolates():
    itext = (
        '<itext><translation lang="en"><text id="greet"><value>Dear <output value="/data/name"/>!</value></text>'
        '<text id="yn-0"><value>Yes, <output value="/data/name"/></value></text></translation></itext>'
    )
    live = interview(
        "<name/><ok>y</ok><greet/><said/>",
        {
            "greet": {"calculate": "jr:itext('greet')"},
            "said": {"calculate": "jr:choice-name(/data/ok, '/data/ok')"},
        },
        controls={"ok": CONTROLS["ok"]},
        itext=itext,
        lists=listed("yn", [{"name": "y", "itextId": "yn-0"}]),
    )

    put(live, name="Asha")

    assert value(live, "greet") == "Dear Asha!"
    assert value(live, "said") == "Yes, Asha"


def test_pictures_and_sounds_follow_the_words():
    itext = ITEXT.replace(
        '<text id="yes"><value>Yes</value>',
        '<text id="yes"><value>Yes</value><value form="image">jr://images/y.png</value><value form="audio">jr://audio/y.mp3</value>',
    )
    live = interview(
        "<name/><ok/><q/>",
        controls={
            "ok": CONTROLS["ok"],
            "q": '<input ref="/data/q"><label ref="jr:itext(\'yes\')"/></input>',
        },
        itext=itext,
        lists=listed("yn", [{"name": "y", "itextId": "yes"}]),
    )

    (choice,) = live.choices(live.find("ok"))

    assert (choice.label, choice.image) == ("Yes", "jr://images/y.png")
    assert live.media(live.find("q")) == {
        "image": "jr://images/y.png",
        "audio": "jr://audio/y.mp3",
    }


def test_a_label_in_a_row_speaks_of_its_own_row():
    live = interview(
        "<m><name/><age/></m>",
        repeats={"m": ""},
        controls={
            "m/age": '<input ref="/data/m/age"><label>Age of <output value=" ../name "/></label></input>'
        },
    )
    for number, name in enumerate(("Asha", "Bano"), start=1):
        live.add_row("m", f"r{number}")
        put(live, **{f"m[{number}]/name": name})

    assert live.label(live.find("m[2]/age")) == "Age of \u2068Bano\u2069"
    assert live.label(live.find("m[1]/age")) == "Age of \u2068Asha\u2069"


def test_what_is_written_beside_a_name_stands_for_a_text_that_is_not_there():
    live = interview(
        "<q/><r/>",
        controls={
            n: f'<input ref="/data/{n}"><label ref="jr:itext(\'{n}\')">Beside</label></input>'
            for n in "qr"
        },
        itext='<itext><translation lang="en" default="false()"><text id="q"><value>E</value></text></translation>'
        '<translation lang="ur" default="true()"><text id="q"><value>U</value></text></translation></itext>',
    )

    labels = [live.label(live.find(n)) for n in "qr"]

    assert live.questionnaire.default_language == "ur"
    assert labels == ["U", "Beside"]


def test_a_version_is_read_in_whichever_space_it_is_written():
    told = (
        xform("<q/>")
        .replace(b' version="1"', b"")
        .replace(
            b'<data id="test"',
            b'<data xmlns:orx="http://openrosa.org/xforms" orx:version="7" id="test"',
        )
    )

    assert Questionnaire.parse(told).version == "7"
