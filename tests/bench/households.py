"""Makes invented households: valid answers of the kp-household questionnaire.

python tests/bench/households.py 1000 --seed 7     JSON, one household a line
python tests/bench/households.py --demo            rewrites resources/demo/households.json

The same count and seed always give the same households. Identity numbers begin with
0, which no real card does; the telephone numbers belong to nobody.
"""

import argparse
import csv
import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
PLACES = ROOT / "resources" / "gazetteer" / "places.csv"
DEMO_DISTRICT, DEMO_COUNT, DEMO_SEED = "PK532", 24, 532
# Answers about a person with a birth date hold for every visit between these days,
# so that the households stay valid whatever clock they are loaded under.
FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2036, 1, 1)
BORN_BEFORE = date(2024, 1, 1)
# Section, question, the answer that makes it matter, and what is asked only then.
ASKED_ONLY = (
    ("water", "water_place", "outside", "water_minutes water_fetcher"),
    ("livelihood", "owes_money", "yes", "debt_to"),
    ("land", "owns_land", "yes", "land_area land_unit irrigated"),
    ("land", "has_livestock", "yes", "buffaloes cattle goats_sheep donkeys poultry"),
)
ASKED_UNLESS = (
    ("water", "toilet", "none", "toilet_shared"),
    ("livelihood", "shocks", ["none"], "coping"),
)
SPECIAL = {"?": {"special": "dont-know"}, "-": {"special": "refused"}}
OTHERS = "son daughter son daughter son daughter mother daughter_in_law grandchild"
SEXES = {"son": "male", "grandchild": "male female"}
AGES = {
    "head": (28, 70),
    "wife": (20, 60),
    "mother": (60, 85),
    "daughter_in_law": (18, 30),
    "grandchild": (0, 8),
}
SCATTER = 38742048973  # has no divisor in common with the number of numbers
MARITAL = {"head": "married", "wife": "married", "daughter_in_law": "married"}
Answers = dict[str, Any]


@dataclass(frozen=True)
class Age:
    """What may be known of somebody's age: its bounds over FIRST_DAY to LAST_DAY."""

    low: int
    high: int
    answers: Answers


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def villages(district: str = "") -> list[Answers]:
    """Give the addresses of the invented villages, perhaps of one district only."""
    parents = {row["code"]: row["parent"] for row in _rows(PLACES)}
    found = []
    for row in _rows(DEMO / "villages.csv"):
        above = parents[row["tehsil"]]
        if district in ("", above):
            place = {"division": parents[above], "district": above}
            place |= {name: row[name] for name in ("tehsil", "village", "landmark")}
            position = {name: float(row[name]) for name in ("latitude", "longitude")}
            found.append(place | position)
    return found


class Maker:
    """Makes one household after another from one stream of chance."""

    def __init__(self, seed: int, places: Sequence[Answers], *, demo: bool) -> None:
        self.chance = random.Random(seed)
        self.places = places
        self.demo = demo
        self.chances = json.loads((DEMO / "chances.json").read_text(encoding="utf-8"))
        self.difficulties = self.chances.pop("members/functioning")
        self.names: dict[str, list[tuple[str, str]]] = {"male": [], "female": []}
        for row in _rows(DEMO / "names.csv"):
            self.names[row["sex"]].append((row["latin"], row["urdu"]))

    def pick(self, words: str) -> str:
        """Give one of the words; a repeated one is likelier."""
        return self.chance.choice(words.split())

    def often(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.chance.random() < share

    def some(self, things: Sequence[str]) -> list[str]:
        """Give up to half of the things, in their order, or that there are none."""
        most = (len(things) + 1) // 2
        chosen = self.chance.sample(things, self.chance.randint(0, most))
        return [thing for thing in things if thing in chosen] or ["none"]

    def answer(self, likely: str | list[str]) -> Any:
        """Give an answer: several things of a list, a number of "1..6", or one word."""
        if isinstance(likely, list):
            return self.some(likely)
        if ".." in likely:
            least, most = likely.split("..")
            return self.chance.randint(int(least), int(most))
        word = self.pick(likely)
        return SPECIAL.get(word, word)

    def each(self, table: Mapping[str, Any]) -> Answers:
        """Give an answer to each question of a table."""
        return {name: self.answer(likely) for name, likely in table.items()}

    def household(self, index: int) -> Answers:
        """Give the answers of the household with this index."""
        answers: Answers = {name: self.each(t) for name, t in self.chances.items()}
        answers["location"] |= self.location()
        answers["contact"] |= self.contact(index)
        answers["members"] = self.members(index)
        couples = sum(row["relation"] == "wife" for row in answers["members"])
        told = {"size_told": len(answers["members"]), "couples": couples}
        answers["composition"] |= told
        if self.demo:
            answers["closing"]["remarks"] = "DEMO: an invented household"
        return only_what_is_asked(answers)

    def location(self) -> Answers:
        """Give the address; half of the households have a position."""
        village = dict(self.chance.choice(self.places))
        latitude, longitude = village.pop("latitude"), village.pop("longitude")
        village["mohallah"] = f"Mohallah {self.chance.randint(1, 9)}"
        if self.often(0.5):
            village |= {
                "latitude": round(latitude + self.chance.gauss(0, 0.01), 5),
                "longitude": round(longitude + self.chance.gauss(0, 0.01), 5),
                "gps_accuracy": round(self.chance.uniform(3, 18), 1),
                "gps_place": self.pick("gate inside near"),
            }
        return village

    def contact(self, index: int) -> Answers:
        """Give a telephone: 0300-00000NN in the demo, else of the unused range 0399."""
        if self.demo:
            return {"phone": f"0300{index % 100:07d}"}
        return {"phone": f"0399{self.chance.randrange(10**7):07d}"}

    def members(self, index: int) -> list[Answers]:
        """Give the roster: the head first, then the spouse and the others."""
        relations = ["head", "wife"]
        sexes = dict(SEXES, head="male")
        if self.often(0.12):
            relations, sexes["head"] = ["head"], "female"
        relations += self.chance.choices(OTHERS.split(), k=self.chance.randint(2, 8))
        for names in self.names.values():
            self.chance.shuffle(names)
        rows: list[Answers] = []
        for number, relation in enumerate(relations):
            sex = self.pick(sexes.get(relation, "female"))
            serial = (index + 1) * 20 + number
            rows.append(self.member(relation, sex, self.names[sex][number], serial))
            rows[-1] |= self.parent(rows[0], relation)
        return rows

    def parent(self, head: Answers, relation: str) -> Answers:
        """Name the head as husband or father where he is, else somebody not listed."""
        if relation == "wife":
            return {"husband_name": head["name_latin"]}
        if relation in ("son", "daughter") and head["sex"] == "male":
            return {"father_name": head["name_latin"]}
        return {"father_name": self.names["male"][-1][0]}

    def age(self, relation: str) -> Age:
        """Give an age: as told, or a birth date known to the day or the year."""
        years = self.chance.randint(*AGES.get(relation, (0, 24)))
        if self.often(0.45):
            told = {"birth_precision": "age", "age_told": years}
            return Age(years, years, told)
        born = BORN_BEFORE - timedelta(days=years * 365 + self.chance.randint(1, 364))
        precision = self.pick("day day day year")
        if precision == "year":
            born = born.replace(month=1, day=1)
        written = {"birth_precision": precision, "birth_date": born.isoformat()}
        # Whole years only: a day of slack on both sides covers the leap days.
        low = (FIRST_DAY - born).days // 366
        return Age(low, (LAST_DAY - born).days // 365 + 1, written)

    def member(
        self, relation: str, sex: str, names: tuple[str, str], serial: int
    ) -> Answers:
        """Give one person's answers, only to what is asked of that person."""
        age = self.age(relation)
        row: Answers = {"name_latin": names[0], "relation": relation, "sex": sex}
        if self.often(0.8):
            row["name_urdu"] = names[1]
        row |= age.answers
        row["presence"] = self.pick("here here here here here pakistan abroad")
        if age.low >= 12:
            row["marital"] = MARITAL.get(relation, "never")
            if relation == "mother" or (relation == "head" and sex == "female"):
                row["marital"] = "widowed"
        row |= self.document(age, sex, serial)
        row |= self.asked_by_age(age)
        if sex == "female" and age.low >= 15 and age.high <= 49 and self.often(0.4):
            row["expecting_or_nursing"] = self.pick("no no yes")
        return row

    def document(self, age: Age, sex: str, serial: int) -> Answers:
        """Give an identity document whose number begins with 0, or why there is none."""
        if self.often(0.15):
            return {"id_kind": "none", "id_missing": self.pick("never lost too_far")}
        # Scattered as real numbers are, and still no number comes twice.
        scattered = serial * SCATTER % 10**11
        last = self.pick("1 3 5 7 9" if sex == "male" else "0 2 4 6 8")
        return {
            "id_kind": "cnic" if age.low >= 18 else "crc",
            "cnic": f"0{scattered:011d}{last}",
            "id_seen": self.pick("seen seen copy told"),
        }

    def asked_by_age(self, age: Age) -> Answers:
        """Give difficulties, schooling and work, each from its age on."""
        row: Answers = {}
        if age.low >= 5:
            row["functioning"] = self.each(self.difficulties)
            row["schooling"] = self.schooling(age)
        if age.low >= 10:
            status = self.pick("daily farm own home home student unable looking")
            row["work"] = {"work_status": status}
            if status in ("daily", "farm", "own"):
                row["work"]["occupation"] = self.pick("farming building trade craft")
        return row

    def schooling(self, age: Age) -> Answers:
        """Give what is known of somebody's schooling."""
        attended = self.pick("never past" if age.low > 24 else "now now never past")
        row: Answers = {"attended": attended}
        if attended != "never":
            row["level"] = self.pick("primary middle matric inter")
        if attended != "now" and age.high <= 16:
            row["out_reason"] = self.pick("cost far works home no_school")
        if age.low >= 10:
            row["reads"] = "no" if attended == "never" else "yes"
        return row


def only_what_is_asked(answers: Answers) -> Answers:
    """Take out the answers to questions that the others make irrelevant."""
    for section, question, needed, dependent in ASKED_ONLY:
        if answers[section][question] != needed:
            for name in dependent.split():
                del answers[section][name]
    for section, question, excluded, name in ASKED_UNLESS:
        if answers[section][question] == excluded:
            del answers[section][name]
    return answers


def make_households(
    count: int, seed: int = 7, district: str = "", *, demo: bool = False
) -> Iterator[Answers]:
    """Yield `count` invented households as nested answers, valid and submittable."""
    maker = Maker(seed, villages(district), demo=demo)
    for index in range(count):
        yield maker.household(index)


def demo_households() -> Sequence[Mapping[str, Any]]:
    """Give the households of resources/demo/households.json."""
    return list(make_households(DEMO_COUNT, DEMO_SEED, DEMO_DISTRICT, demo=True))


def main(arguments: Sequence[str]) -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--demo", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.demo:
        text = json.dumps(demo_households(), ensure_ascii=False, indent=1)
        (DEMO / "households.json").write_text(text + "\n", encoding="utf-8")
    for household in make_households(asked.count, asked.seed):
        sys.stdout.write(json.dumps(household, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
