"""What an edit costs as the form and the household grow: it must not pay for the rest.

    python tests/bench/engine_growth.py

Each line is one size. Figures are milliseconds of CPU, medians; the last lines say how
much dearer an edit became between the smallest and the largest size. An edit that is
read by every row (a birth date, with each row counting who is older) may grow with
the rows, since it changes all of them; a text or a number at the top may not.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import engine  # noqa: E402 - the line above makes it importable
import forms  # noqa: E402

from enrolment_app.questionnaire import Interview, Questionnaire  # noqa: E402
from enrolment_app.questionnaire.workbook import (  # noqa: E402
    read_workbook,
    to_xform,
)

MEMBERS = (8, 20, 60, 200)
SIZES = (
    forms.Size(sections=6, roster_extra=75, villages=500),
    forms.Size(sections=12, roster_extra=275, villages=500),
    forms.Size(sections=24, roster_extra=575, villages=500),
    forms.Size(sections=40, roster_extra=975, villages=500),
)
# Edits that nothing of what grows depends on.
ALONE = ("a number at the top (calculations in a row)", "sex (count with a predicate)")
# Between sizes 25 times apart; a cost that grew with them would be at least this.
TIMES_MOST = 5.0


def questionnaire(size: forms.Size) -> Questionnaire:
    """Convert a form of that size."""
    text = forms.build(size).encode()
    return Questionnaire.parse(to_xform(read_workbook(text, ".md")))


def measured(form: Questionnaire, members: int) -> dict[str, float]:
    """Fill a household of so many people and time what can be done to it."""
    live = engine.filled(form, members)
    found = {
        name: engine.median(engine.milliseconds(work, 60))
        for name, work in engine.keystrokes(live)
    }
    answers = live.answers()
    found["open"] = engine.median(
        engine.milliseconds(
            lambda _: Interview(form, now=engine.NOW, answers=answers), 3
        )
    )
    found["all problems"] = engine.median(
        engine.milliseconds(lambda _: live.problems(), 5)
    )

    def member(number: int) -> None:
        engine.put(live, "hh_size", str(members + (number + 1) % 2))

    found["a member more or less"] = engine.median(engine.milliseconds(member, 10))
    return found


def series(sizes: list[tuple[str, dict[str, float]]]) -> bool:
    """Print a series and by how much each figure grew; gives whether that is right."""
    first, last = sizes[0][1], sizes[-1][1]
    names = list(first)
    print(f"{'':<46}" + "".join(f"{what:>12}" for what, _ in sizes) + "      grew")
    kept = True
    for name in names:
        grown = last[name] / first[name]
        right = name not in ALONE or grown <= TIMES_MOST
        kept &= right
        figures = "".join(f"{found[name]:12.3f}" for _, found in sizes)
        print(f"{name:<46}{figures} {grown:8.1f}x{'' if right else '  OVER'}")
    return kept


def main() -> int:
    """Grow the household, then the questionnaire; 1 where an edit pays for the rest."""
    small = questionnaire(SIZES[0])
    asked = len(small.questions)
    print(f"{asked} questions; the household grows")
    kept = series([(f"{n} people", measured(small, n)) for n in MEMBERS])
    print(f"{MEMBERS[1]} people; the questionnaire grows")
    grown = []
    for size in SIZES:
        form = questionnaire(size)
        found = measured(form, MEMBERS[1])
        grown.append((f"{len(form.questions)} asked", found))
    return 0 if series(grown) and kept else 1


if __name__ == "__main__":
    sys.exit(main())
