"""The geography changes while laptops are away; what was answered stays and is shown."""

from pathlib import Path

from tests.stories.people import Laptop

AREA = "PK53202"
ORCHARDS = Path(__file__).parent / "orchards.md"
VILLAGES = f"""code,name_en,name_ur,level,parent
{AREA}01,Demo Bala,ڈیمو بالا,village,{AREA}
{AREA}02,Demo Pain,ڈیمو پایاں,village,{AREA}
"""


def test_a_village_joins_another_while_a_laptop_is_away(tmp_path, registry):
    (tmp_path / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    registry.must("form", "publish", ORCHARDS)
    registry.must("area", "import", tmp_path / "villages.csv")
    (first,) = registry.listed("area", "publish")
    asha = Laptop.unpacked(tmp_path, "asha")
    file = registry.provision("asha", AREA, tmp_path / "asha.json")
    asha.must("device", "enrol", file)
    answers = {"grower": "Zarghuna", "tehsil": AREA, "village": f"{AREA}01"}
    more = ("--form", "orchards", "--answers", "-")
    (made,) = asha.must("household", "new", *more, given=str(answers).replace("'", '"'))
    asha.sync()
    (row,) = asha.must("household", "list")
    assert (first["version"], row["village"]) == (1, "Demo Bala")

    registry.must("area", "close", f"{AREA}01", "--into", f"{AREA}02")
    (second,) = registry.listed("area", "publish")
    assert (second["version"], second["places"]) == (2, 1)
    asha.sync()

    (row,) = asha.must("household", "list")
    assert row["village"] == "Demo Pain"
    assert asha.answers(made["id"])["village"] == f"{AREA}01"
