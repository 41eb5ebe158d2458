"""The questionnaire engine on a large form: 300 questions x 20 members.

    python tests/bench/engine.py [VILLAGES]

Figures are milliseconds (CPU of this process where they are short). Each has a
baseline of the same run, so that the ratio means something on any machine: an edit
against computing the whole form anew, opening against converting the workbook, the
cascade against an XPath scan of the same list by lxml.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from lxml import etree

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import forms  # noqa: E402 - the two lines above make it importable

from enrolment_app.questionnaire import (  # noqa: E402
    Interview,
    Questionnaire,
    convert,
)

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MEMBERS = 20
EDIT_P95_MS, EDIT_MEDIAN_MS = 2.0, 0.1
OPEN_MS, CASCADE_MS = 500.0, 1.0
MEMBER_MS, PROBLEMS_MS = 50.0, 20.0
MEMORY_MB = 200


def milliseconds(
    work: Callable[[int], object],
    repeats: int,
    clock: Callable[[], float] = time.process_time,
) -> list[float]:
    """Give how long each repeat took, in order of length."""
    taken = []
    for number in range(repeats):
        begun = clock()
        work(number)
        taken.append((clock() - begun) * 1e3)
    return sorted(taken)


def median(taken: list[float]) -> float:
    """Give the middle one."""
    return taken[len(taken) // 2]


def p95(taken: list[float]) -> float:
    """Give the one that 95 of 100 stay below."""
    return taken[int(len(taken) * 0.95)]


def tell(
    what: str, figure: float, budget: float, baseline: float, against: str
) -> bool:
    """Print one figure with its ratio; gives whether it is within budget."""
    kept = figure <= budget
    mark = "ok " if kept else "OVER"
    print(
        f"{mark} {what:<44} {figure:9.3f} ms  (budget {budget:g})"
        f"  {figure / baseline:8.4f} x {against} {baseline:.3f} ms"
    )
    return kept


def filled(questionnaire: Questionnaire, members: int = MEMBERS) -> Interview:
    """Give an interview with a full roster."""
    interview = Interview(questionnaire, now=NOW)
    put(interview, "hh_size", str(members))
    for number in range(1, members + 1):
        lead = f"member[{number}]"
        year = 1980 if number % 3 else 2015
        put(interview, f"{lead}/m_name", "Person")
        put(interview, f"{lead}/sex", "mf"[number % 2])
        put(interview, f"{lead}/dob", f"{year}-05-0{1 + number % 9}")
        put(interview, f"{lead}/rel", "head" if number == 1 else "child")
        if number % 3:
            put(interview, f"{lead}/works", "yes")
            put(interview, f"{lead}/income", str(100 + number))
    return interview


def put(interview: Interview, address: str, value: str) -> None:
    """Answer, and stop the bench where the form does not take it."""
    outcome = interview.answer(address, value)
    if outcome.refused:
        raise SystemExit(f"{address} did not take {value}: {outcome.problem}")


def keystrokes(interview: Interview) -> Iterator[tuple[str, Callable[[int], object]]]:
    """Yield the edits: their names and what one of them does."""
    member = "member[7]"
    yield (
        "text in the roster",
        lambda n: put(interview, f"{member}/m_name", f"Person {'abcdefgh'[n % 8]}"),
    )
    yield (
        "income (sum, 20 shares, score)",
        lambda n: put(interview, f"{member}/income", str(200 + n)),
    )
    yield (
        "birth date (age, relevances, 20 counts)",
        lambda n: put(interview, f"{member}/dob", f"19{60 + n % 30}-03-01"),
    )
    yield (
        "sex (count with a predicate)",
        lambda n: put(interview, f"{member}/sex", "mf"[n % 2]),
    )
    yield (
        "a number at the top (calculations in a row)",
        lambda n: put(interview, "sec5/s5_q0", str(n)),
    )


def edits(interview: Interview) -> bool:
    """Time each kind of edit, then all together against computing everything."""
    answers = interview.answers()
    whole = median(milliseconds(lambda _: interview.load(answers), 3))
    every: list[float] = []
    for name, work in keystrokes(interview):
        taken = milliseconds(work, 200)
        every += taken
        tell(f"{name}, p95", p95(taken), EDIT_P95_MS, whole, "whole form")
    every.sort()
    kept = tell("all edits, median", median(every), EDIT_MEDIAN_MS, whole, "whole form")
    return tell("all edits, p95", p95(every), EDIT_P95_MS, whole, "whole form") and kept


def whole(interview: Interview) -> bool:
    """Time a person more, and asking for all problems, against all computed anew."""
    answers = interview.answers()
    anew = median(milliseconds(lambda _: interview.load(answers), 3))

    def member(number: int) -> None:
        put(interview, "hh_size", str(MEMBERS + (number + 1) % 2))

    adding = median(milliseconds(member, 20))
    kept = tell("a member more or less", adding, MEMBER_MS, anew, "whole form")
    asking = median(milliseconds(lambda _: interview.problems(), 20))
    return tell("all problems", asking, PROBLEMS_MS, anew, "whole form") and kept


def cascade(interview: Interview, xform: bytes) -> bool:
    """Time a district's villages against a scan of the list by lxml."""
    put(interview, "region", "r0")
    villages = interview.find("village")
    interview.choices(villages)

    def choose(number: int) -> None:
        put(interview, "district", f"d{number % 20}")
        if not interview.choices(villages):
            raise SystemExit("there are no villages")

    space = {"x": "http://www.w3.org/2002/xforms"}
    root = etree.fromstring(xform)
    listed = root.xpath("//x:instance[@id='village']/x:root", namespaces=space)[0]
    scan = etree.XPath(
        "x:item[x:region = 'r0' and x:district = $district]", namespaces=space
    )
    baseline = median(milliseconds(lambda n: scan(listed, district=f"d{n % 20}"), 10))
    # Twice round: what a first look builds is kept.
    milliseconds(choose, 20)
    taken = milliseconds(choose, 200)
    return tell(
        "district, then its villages", median(taken), CASCADE_MS, baseline, "scan"
    )


def converted(villages: int) -> tuple[bytes, float]:
    """Convert the form; gives it and how long that took.

    In a process of its own, so that pyxform's memory is not counted as the engine's.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "bench.md"
        source.write_text(forms.build(forms.Size(villages=villages)), encoding="utf-8")
        begun = time.perf_counter()
        with ProcessPoolExecutor(1, get_context("spawn")) as aside:
            xform = aside.submit(xform_of, source).result()
        return xform, (time.perf_counter() - begun) * 1e3


def xform_of(source: Path) -> bytes:
    """Give the XForm of a file."""
    return convert(source).xform


def main(villages: int) -> int:
    """Build, convert, open and edit the form; 1 where a budget is not kept."""
    xform, converting = converted(villages)
    print(f"{villages} villages, {len(xform) / 1e6:.1f} MB of XForm")
    kept = True
    parsing = median(milliseconds(lambda _: Questionnaire.parse(xform), 3))
    questionnaire = Questionnaire.parse(xform)
    interview = filled(questionnaire)
    answers = interview.answers()
    opening = parsing + median(
        milliseconds(lambda _: Interview(questionnaire, now=NOW, answers=answers), 3)
    )
    kept &= tell("open, converted before", opening, OPEN_MS, converting, "converting")
    kept &= edits(interview)
    kept &= whole(interview)
    kept &= cascade(interview, xform)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {memory:.0f} MB (budget {MEMORY_MB} for the whole program)")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
