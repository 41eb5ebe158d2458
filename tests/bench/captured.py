"""Households of the kp-household questionnaire as laptops would seal them. Invented.

Made once by the real engine and kept as journals in the system's folder for such.
"""

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from enrolment_app.cli.publishing import body_of
from enrolment_app.household.filling import fill
from enrolment_app.household.layout import layout_of
from enrolment_app.household.opening import begin
from enrolment_app.household.records import SUBMITTED
from enrolment_app.household.visit import Setting
from enrolment_app.questionnaire import convert
from sync import wire
from sync.change import Change, Context, Part, Why
from sync.journal import (
    FIRST_PREVIOUS,
    Opened,
    decode_segment,
    encode_segment,
    open_segment,
)
from sync.seal import SigningKey
from tests.bench.households import make_households

FORM = "resources/questionnaires/kp-household/kp-household.md"
ROOT = Path(__file__).parents[2]
AREA, DEVICE, PERSON = "PK53202", 1, "Gulalai Afridi"
START_MS, VISIT_MS = 1_772_300_000_000, 25 * 60_000
KEEP = 100
QUESTIONNAIRE = convert(ROOT / FORM).questionnaire
LAYOUT = layout_of(QUESTIONNAIRE)
BODY = body_of(QUESTIONNAIRE)
EDITED = "dwelling/damage"


def documents(count: int, seed: int = 7) -> list[dict[str, object]]:
    """Give the same households as nested answers, as other programs carry them."""
    return list(make_households(count, seed))


def captured(count: int, seed: int = 7) -> list[Change]:
    """Give one change a household, each the whole of a first visit."""
    kept = Path(tempfile.gettempdir()) / f"indraj-bench-{LAYOUT.id[:8]}-{seed}.journal"
    made = list(_read(kept)) if kept.exists() else []
    if len(made) < count:
        made = [_visit(n, told) for n, told in enumerate(documents(count, seed))]
        kept.write_bytes(wire.encode([*_segments(made)]))
    return made[:count]


def edits(
    changes: Sequence[Change], context: Callable[[str], Context], share: int = 10
) -> list[Change]:
    """Give one answer changed in every tenth household, by somebody who saw it."""
    codes = LAYOUT.kinds[0].by_path[EDITED].choices
    dice = random.Random(99)
    found = []
    for number, change in enumerate(changes[::share]):
        part = change.parts[0]
        writes = {EDITED: {EDITED: dice.choice(codes)}}
        seen = Part(part.record, context(part.record), writes)
        found.append(
            replace(
                change,
                visit=dice.randbytes(10),
                parts=(seen,),
                why=Why.CORRECTED,
                time=change.time + 86_400_000 + number,
            )
        )
    return found


def _visit(number: int, told: dict[str, object]) -> Change:
    dice = random.Random(number)
    now = START_MS + number * VISIT_MS
    moment = datetime.fromtimestamp(now / 1000, UTC)
    setting = Setting(QUESTIONNAIRE, LAYOUT, moment, PERSON, "laptop 1")
    visit = begin(setting, nonce=dice.randbytes(10), area=AREA, opened_ms=now)
    problems = fill(visit, told)
    assert not problems, problems
    draft = visit.draft()
    return Change(
        visit=draft.nonce,
        parts=tuple(draft.parts(SUBMITTED)),
        layout=LAYOUT.id,
        area=AREA,
        person=PERSON,
        device=DEVICE,
        why=Why.CAPTURED,
        time=now,
    )


def _segments(changes: Sequence[Change]) -> Iterator[bytes]:
    key = SigningKey(b"k" * 32)
    for first in range(0, len(changes), KEEP):
        yield encode_segment(
            changes[first : first + KEEP],
            first=1,
            previous=FIRST_PREVIOUS,
            receipt=b"",
            layouts={LAYOUT.id: LAYOUT},
            sign=key.sign,
        )


def _read(kept: Path) -> Iterator[Change]:
    for data in wire.decode(kept.read_bytes(), bytes_max=1 << 30, items_max=100_000):
        opened = open_segment(decode_segment(data), {LAYOUT.id: LAYOUT})
        assert isinstance(opened, Opened)
        yield from opened.changes
