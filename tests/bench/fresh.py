"""Measures what a laptop costs that comes for the first time, packed and entry by entry.

python tests/bench/fresh.py [--households 1000] [--a-day 5]

Each household is captured, corrected in one field and approved; laptops exchange once
a day, so that a segment holds a day's work. Both ways run in one process against the
same registry; what counts are the ratios.
"""

import argparse
import dataclasses
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sync.change import Change, Context, Part, Why  # noqa: E402
from sync.dictionary import DICTIONARIES, NEWEST  # noqa: E402
from sync.journal import FIRST_PREVIOUS, decode_segment, encode_segment  # noqa: E402
from sync.registry import devices, publishing  # noqa: E402
from sync.registry.acceptance import accept  # noqa: E402
from sync.registry.office import Office  # noqa: E402
from sync.seal import SigningKey  # noqa: E402
from tests.bench.wire_households import HOUSEHOLD, LAYOUT, made  # noqa: E402
from tests.store.laptops import an_enrolled, talk  # noqa: E402
from tests.sync.registry.line import Line  # noqa: E402
from tests.sync.registry.offices import AREA, a_body, an_office  # noqa: E402

LAPTOPS = 8


def changes(count: int, device: int, r: random.Random) -> list[Change]:
    """Give what a laptop writes: households, a correction of each, an approval."""
    new = [dataclasses.replace(c, device=device, area=AREA) for c, _ in made(count, r)]
    return [*new, *(edit for born in new for edit in edits(born, r))]


def edits(born: Change, r: random.Random) -> Iterator[Change]:
    asked = r.choice(HOUSEHOLD)
    path, record = asked.field.path, born.parts[0].record
    said = ({path: {path: asked.answer(r)}}, {"@status": {"@status": "approved"}})
    for seen, (writes, why) in enumerate(
        zip(said, (Why.CORRECTED, Why.REVIEWED), strict=True), 1
    ):
        part = Part(record, Context(seen, frozenset(), ""), writes)
        later = born.time + (seen << 36)
        visit = r.randbytes(10)
        yield dataclasses.replace(born, visit=visit, parts=(part,), why=why, time=later)


def segments(written: Sequence[Change], a_day: int, key: SigningKey) -> Iterator[bytes]:
    previous, first = FIRST_PREVIOUS, 1
    for at in range(0, len(written), a_day):
        day = written[at : at + a_day]
        data = encode_segment(
            day,
            first=first,
            previous=previous,
            receipt=b"r" * 16,
            layouts={LAYOUT.id: LAYOUT},
            sign=key.sign,
            level=19,
            dictionary=NEWEST,
            dictionaries=DICTIONARIES,
        )
        previous, first = decode_segment(data).head, first + len(day)
        yield data


def fill(office: Office, households: int, a_day: int) -> None:
    """Let some laptops hand over a season's work."""
    publishing.publish(office, a_body(LAYOUT))
    r = random.Random(1)
    for n in range(LAPTOPS):
        key = SigningKey(bytes([n]) * 32)
        device, secret = devices.add_device(
            office, f"laptop {n}", [AREA], role="supervisor"
        )
        devices.enrol(office, device, secret, key.public)
        written = changes(households // LAPTOPS, device, r)
        taken = accept(office, list(segments(written, a_day, key)))
        assert not taken.refused


def pulled(office: Office, place: Path, name: str) -> tuple[int, float, float, int]:
    """Let a fresh laptop pull; give bytes down, its and the registry's CPU, entries."""
    spent = [0.0]

    class Counted(Line):
        def carry(self, request: bytes) -> bytes:
            began = time.process_time()
            said = super().carry(request)
            spent[0] += time.process_time() - began
            self.down += len(said)
            return said

        down = 0

    with an_enrolled(place / name, office, name) as store:
        line = Counted(office, store.device.number)
        began = time.process_time()
        talk(office, store, line)
        cpu = time.process_time() - began - spent[0]
        folded = store.exchange.areas()[AREA].cursor
    return line.down, cpu, spent[0], folded


def main() -> None:
    """Print what both ways cost, and the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--households", type=int, default=1000)
    asked.add_argument("--a-day", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder) / "registry", published=False)
        fill(office, given.households, given.a_day)
        never = dataclasses.replace(office, run_entries=1 << 60)
        plain = pulled(never, Path(folder), "plain")
        first = pulled(office, Path(folder), "first")
        packed = pulled(office, Path(folder), "packed")
        office.storage.close()
    for what, (down, cpu, served, folded) in (
        ("entry by entry", plain),
        ("packed, made", first),
        ("packed, kept", packed),
    ):
        print(
            f"{what:15} {down:>10,} bytes down, {down / given.households:6.0f} a household;"
            f" laptop {cpu:6.2f} s, registry {served:6.2f} s of CPU; {folded} entries"
        )
    print(
        f"packed / entry by entry: bytes {packed[0] / plain[0]:.2f},"
        f" laptop's CPU {packed[1] / plain[1]:.2f},"
        f" registry's CPU {packed[2] / plain[2]:.2f}"
    )


if __name__ == "__main__":
    main()
