"""A large invented questionnaire: a roster, aggregates over it, sections, a cascade.

The kind of form that the engines of others were measured with: `build` gives the
XLSForm as pyxform's table text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

COLUMNS = [
    "type",
    "name",
    "label",
    "hint",
    "relevant",
    "constraint",
    "constraint_message",
    "required",
    "calculation",
    "choice_filter",
    "repeat_count",
    "appearance",
]
PLAIN_LISTS = {
    "yn": "yes no",
    "sex": "m f",
    "rel": "head spouse child parent other",
    "marital": "single married widowed divorced",
    "ill": "none fever cough injury other",
    "kind": "see hear walk other",
    "asset": "none land radio phone bike cow",
}
REGIONS, DISTRICTS = 20, 500


@dataclass(frozen=True)
class Size:
    """How large a form is: questions outside and inside the roster, places to choose."""

    sections: int = 12
    roster_extra: int = 275
    villages: int = 10_000


def build(size: Size) -> str:
    """Write the whole form as table text."""
    survey = [*_places(), *_member(size), *_totals(), *_sections(size), *_ending(size)]
    lines = ["| survey |", _line(COLUMNS)]
    lines += [_line([row.get(name, "") for name in COLUMNS]) for row in survey]
    lines += [
        "| choices |",
        _line(["list_name", "name", "label", "region", "district"]),
    ]
    lines += [_line(row) for row in _choices(size)]
    lines += ["| settings |", _line(["form_title", "form_id", "version"])]
    lines += [_line(["Bench", "bench", "1"])]
    return "\n".join(lines) + "\n"


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| | " + " | ".join(cells) + " |"


def _ask(kind: str, name: str, **more: str) -> dict[str, str]:
    return {"type": kind, "name": name, "label": name.replace("_", " ")} | more


def _computed(name: str, calculation: str) -> dict[str, str]:
    return {"type": "calculate", "name": name, "calculation": calculation}


def _places() -> Iterator[dict[str, str]]:
    yield {"type": "today", "name": "today"}
    yield _ask("select_one region", "region", required="yes")
    yield _ask("select_one district", "district", choice_filter="region=${region}")
    both = "region=${region} and district=${district}"
    yield _ask("select_one village", "village", choice_filter=both)
    yield _ask("integer", "hh_size", constraint=". > 0 and . <= 40", required="yes")


def _member(size: Size) -> Iterator[dict[str, str]]:
    yield {
        "type": "begin_repeat",
        "name": "member",
        "label": "Member",
        "repeat_count": "${hh_size}",
    }
    yield _computed("idx", "position(..)")
    yield _ask(
        "text",
        "m_name",
        label="Name of member ${idx}",
        required="yes",
        constraint="regex(., '^[A-Za-z .-]{2,60}$')",
    )
    yield _ask("select_one sex", "sex", required="yes")
    yield _ask("date", "dob", constraint=". <= today()")
    age = "if(${dob}='', '', int((today() - ${dob}) div 365.25))"
    yield _computed("age", age)
    grown = "if(${age} < 15, 'child', if(${age} < 65, 'adult', 'old'))"
    yield _computed("age_group", f"if(${{age}} < 5, 'u5', {grown})")
    first = "not(. = 'head' and ${idx} != 1)"
    yield _ask("select_one rel", "rel", constraint=first, required="yes")
    yield _ask("select_one marital", "marital", relevant="${age} >= 12")
    yield _ask("select_one yn", "school", relevant="${age} >= 5 and ${age} <= 24")
    yield _ask("integer", "grade", relevant="${school} = 'yes'", constraint=". <= 16")
    yield _ask("select_one yn", "works", relevant="${age} >= 10")
    yield _ask("decimal", "income", relevant="${works} = 'yes'", constraint=". >= 0")
    yield _ask("decimal", "other_income", relevant="${age} >= 18")
    both = "coalesce(${income}, 0) + coalesce(${other_income}, 0)"
    yield _computed("tot_income", both)
    part = "round(${tot_income} div ${hh_income}, 3)"
    yield _computed("share", f"if(${{hh_income}} > 0, {part}, 0)")
    yield _ask("select_multiple ill", "ill")
    some = "count-selected(${ill}) > 0 and not(selected(${ill}, 'none'))"
    yield _ask("integer", "ill_days", relevant=some, constraint=". >= 0 and . <= 31")
    yield _ask("select_one yn", "disab")
    yield _ask("select_multiple kind", "disab_t", relevant="${disab} = 'yes'")
    may = "${sex} = 'f' and ${age} >= 12 and ${age} <= 50"
    yield _ask("select_one yn", "preg", relevant=may)
    ten = "string-length(.) = 10 and regex(., '[0-9]{10}')"
    yield _ask("text", "idno", constraint=ten, relevant="${age} >= 16")
    yield _computed("n_older", "count(${member}[age > current()/../age])")
    yield from _extra(size.roster_extra)
    yield {"type": "end_repeat"}


def _extra(count: int) -> Iterator[dict[str, str]]:
    for number in range(count):
        name = f"x{number}"
        match number % 5:
            case 0:
                old = f"${{age}} >= {number % 20}"
                yield _ask("integer", name, constraint=". <= 999", relevant=old)
            case 1:
                yield _ask("select_one yn", name, relevant=f"${{x{number - 1}}} > 3")
            case 2:
                yes = f"${{x{number - 1}}} = 'yes'"
                yield _ask("text", name, relevant=yes)
            case 3:
                yield _ask("decimal", name, constraint=f". >= ${{x{number - 3}}}")
            case _:
                terms = (f"coalesce(${{x{number - back}}},0)" for back in (4, 1))
                yield _computed(name, " + ".join(terms))


def _totals() -> Iterator[dict[str, str]]:
    yield _computed("n_members", "count(${member})")
    yield _computed("hh_income", "sum(${tot_income})")
    yield _computed("n_women", "count(${member}[sex='f' and age >= 15])")
    yield _computed("n_child", "count(${member}[age < 15])")
    grown = "${n_members} - ${n_child}"
    ratio = f"if({grown} > 0, round(${{n_child}} div ({grown}), 2), 0)"
    yield _computed("dep_ratio", ratio)
    per_head = "if(${n_members} > 0, round(${hh_income} div ${n_members}, 2), 0)"
    yield _computed("per_cap", per_head)
    yield _computed("oldest", "max(${age})")
    yield _computed("head_name", "indexed-repeat(${m_name}, ${member}, 1)")


def _sections(size: Size) -> Iterator[dict[str, str]]:
    for section in range(size.sections):
        relevant = f"${{s{section - 1}_q1}} = 'yes'" if section % 4 == 3 else ""
        yield _ask("begin_group", f"sec{section}", relevant=relevant)
        numbers = []
        for number in range(24):
            name = f"s{section}_q{number}"
            yield _question(section, number, name)
            if number % 8 in (0, 4):
                numbers.append(name)
        terms = " + ".join(f"coalesce(${{{name}}}, 0)" for name in numbers)
        yield _computed(f"s{section}_tot", terms)
        yield {"type": "end_group"}


def _question(section: int, number: int, name: str) -> dict[str, str]:
    def earlier(back: int) -> str:
        return f"${{s{section}_q{number - back}}}"

    match number % 8:
        case 0:
            return _ask("integer", name, constraint=". <= 1000", required="yes")
        case 1:
            return _ask("select_one yn", name, required="${n_members} > 2")
        case 2:
            return _ask("text", name, relevant=f"{earlier(1)} = 'yes'")
        case 3:
            alone = "not(selected(., 'none') and count-selected(.) > 1)"
            return _ask("select_multiple asset", name, constraint=alone)
        case 4:
            land = f"selected({earlier(1)}, 'land')"
            return _ask("decimal", name, relevant=land, constraint=". > 0")
        case 5:
            return _ask("date", name, constraint=". <= today()")
        case 6:
            days = f"decimal-date-time(today()) - decimal-date-time({earlier(1)})"
            return _computed(name, f"if({earlier(1)} = '', 0, {days})")
        case _:
            some = f"count-selected({earlier(4)}) >= 2 or {earlier(7)} > 50"
            return _ask("select_one yn", name, relevant=some)


def _ending(size: Size) -> Iterator[dict[str, str]]:
    terms = (f"coalesce(${{s{number}_tot}}, 0)" for number in range(size.sections))
    yield _computed("grand", " + ".join(terms))
    high = "${grand} > 1000 and ${per_cap} > 50"
    yield _computed("score", f"if({high}, 'A', if(${{grand}} > 500, 'B', 'C'))")
    yield {"type": "note", "name": "final", "label": "Score ${score}, ${grand}"}


def _choices(size: Size) -> Iterator[list[str]]:
    for name, codes in PLAIN_LISTS.items():
        for code in codes.split():
            yield [name, code, code.title(), "", ""]
    for number in range(REGIONS):
        yield ["region", f"r{number}", f"Region {number}", "", ""]
    in_region = DISTRICTS // REGIONS
    for number in range(DISTRICTS):
        name = f"District {number}"
        yield ["district", f"d{number}", name, f"r{number // in_region}", ""]
    in_district = size.villages // DISTRICTS
    for number in range(size.villages):
        district = number // in_district
        label, region = f"Village {number}", f"r{district // in_region}"
        yield ["village", f"v{number}", label, region, f"d{district}"]
