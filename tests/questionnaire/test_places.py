"""A list places.csv without a file is the geography of the laptop, today's names."""

from enrolment_app.questionnaire import Around, Interview
from sync.geography import Geography, Place
from tests.questionnaire.forms import NOW, form, put, value

LIST = '<instance id="places" src="jr://file-csv/places.csv"/>'
OWN = "<item><name>x</name><label>X</label></item>"
OWN = f'<instance id="places"><root>{OWN}</root></instance>'
VILLAGE = """<select1 ref="/data/v"><itemset
 nodeset="instance('places')/root/item[level='village' and parent=/data/c]">
 <value ref="name"/><label ref="label"/></itemset></select1>"""
ONE = Place("V1", "Old Kili", "پرانی کلی", "village", "C1", version=1)
TWO = Place("V2", "New Kili", "نئی کلی", "village", "C1", version=1)
JOINED = Place(
    "V1", "Old Kili", "پرانی کلی", "village", "C1", "", "2026-07-01", ("V2",), 2
)
MOVED = Place("V2", "New Kili", "نئی کلی", "village", "C2", version=2)


def asking(lists=LIST):
    label = {"calculate": "pulldata('places', 'label', 'name', /data/v)"}
    return form("<c/><v/><n/>", {"n": label}, controls={"v": VILLAGE}, lists=lists)


def begun(*places, answers=None, language=None, lists=LIST):
    around = Around(places=Geography.of(places))
    return Interview(
        asking(lists), now=NOW, answers=answers, around=around, language=language
    )


def offered(live):
    return {one.value: one.label for one in live.choices(live.find("v"))}


def test_the_places_are_offered_and_told():
    live = begun(ONE, TWO)
    put(live, c="C1")

    assert offered(live) == {"V2": "New Kili", "V1": "Old Kili"}
    put(live, v="V1")
    assert value(live, "n") == "Old Kili"
    assert live.questionnaire.unsupported == ()


def test_they_are_in_the_language_of_the_form():
    live = begun(ONE, TWO, language="Urdu (ur)")
    put(live, c="C1")

    assert offered(live)["V1"] == "پرانی کلی"


def test_a_closed_place_is_offered_to_nobody_anew():
    live = begun(ONE, TWO, JOINED)
    put(live, c="C1")

    assert offered(live) == {"V2": "New Kili"}
    assert live.answer("v", "V1").refused


def test_what_was_answered_stays_and_is_called_as_today():
    live = begun(ONE, TWO, JOINED, answers={"c": "C1", "v": "V1"})

    assert (value(live, "v"), live.problems()) == ("V1", ())
    assert offered(live)["V1"] == "New Kili (Old Kili)"


def test_a_village_that_lies_elsewhere_now_stays_where_it_was_answered():
    live = begun(TWO, MOVED, answers={"c": "C1", "v": "V2"})

    assert (value(live, "v"), live.problems()) == ("V2", ())
    assert offered(live) == {"V2": "New Kili"}
    put(live, c="C2")
    assert value(live, "v") == "V2"


def test_without_a_geography_nothing_is_offered_and_nothing_breaks():
    live = Interview(asking(), now=NOW, answers={"c": "C1"})

    assert live.choices(live.find("v")) == ()
    assert live.find("n").text == ""


def test_a_list_of_the_forms_own_is_its_own():
    live = begun(ONE, lists=OWN)

    assert live.instance("places").rows == [{"name": "x", "label": "X"}]
