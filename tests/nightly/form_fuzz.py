"""What is written in forms, at length: `python -m tests.nightly.form_fuzz WHAT [SECONDS]`.

WHAT is one of: expression, form, csv, geojson, workbook. With atheris installed the
inputs are led by the code that they reach; without it they are changed at random. A
crash or a run longer than SLOW_SECONDS ends with the input that did it; what an engine
may say of a bad input is BadExpression, NotAForm and their kin, and nothing else.
"""

import contextlib
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl

try:
    import atheris
except ImportError:
    atheris = None

WATCHED = "enrolment_app.questionnaire"
with (
    contextlib.nullcontext()
    if atheris is None
    else atheris.instrument_imports(include=[WATCHED])
):
    from enrolment_app.questionnaire import QuestionnaireError, convert
    from enrolment_app.questionnaire.lists import read_file
    from enrolment_app.questionnaire.xpath import (
        Context,
        as_text,
        compile_expression,
        evaluate,
    )

from tests.questionnaire.test_hostile import WHOLE, WORDS, used  # noqa: E402
from tests.questionnaire.xpath.trees import tree  # noqa: E402

NOW = datetime(2026, 9, 3, 12, tzinfo=UTC)
SLOW_SECONDS = 10.0
EXPRESSIONS = (
    "count(/data/m[age > current()/../age]) + sum(m/age)",
    "if(selected(codes, 'x'), concat(a, 'y'), substr(b, 1, 2))",
    "round(today() - date('2020-01-01') div 365.25, 1) >= -3 and not(a = 'b' or //n)",
    "indexed-repeat(/data/m/n, /data/m, 2) | m[position() = last()]/n",
    "regex(., '^[0-9]{3}$') or format-date(day, '%Y-%m') != pulldata('a', 'b', 'c', 'd')",
)
CSV = 'name,label,district\nd1,"Mardan, city",x\nd2,Swabi,y\n'
GEOJSON = '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {"name": "a"}}]}'


def expression(given: bytes) -> None:
    """Read, compile and evaluate whatever is written."""
    top = tree()
    context = Context(top, NOW, random=bytes)
    with contextlib.suppress(QuestionnaireError):
        run = as_text(compile_expression(given.decode("utf-8", "replace")))
        evaluate(run, top.kids[0], context)


def form(given: bytes) -> None:
    """Read a form and do with it what a screen does."""
    used(given)


def csv(given: bytes) -> None:
    """Read a list that says it is CSV."""
    with contextlib.suppress(QuestionnaireError):
        read_file("x.csv", given)


def geojson(given: bytes) -> None:
    """Read a list that says it is GeoJSON."""
    with contextlib.suppress(QuestionnaireError):
        read_file("x.geojson", given)


def workbook(given: bytes) -> None:
    """Convert whatever is in a file that is called a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "form.xlsx"
        file.write_bytes(given)
        done = convert(file)
        assert done.usable or done.problems


def _book() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (["type", "name", "label"], ["text", "a", "A"], ["integer", "b", "B"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


TARGETS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "expression": (expression, [each.encode() for each in EXPRESSIONS]),
    "form": (form, [WHOLE.encode()]),
    "csv": (csv, [CSV.encode()]),
    "geojson": (geojson, [GEOJSON.encode()]),
    "workbook": (workbook, [_book()]),
}


def timed(work: Callable[[bytes], None], given: bytes) -> None:
    """Do one input; AssertionError where it took too long."""
    begun = time.monotonic()
    work(given)
    taken = time.monotonic() - begun
    assert taken < SLOW_SECONDS, f"{taken:.0f} s for {given[:200]!r}"


def led(name: str, seconds: int) -> None:
    """Let atheris find inputs; it ends the process at the first crash."""
    work, seeds = TARGETS[name]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        arguments = [f"-max_total_time={seconds}", "-max_len=20000", corpus]
        atheris.Setup([sys.argv[0], *arguments], lambda given: timed(work, given))
        atheris.Fuzz()


def drawn(name: str, seconds: int) -> None:
    """Change the seeds at random, again and again."""
    work, seeds = TARGETS[name]
    words = [word.encode() for word in WORDS]
    draw = random.Random(name)
    ends, done = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        given = bytearray(draw.choice(seeds))
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(given) + 1)
            piece = draw.choice([draw.choice(words), draw.randbytes(3), b""])
            given[at : at + draw.randint(0, 20)] = piece
        timed(work, bytes(given))
        done += 1
    print(f"{name}: {done} inputs in {seconds} s, no crash")


def main(name: str, seconds: int) -> int:
    """Fuzz one target, led where atheris is there."""
    (drawn if atheris is None else led)(name, seconds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60))
