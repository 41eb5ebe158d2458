"""Makes the vectors of the protocol: `python -m tests.vectors.make_vectors`.

JSON with bytes as hexadecimal. `bad` is what a reader must refuse, each with the code;
whoever writes a second client reads these files and no line of this code.
"""

import json
from pathlib import Path

from tests.vectors import (
    attachments,
    cbor,
    entries,
    erasure,
    messages,
    packing,
    segments,
    slips,
    states,
    stretches,
    succession,
    updates,
)

HERE = Path(__file__).parent
VECTORS = {
    "cbor.json": cbor.cbor,
    "changes.json": cbor.changes,
    "segments.json": segments.segments,
    "receipts.json": messages.receipts,
    "entries.json": entries.entries,
    "requests.json": messages.requests,
    "answers.json": messages.answers,
    "lane_requests.json": attachments.lane_requests,
    "lane_answers.json": attachments.lane_answers,
    "lane_receipts.json": attachments.lane_receipts,
    "erasure.json": erasure.erasure,
    "runs.json": packing.runs,
    "stretches.json": stretches.stretches,
    "states.json": states.states,
    "succession.json": succession.succession,
    "slips.json": slips.slips,
    "updates.json": updates.updates,
}


def text_of(name):
    """Give the text of one file of vectors."""
    return json.dumps(VECTORS[name](), ensure_ascii=False, indent=1) + "\n"


def main():
    """Write them all."""
    for name in VECTORS:
        (HERE / name).write_text(text_of(name), encoding="utf-8")


if __name__ == "__main__":
    main()
