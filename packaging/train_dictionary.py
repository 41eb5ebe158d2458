"""Trains a zstd dictionary for the texts of segments, on invented households only.

    python packaging/train_dictionary.py 1

writes sync/dictionary/1.zdict. The same sources and the same zstd give the same bytes;
a dictionary that was published is never trained anew, only followed by the next.
"""

import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import zstandard

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sync.change import Change  # noqa: E402
from sync.payload import pack  # noqa: E402
from sync.streams import decompress  # noqa: E402
from tests.bench.product import changes_of, households, layout  # noqa: E402

HOUSEHOLDS, SEED = 4000, 20_260_301
DICTIONARY_BYTES = 16 * 1024
LEVEL = 19
TOGETHER = (1, 1, 1, 2, 5)
"""How many households a segment of the samples holds: most days see a few."""


def main(number: int) -> None:
    """Train dictionary `number` and write it, if it does not exist yet."""
    target = ROOT / "sync" / "dictionary" / f"{number}.zdict"
    if target.exists():
        raise SystemExit(f"{target.name} is published: train the next one")
    changes = list(changes_of(households(HOUSEHOLDS, SEED), SEED))
    samples = list(texts_of(changes))
    trained = zstandard.train_dictionary(DICTIONARY_BYTES, samples, level=LEVEL)
    target.write_bytes(trained.as_bytes())
    print(f"{target}: {len(trained)} bytes from {len(samples)} samples")


def texts_of(changes: list[Change]) -> Iterator[bytes]:
    """Yield the text streams of segments of a few households each."""
    for size in cycle(TOGETHER):
        if not changes:
            return
        chosen, changes = changes[:size], changes[size:]
        body = pack(chosen, [layout()], level=1, dictionary=0, dictionaries={})
        streams = decompress(body, {})
        assert not isinstance(streams, int), "packed without a dictionary"
        yield streams[1]


if __name__ == "__main__":
    main(int(sys.argv[1]))
