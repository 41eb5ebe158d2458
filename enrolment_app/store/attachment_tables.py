"""The tables of what is known of attachments."""

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
