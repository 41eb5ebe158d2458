"""The engine beside ODK Web Forms' engine: one form, the same edits, the same run.

    mkdir peer && cd peer && npm install @getodk/xforms-engine@0.22.0 jsdom@26
    python tests/bench/engine_peer.py PEER_FOLDER [VILLAGES]

Figures are milliseconds; the last column is how many times dearer the other is. What
both forms say after the household is filled is compared first.
"""

import json
import subprocess
import sys
import tempfile
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

MEMBERS = 20


def theirs(peer: Path, xform: bytes) -> tuple[dict[str, float], dict[str, str]]:
    """Run the other engine; gives its medians and what its form says."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        Path(file.name).write_bytes(xform)
        script = str(HERE / "engine_peer.mjs")
        ran = subprocess.run(
            ["node", script, file.name, str(MEMBERS)],
            cwd=peer,
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode:
        raise SystemExit(ran.stderr[-2000:])
    lines = [json.loads(line) for line in ran.stdout.splitlines() if line[:1] == "{"]
    medians = {line["what"]: line["median"] for line in lines if "what" in line}
    said = next(line["said"] for line in lines if "said" in line)
    return medians, said


def ours(xform: bytes) -> tuple[dict[str, float], Interview]:
    """Do the same here; gives the medians and the form as it was when filled."""

    def opened(_: int) -> object:
        return Interview(Questionnaire.parse(xform), now=engine.NOW)

    found = {"open": engine.median(engine.milliseconds(opened, 3))}
    form = Questionnaire.parse(xform)
    live = Interview(form, now=engine.NOW)
    found["all members"] = engine.milliseconds(
        lambda _: engine.put(live, "hh_size", str(MEMBERS)), 1
    )[0]
    live = engine.filled(form, MEMBERS)
    for name, work in engine.keystrokes(live):
        found[name] = engine.median(engine.milliseconds(work, 100))
    engine.put(live, "region", "r0")

    def district(number: int) -> None:
        engine.put(live, "district", f"d{number % 20}")
        live.choices(live.find("village"))

    taken = engine.milliseconds(district, 40)
    found["district, then its villages"] = engine.median(taken)

    def member(number: int) -> None:
        engine.put(live, "hh_size", str(MEMBERS + (number + 1) % 2))

    found["a member more or less"] = engine.median(engine.milliseconds(member, 10))
    return found, engine.filled(form, MEMBERS)


def agree(live: Interview, said: dict[str, str]) -> bool:
    """Print where the two forms say something else."""
    differ = {
        address: (live.find(address).value, told)
        for address, told in said.items()
        if live.find(address).value != told
    }
    print(f"{len(said)} values compared, {len(differ)} differ {differ or ''}")
    return not differ


def main(peer: Path, villages: int) -> int:
    """Compare; 1 where the two forms do not agree."""
    size = forms.Size(roster_extra=0, villages=villages)
    text = forms.build(size).encode()
    workbook = read_workbook(text, ".md")
    workbook.form_name = "data"
    xform = to_xform(workbook)
    other, said = theirs(peer, xform)
    mine, live = ours(xform)
    print(f"{villages} villages, {MEMBERS} people, {len(live.questionnaire.questions)}")
    print(f"{'':<46}{'ours':>10}{'theirs':>12}")
    for name, figure in mine.items():
        ratio = other[name] / figure
        print(f"{name:<46}{figure:10.3f}{other[name]:12.1f}{ratio:8.0f}x")
    print(f"memory of the other: {other['memory, MB']:.0f} MB")
    return 0 if agree(live, said) else 1


if __name__ == "__main__":
    villages = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    sys.exit(main(Path(sys.argv[1]), villages))
