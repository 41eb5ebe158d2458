"""Bytes on the wire against gzip JSON: `python -m tests.bench.wire [HOUSEHOLDS]`.

Invented households of two questionnaires: one of 67 answers and 7 members with 21
each, whose names the published dictionary was not trained on, and the product's own,
where it knows the names (not the households). One in ten of the first is then edited
in one field. Each line is printed without and with the dictionary.
"""

import gzip
import json
import random
import sys
import time
from collections.abc import Mapping, Sequence

from sync.change import Change
from sync.dictionary import DICTIONARIES, NEWEST
from sync.journal import FIRST_PREVIOUS, decode_segment, encode_segment, open_segment
from sync.journal import verify as verify_segment
from sync.layout import Layout
from sync.seal import SigningKey
from tests.bench import product
from tests.bench.wire_households import LAYOUT, edited, made

LEVEL = 19
TOGETHER = (1, 10, 50)
EDITS, JSON_ROWS = 100, 100
BUDGET_HOUSEHOLD, BUDGET_EDIT = 375, 32
KEY = SigningKey(b"k" * 32)
SEED = 7


def known() -> dict[str, Layout]:
    return {one.id: one for one in (LAYOUT, product.layout())}


def sealed(changes: Sequence[Change], size: int, dictionary: int) -> list[bytes]:
    segments, previous = [], FIRST_PREVIOUS
    for at in range(0, len(changes), size):
        data = encode_segment(
            changes[at : at + size],
            first=at + 1,
            previous=previous,
            receipt=b"r" * 16,
            layouts=known(),
            sign=KEY.sign,
            level=LEVEL,
            dictionary=dictionary,
            dictionaries=DICTIONARIES,
        )
        previous = decode_segment(data).head
        segments.append(data)
    return segments


def opened(segments: Sequence[bytes]) -> list[Change]:
    found: list[Change] = []
    for data in segments:
        segment = decode_segment(data)
        verify_segment(segment, KEY.public)
        body = open_segment(segment, known(), DICTIONARIES)
        found += getattr(body, "changes", ())
    return found


def gzipped(rows: Sequence[Mapping[str, object]], together: int) -> int:
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    batches = [lines[at : at + together] for at in range(0, len(lines), together)]
    return sum(len(gzip.compress("\n".join(batch).encode(), 6)) for batch in batches)


def report(
    what: str, made_up: Sequence[tuple[Change, Mapping[str, object]]], size: int
) -> float:
    """Print one line; give the bytes of one with the dictionary."""
    changes = [one for one, _ in made_up]
    count = len(changes)
    plain = sum(map(len, sealed(changes, size, 0))) / count
    started = time.process_time()
    segments = sealed(changes, size, NEWEST)
    sealing = time.process_time() - started
    started = time.process_time()
    back = opened(segments)
    opening = time.process_time() - started
    assert back == changes, "what is opened is what was sealed"
    here, naive = (
        sum(map(len, segments)) / count,
        gzipped([said for _, said in made_up], JSON_ROWS if size > 1 else 1) / count,
    )
    print(
        f"{what:28} x{size:<4} signed {plain:7.1f} B, with the dictionary {here:7.1f} B;"
        f" gzip JSON {naive:7.1f} B, ratio {here / naive:.2f};"
        f" seal {1e6 * sealing / count:.0f} us, open {1e6 * opening / count:.0f} us"
    )
    return here


def main(count: int) -> int:
    """Print both budgets; end with status 1 if one is not kept."""
    r = random.Random(SEED)
    households = list(made(count, r))
    edits = list(edited([one for one, _ in households], r))
    answers = product.households(count, SEED)
    own = list(zip(product.changes_of(answers, SEED), answers, strict=True))
    worst = max(
        report(what, of, size)
        for what, of in (
            ("new household", households),
            ("the product's household", own),
        )
        for size in TOGETHER[1:]
    )
    for what, of in (
        ("new household, alone", households),
        ("the product's, alone", own),
    ):
        report(what, of, TOGETHER[0])
    edit = report("one field", edits, EDITS)
    print(f"new household {worst:.1f} B at most (budget {BUDGET_HOUSEHOLD})")
    print(f"one field {edit:.1f} B (budget {BUDGET_EDIT})")
    return 0 if worst <= BUDGET_HOUSEHOLD and edit <= BUDGET_EDIT else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
