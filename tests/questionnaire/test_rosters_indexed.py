"""Totals that every row asks for give what a scan of the rows would give."""

import random

import pytest

from enrolment_app.questionnaire.xpath import (
    as_text,
    calls,
    compile_expression,
    evaluate,
)
from tests.questionnaire.forms import interview, put

ASKED = (
    "count(/data/m[age > current()/../age])",
    "count(/data/m[age >= current()/../age])",
    "count(../../m[current()/../age > age])",
    "count(/data/m[age <= 18 + current()/../age])",
    "count(/data/m[age > /data/limit])",
    "count(/data/m[sex = current()/../sex])",
    "count(/data/m[sex = 'f'])",
    "count(/data/m[sex = 'f' and age > current()/../age])",
    "count(/data/m[sex = 'f'][age < current()/../age])",
    "count(/data/m[selected(ill, 'a') and current()/../sex = sex])",
    "count(/data/m)",
    "sum(/data/m/age)",
    "sum(/data/m[sex = current()/../sex]/age)",
    "sum(/data/m[age > 5]/age)",
    "sum(current()/../../m[sex = 'm']/age)",
    "indexed-repeat(/data/m/age, /data/m, 2)",
    "indexed-repeat(/data/m/age, /data/m, position(..) - 1)",
    "indexed-repeat(../../m/sex, ../../m, /data/limit)",
    "indexed-repeat(/data/m/k/n, /data/m, 1)",
    "indexed-repeat(../k/n, ../k, 1)",
    "indexed-repeat(/data/m/age, /data/m, 0)",
    # These are left to a scan.
    "indexed-repeat(../age, /data/m, position(..))",
    "indexed-repeat(/data/m/k/n, /data/m, position(..), /data/m/k, 1)",
    "count(/data/m[2])",
    "count(/data/m[age])",
    "count(/data/m[position() < 3])",
    "count(/data/m[age = current()/../age])",
    "sum(/data/m[age > current()/../age]/age)",
    "count(/data/m[sex = current()/../sex or age > 3])",
    "count(/data/m[k/n > 1])",
    "count(../k[n > 1])",
    "count(../k[n > current()/../age])",
)
INSTANCE = f"""<limit/><m><sex/><age/><ill/><k><n/></k>{
    "".join(f"<t{number}/>" for number in range(len(ASKED)))
}</m>"""
BINDS = {
    "m/age": {"type": "int", "relevant": "../sex != 'x'"},
    "m": {"relevant": "not(sex = 'gone')"},
    **{f"m/t{number}": {"calculate": source} for number, source in enumerate(ASKED)},
}


@pytest.fixture
def scans(monkeypatch):
    """Compile what is asked without any index, and the form after that with them."""

    def compiled(live):
        with monkeypatch.context() as without:
            without.setattr(calls, "_NARROW", {})
            root = live.questionnaire.root
            home = root.find("/data/m/t0")
            return [as_text(compile_expression(each, root, home)) for each in ASKED]

    return compiled


def drawn(live, draw):
    """Do one thing that a person may do."""
    rows = live.find("m").rows
    row = draw.choice(rows).row_id if rows else ""
    match draw.randrange(8):
        case 0 if len(rows) < 7:
            live.add_row("m", f"r{draw.random()}")
        case 1 if rows:
            live.remove_row(f"m[{row}]")
        case 2:
            put(live, limit=draw.choice(["", "3", "20"]))
        case 3 if rows:
            live.answer(f"m[{row}]/ill", draw.choice(["a", "a b", ""]))
        case 4 if rows:
            live.add_row(f"m[{row}]/k", f"k{draw.random()}")
        case 5 | 6 if rows:
            live.answer(f"m[{row}]/age", draw.choice(["", "1", "5", "5", "40"]))
        case _ if rows:
            live.answer(f"m[{row}]/sex", draw.choice(["f", "m", "", "x", "gone"]))


@pytest.mark.parametrize("seed", range(6))
def test_an_index_says_what_a_scan_says_after_every_edit(seed, scans):
    draw = random.Random(seed)
    live = interview(INSTANCE, BINDS, repeats={"m": "", "m/k": ""})
    runs = scans(live)

    for _ in range(25):
        drawn(live, draw)
        for row in live.find("m").rows:
            if row.relevant:
                for number, run in enumerate(runs):
                    node = row.named[f"t{number}"][0]
                    scanned = evaluate(run, node, live.context)
                    assert node.value == scanned, ASKED[number]


def test_the_rows_are_looked_at_once_for_all_that_ask(monkeypatch):
    live = interview(INSTANCE, BINDS, repeats={"m": "", "m/k": ""})
    for row in range(30):
        live.add_row("m", str(row))
        live.answer(f"m[{row}]/age", str(row))
    live.context.indexes.clear()
    stamps = live.context.stamps
    looked = []
    monkeypatch.setattr(live.context, "indexes", _Counting(looked))

    put(live, **{"m[3]/age": "77"})

    assert stamps
    # One index for each total that reads an age, not one for each row.
    assert len(looked) < 2 * len(ASKED)


class _Counting(dict):
    def __init__(self, looked):
        super().__init__()
        self.looked = looked

    def __setitem__(self, key, value):
        self.looked.append(key)
        super().__setitem__(key, value)
