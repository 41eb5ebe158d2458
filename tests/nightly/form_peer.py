"""Real forms here and on ODK Web Forms' engine, edit by edit, compared value by value.

    mkdir peer && cd peer && npm install @getodk/xforms-engine@0.22.0 jsdom@26
    python -m tests.nightly.form_peer PEER_FOLDER FORMS_FOLDER [EDITS]

FORMS_FOLDER holds XLSForms or XForms of anybody; each is filled with drawn answers and
rows. Hours and ids differ and are passed over. Prints each form where something else is
said, and how many values were compared.
"""

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from enrolment_app.questionnaire import Question, Questionnaire, convert
from enrolment_app.questionnaire.nodes import Node, everything
from enrolment_app.questionnaire.replay import Replay

EDITS = 25
XFORM_BYTES_MOST = 300_000
TYPES = ("text", "int", "decimal", "code")
PASSING = re.compile(r"uuid:[0-9a-f-]+|\d{4}-\d\d-\d\dT[\d:.+Z-]*")


def now() -> datetime:
    """Give the hour, as the other engine sees it too."""
    return datetime.now(UTC)


def drawn(form: Questionnaire, draw: random.Random, count: int) -> list[list[str]]:
    """Draw rows to add and answers to give, such as the form takes them."""
    replay = Replay(form, now=now())
    live = replay.interview
    edits = []
    for node in list(everything(live.root)):
        free = node.is_list and not (node.question.counted or node.question.fixed)
        if free and node.relevant and node.parent is live.root:
            live.add_row(node.address, f"new-{node.name}")
            edits.append([f"{replay.path(node.parent)}/{node.name}", "+"])
    for _ in range(count):
        asked = [node for node in everything(live.root) if _can_be_put(node)]
        if not asked:
            break
        node = draw.choice(asked)
        value = _value(live.choices(node), node.question.type, draw)
        if value and not live.answer(node.address, value).refused:
            edits.append([replay.path(node), value])
    return edits


def _can_be_put(node: Node) -> bool:
    part = node.place.part
    if node.is_list or not isinstance(part, Question) or not node.visible:
        return False
    typed = part.type in TYPES and part.control in ("input", "select-one")
    return typed and part.by_hand and not node.readonly


def _value(offered, kind: str, draw: random.Random) -> str:
    if kind == "code":
        return draw.choice(offered).value if offered else ""
    return (
        draw.choice(["Asha", "12", "yes"])
        if kind == "text"
        else str(draw.randint(0, 40))
    )


def jobs(folder: Path, count: int) -> Iterator[dict]:
    """Give each usable form of a folder with its edits."""
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        done = convert(file)
        if done.questionnaire is not None and len(done.xform) < XFORM_BYTES_MOST:
            edits = drawn(done.questionnaire, random.Random(file.name), count)
            yield {"id": str(file), "xml": done.xform.decode(), "edits": edits}


def plain(path: str) -> str:
    """Give a path without prefixes and first rows."""
    return re.sub(r"\[1\]", "", re.sub(r"/[\w.-]+:", "/", path))


def same(one: str, other: str) -> bool:
    """Whether two engines say the same, but for hours, ids and ways to write."""
    one, other = (PASSING.sub("~", each) for each in (one, other))
    if one == other or {one, other} in ({"1", "true"}, {"0", "false"}):
        return True
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def differences(job: dict, steps: list[dict]) -> Iterator[tuple]:
    """Yield what differs at the first step where anything does; counts go along."""
    replay = Replay(Questionnaire.parse(job["xml"].encode()), now=now())
    for number, theirs in enumerate(steps):
        if number:
            path, value = job["edits"][number - 1]
            operation = "add-repeat" if value == "+" else "set"
            replay.do({"op": operation, "path": path, "value": value})
        state = replay.do({"op": "state"})
        hidden = set(map(plain, state["nonrelevant"]))
        ours = {plain(path): text for path, text in state["values"].items()}
        compared = [
            (plain(path), text, relevant)
            for path, (text, relevant) in theirs.items()
            if text is not None and plain(path) in ours
        ]
        yield "compared", len(compared)
        found = [
            (path, ours[path], text)
            for path, text, relevant in compared
            if (path in hidden) == relevant or (relevant and not same(ours[path], text))
        ]
        if found:
            yield "differ", number, found[:3]
            return


def main(peer: Path, folder: Path, count: int) -> int:
    """Compare every form of a folder; 1 where one differs."""
    work = list(jobs(folder, count))
    ran = subprocess.run(
        ["node", str(Path(__file__).with_suffix(".mjs"))],
        cwd=peer,
        input=json.dumps(work),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "UTC"},
    )
    compared = differing = refused = 0
    for job, line in zip(work, ran.stdout.splitlines(), strict=True):
        told = json.loads(line)
        refused += "error" in told and not told["steps"]
        for what, *more in differences(job, told["steps"]):
            compared += more[0] if what == "compared" else 0
            differing += what == "differ"
            if what == "differ":
                print(Path(job["id"]).name, *more)
    print(
        f"{len(work)} forms, {refused} refused by the other, {compared} values compared, {differing} forms differ"
    )
    return int(differing > 0)


if __name__ == "__main__":
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else EDITS
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2]), edits))
