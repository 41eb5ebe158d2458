"""One registry, one supervisor, three laptops: they meet only through files in folders.

Sticks get lost, come late, come twice and come torn; nobody ever has a line.
"""

import json

import pytest

from tests.stories.people import BEES, Laptop, Registry

DISTRICT, TEHSIL, OTHER_TEHSIL = "PK532", "PK53202", "PK53201"
HOME = {"keeper": "Zarghuna", "valley": "Demo Kalam", "ring": "03000000012"}
ENUMERATORS = {"asha": TEHSIL, "bilal": TEHSIL, "chand": OTHER_TEHSIL}


class Office:
    """A registry that is never on a line, and the folder where sticks lie."""

    def __init__(self, home, *database):
        self.home = home
        self.registry = Registry(home, *database)
        self.registry.must("form", "publish", BEES)
        self.written = 0

    def laptop(self, name, area, *more):
        file = self.home / f"{name}.json"
        adding = ("device", "add", name, "--area", area, "--out", file, "--json")
        made = json.loads(self.registry.must(*adding, *more))
        laptop = Laptop.unpacked(self.home, name)
        codes = [("--code", person["code"]) for person in made["people"]]
        laptop.must("device", "enrol", file, *(codes[0] if codes else ()))
        return laptop

    def supervisor(self, name="nazia"):
        people = ("--role", "supervisor", "--person", "Demo Nazia")
        return self.laptop(name, DISTRICT, *people)

    def stick(self):
        self.written += 1
        return self.home / f"stick-{self.written}.indraj"

    def write(self, laptop, *more):
        stick = self.stick()
        laptop.must("bundle", "write", stick, *more)
        return stick

    def reply(self, stick):
        reply = self.stick()
        self.registry.must("bundle", "exchange", stick, "--out", reply)
        return reply


def read(laptop, stick):
    (came,) = laptop.must("bundle", "read", stick)
    return came


def torn(stick):
    """The same stick, pulled out while it was being copied."""
    short = stick.with_suffix(".torn")
    short.write_bytes(stick.read_bytes()[: stick.stat().st_size * 2 // 3])
    return short


def custody(laptop):
    (counts,) = laptop.must("sync", "status")
    return counts


def seen(laptop, household):
    """A household as everybody must see it."""
    shown = laptop.show(household)
    return shown["answers"], [c["field"] for c in shown["conflicts"]]


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


@pytest.fixture
def district(office):
    laptops = {name: office.laptop(name, area) for name, area in ENUMERATORS.items()}
    return office.supervisor(), *laptops.values()


def test_a_district_without_a_line_comes_to_one_state(office, district):
    nazia, asha, bilal, chand = district
    homes = {laptop.name: new_home(laptop) for laptop in (asha, bilal, chand)}

    first = office_day(office, nazia, (asha, bilal, chand))
    nazia.write(homes["asha"], "ring=03000000099")
    word_for_it(office, nazia, asha)
    homes["late"], late = a_journey(office, nazia, asha)
    what_comes_back(office, nazia, asha, bilal, chand)
    assert read(nazia, first[asha])["letters"] == 0
    read(nazia, late)
    read(nazia, office.reply(office.write(nazia)))
    read(asha, office.write(nazia, "--towards", "laptops"))
    for laptop in (bilal, chand):
        read(laptop, office.reply(office.write(laptop)))

    for laptop in district:
        counts = custody(laptop)
        assert counts["only_here"] == counts["handed_over"] == 0
        laptop.must("store", "check")
    for home in (homes["asha"], homes["bilal"], homes["late"]):
        assert seen(asha, home) == seen(nazia, home) == seen(bilal, home)
    assert seen(chand, homes["chand"]) == seen(nazia, homes["chand"])
    assert custody(nazia)["confirmed"] == 4


def test_a_supervisor_on_a_line_brings_everybodys_letters(office, district):
    nazia, asha, bilal, _ = district
    homes = [new_home(laptop) for laptop in (asha, bilal)]
    for laptop in (asha, bilal):
        read(nazia, office.write(laptop))
    office.registry.start()
    try:
        result = nazia.must("sync", "--registry", office.registry.url)[0]
        again = nazia.must("sync", "--registry", office.registry.url)[0]
    finally:
        office.registry.kill()

    assert (result["waiting"], custody(nazia)["confirmed"]) == (0, 2)
    assert again["bytes_up"] < 1000, "nothing goes up a second time"
    back = office.write(nazia, "--towards", "laptops")
    for laptop in (asha, bilal):
        assert read(laptop, back)["receipts"] == 1
        assert custody(laptop)["confirmed"] == 2
        assert [seen(laptop, home) for home in homes] == [
            seen(nazia, home) for home in homes
        ]


def new_home(laptop):
    home = laptop.new({**HOME, "keeper": f"Demo {laptop.name}"})
    laptop.finish(home)
    assert custody(laptop)["only_here"] == 1
    return home


def office_day(office, nazia, laptops):
    """Everybody brings a stick; one is torn, and comes again, twice."""
    sticks = {laptop: office.write(laptop) for laptop in laptops}
    for laptop, stick in sticks.items():
        assert custody(laptop) == {"only_here": 0, "handed_over": 1, "confirmed": 0}
        nazia.refused(5, "bundle", "read", torn(stick))
        came = read(nazia, stick)
        assert (came["new"], came["carried"]) == (1, 1)
        assert [one["name"] for one in came["laptops"]] == [laptop.name]
        # What lies with her is handed over; only the registry makes it confirmed.
        assert custody(nazia)["confirmed"] == 0
    assert read(nazia, stick)["letters"] == 0
    return sticks


def word_for_it(office, nazia, asha):
    """She says what she holds; once is enough."""
    word = office.write(nazia, "--towards", "laptops")
    assert read(asha, word)["custody"] == 1
    assert read(asha, word)["custody"] == 0


def a_journey(office, nazia, asha):
    """The first stick to the registry is lost, the second is not; work goes on."""
    office.write(nazia, "--towards", "registry")
    reply = office.reply(office.write(nazia, "--towards", "registry"))
    home = asha.new({**HOME, "keeper": "Demo late"})
    asha.finish(home)
    late = office.write(asha)
    came = read(nazia, reply)
    assert (came["receipts"], came["carried"]) == (1, 3)
    return home, late


def what_comes_back(office, nazia, asha, bilal, chand):
    """Answers come twice, or after the laptop took another way."""
    back = office.write(nazia, "--towards", "laptops")
    assert read(asha, back)["receipts"] == 1
    assert read(asha, back)["receipts"] == 0
    # Her own home, and Bilal's, which came along; the late one is on a stick.
    assert custody(asha) == {"only_here": 0, "handed_over": 1, "confirmed": 2}
    assert read(bilal, back)["receipts"] == 1
    assert read(chand, office.reply(office.write(chand)))["receipts"] == 1
    assert read(chand, back)["receipts"] == 0
