"""Lists inside a form and beside it: XML, CSV, GeoJSON, looked up or chosen from."""

import pytest

from enrolment_app.questionnaire import Interview, NotAForm, Questionnaire, convert
from tests.questionnaire.forms import NOW, offered, select, value, xform

LISTS = {
    "places.csv": 'name,label\nd1,"Mardan, city"\nd2,صوابی\n',
    "semicolons.csv": "\ufeffname;label\r\nd1;Mardan\r\nd2;Swabi\r\n",
    "tabs.csv": "name\tlabel\nd1\tMardan\nd2\tSwabi",
    "places.xml": "<root><item><name>d1</name><label>M</label></item><item><name>d2</name><label>S</label></item></root>",
    "uneven.xml": "<root><item><name>d1</name></item><item><name>d2</name><extra a='1'><b/></extra></item></root>",
    "places.geojson": '{"type": "FeatureCollection", "features": ['
    '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [74.3, 31.5]}, "properties": {"name": "d1", "open": true}},'
    '{"type": "Feature", "id": "x", "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}, "properties": {"name": "d2", "none": null}}]}',
}


def with_list(name, *, calculate="1", content=None):
    """Ask with one list beside the form."""
    kind = "file-csv" if name.endswith(".csv") else "file"
    source = xform(
        "<q/><c/>",
        {"c": {"calculate": calculate}},
        controls={"q": select("q", "instance('place')/root/item", label="label")},
        lists=f'<instance id="place" src="jr://{kind}/{name}"/>',
    )
    content = LISTS[name].encode() if content is None else content
    questionnaire = Questionnaire.parse(source, {name: content})
    return Interview(questionnaire, now=NOW)


@pytest.mark.parametrize("name", LISTS)
def test_every_kind_of_list_offers_its_rows(name):
    assert offered(with_list(name), "q") == ["d1", "d2"]


@pytest.mark.parametrize("name", LISTS)
def test_every_kind_of_list_is_looked_up(name):
    live = with_list(name, calculate="count(instance('place')/root/item[name = 'd2'])")

    assert value(live, "c") == "1"


def test_a_geojson_row_has_its_geometry_and_its_properties():
    def cell(column):
        return value(
            with_list(
                "places.geojson",
                calculate=f"instance('place')/root/item[name = 'd1']/{column}",
            ),
            "c",
        )

    assert cell("geometry") == "31.5 74.3 0 0"
    assert cell("open") == "true"


def test_pulldata_gives_the_first_match_or_nothing():
    live = with_list("places.csv", calculate="pulldata('place', 'label', 'name', 'd1')")
    assert value(live, "c") == "Mardan, city"

    live = with_list("places.csv", calculate="pulldata('place', 'label', 'name', 'd9')")
    assert value(live, "c") == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("places.csv", b"\xff\xfe\x00name"),
        ("places.geojson", b"{}"),
        ("places.geojson", b"not json"),
        ("places.geojson", b"[" * 100_000),
        ("places.geojson", b'{"features": ["x"]}'),
        (
            "places.geojson",
            b'{"features": [{"geometry": {"type": "Point", "coordinates": "a"}}]}',
        ),
        (
            "places.geojson",
            b'{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": [1]}]}',
        ),
        ("places.csv", b'"' + b"x" * 200_000),
        ("places.xml", b"<root><item>"),
    ],
)
def test_a_list_that_is_none_is_refused_as_a_whole(name, content):
    with pytest.raises(NotAForm):
        with_list(name, content=content)


def test_a_list_that_is_not_there_is_named_and_offers_nothing():
    source = xform(
        "<q/>",
        controls={"q": select("q", "instance('place')/root/item")},
        lists='<instance id="place" src="jr://file-csv/gone.csv"/>',
    )
    questionnaire = Questionnaire.parse(source)

    assert [(each.feature, each.where) for each in questionnaire.unsupported] == [
        ("list-missing", "jr://file-csv/gone.csv")
    ]
    assert offered(Interview(questionnaire, now=NOW), "q") == []


def test_lists_beside_a_form_become_part_of_it_and_nothing_else_is_read(tmp_path):
    (tmp_path / "outside.csv").write_text("name,label\nsecret,S\n")
    inside = tmp_path / "forms"
    inside.mkdir()
    (inside / "places.csv").write_text(LISTS["places.csv"], encoding="utf-8")
    for source, codes in (
        ("jr://file-csv/places.csv", ["d1", "d2"]),
        ("jr://file-csv/../outside.csv", []),
        (f"jr://file-csv/{tmp_path}/outside.csv", []),
        ("file:///etc/passwd", []),
    ):
        file = inside / "form.xml"
        file.write_bytes(
            xform(
                "<q/>",
                controls={
                    "q": select("q", "instance('place')/root/item", label="label")
                },
                lists=f'<instance id="place" src="{source}"/>',
            )
        )

        read = convert(file).questionnaire

        assert offered(Interview(read, now=NOW), "q") == codes, source


EXTERNAL = """
| survey |
| | type | name | label | choice_filter |
| | text | state | State | |
| | select_one_external c | county | County | state=${state} |
| external_choices |
| | list_name | name | label::English (en) | state |
| | c | x | Xanadu | a |
| | c | y | Ys | b |
"""


def test_choices_of_a_sheet_of_their_own_are_choices_like_any(tmp_path):
    file = tmp_path / "form.md"
    file.write_text(EXTERNAL, encoding="utf-8")

    live = Interview(convert(file).questionnaire, now=NOW)
    live.answer("state", "b")

    assert [(c.value, c.label) for c in live.choices(live.find("county"))] == [
        ("y", "Ys")
    ]
    assert live.questionnaire.unsupported == ()


def test_choices_in_the_file_for_all_lists_are_found_beside_an_xform(tmp_path):
    asked = '<input ref="/data/q" query="instance(\'c\')/root/item[s = /data/s]"/>'
    file = tmp_path / "form.xml"
    file.write_bytes(xform("<s>a</s><q/>", controls={"q": asked}))
    (tmp_path / "itemsets.csv").write_text(
        '"list_name","name","label","s"\n"c","x","X","a"\n"d","z","Z","a"\n'
    )

    live = Interview(convert(file).questionnaire, now=NOW)

    assert offered(live, "q") == ["x"]


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><data>&b;</data>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><data>&f;</data>',
        '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd"><data/>',
    ],
)
def test_no_entity_is_expanded_and_no_file_fetched(hostile):
    source = xform("<q/>", lists='<instance id="place" src="jr://file/x.xml"/>')

    questionnaire = Questionnaire.parse(source, {"x.xml": hostile.encode()})

    text = "".join(node.text for node in questionnaire.lists.get("place").within())
    assert "aaaa" not in text
    assert "root:" not in text
