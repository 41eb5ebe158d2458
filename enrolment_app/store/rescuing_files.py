"""The attachments of a damaged store, brought over by name even where no row reads.

Which files there are follows from what changes and visits name, as each file's own name
follows from that. What nobody else has comes first.
"""

from pathlib import Path

from enrolment_app.store.errors import AttachmentDamaged, AttachmentMissing
from enrolment_app.store.store import Store
from sync.attachments import CONTENT_BYTES_MAX, digest_of

KNOWN = (
    "SELECT reference, here, held FROM attachments UNION ALL SELECT DISTINCT"
    " reference, 0, '' FROM naming WHERE reference NOT IN"
    " (SELECT reference FROM attachments)"
)
TOLD = 16


def bring_files(folder: Path, key: bytes, store: Store, lost: list[str]) -> int:
    """Copy every attachment that reads; gives how many, adds the others to `lost`."""
    # The store is filled before it is one.
    connection, into = store._connection, store._attaching  # noqa: SLF001
    source = into.kept.under(folder, key)
    rows: list[tuple[str, int, str]] = list(connection.read(KNOWN))
    known = {name for name, *_ in rows}
    rows += [
        (name, 0, "") for name in into.sweeping.named_in_drafts() if name not in known
    ]
    brought = 0
    for name, here, held in sorted(rows, key=lambda row: (row[2] != "", row[0])):
        digest = digest_of(name)
        if not here and not source.holds(digest):
            continue
        try:
            content = into.kept.keep(source.read(digest), CONTENT_BYTES_MAX, digest)
        except (AttachmentMissing, AttachmentDamaged) as why:
            lost.append(f"attachment {name[:TOLD]}: {why or 'missing'}")
            connection.write(
                "UPDATE attachments SET here = 0 WHERE reference = ?", (name,)
            )
        else:
            into.attachments.note(name, content.size_bytes, held)
            brought += 1
    return brought
