"""The tables of what is known of attachments."""

from enrolment_app.store.connection import Connection

ATTACHED = (
    # here: the file is on this laptop. held: how safely the registry has it. unnamed:
    # since when no answer names it. settled: since when (the registry's clock) all
    # that names it is durable there.
    """CREATE TABLE attachments (reference TEXT PRIMARY KEY, bytes INTEGER NOT NULL,
        kept_ms INTEGER NOT NULL, here INTEGER NOT NULL, held TEXT NOT NULL DEFAULT '',
        unnamed_ms INTEGER, settled_ms INTEGER) WITHOUT ROWID""",
    """CREATE TABLE thumbnails (reference TEXT PRIMARY KEY, content BLOB NOT NULL)""",
    # What has arrived of a content, from its start on and without a gap.
    """CREATE TABLE arriving (reference TEXT NOT NULL, start INTEGER NOT NULL,
        content BLOB NOT NULL, PRIMARY KEY (reference, start))""",
    """CREATE TABLE naming (reference TEXT NOT NULL,
        change INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
        PRIMARY KEY (reference, change)) WITHOUT ROWID""",
    "CREATE INDEX naming_of ON naming (change)",
)
OFFER_ANEW = (
    "UPDATE attachments SET held = '' WHERE here = 1 AND held <> '' AND reference IN"
    " (SELECT reference FROM naming WHERE change = ?1) AND NOT EXISTS"
    " (SELECT 1 FROM naming n JOIN changes c ON c.id = n.change"
    " WHERE n.reference = attachments.reference AND c.area = ?2 AND c.id <> ?1)"
)


def offer_anew(connection: Connection, change: int, area: str) -> None:
    """Offer again what a change of this laptop is the first to name in an area.

    The registry keeps them for each area: it may hold them in another one alone.
    """
    connection.write(OFFER_ANEW, (change, area))
