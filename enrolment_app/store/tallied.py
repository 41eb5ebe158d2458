"""The table of how many households there are, which the database itself keeps."""

# How many households there are of each custody and status, kept by the database itself
# with every row: the first screen and the badges count them at every visit.
TALLIED = (
    """CREATE TABLE tallies (custody INTEGER NOT NULL, status TEXT NOT NULL,
        households INTEGER NOT NULL, PRIMARY KEY (custody, status)) WITHOUT ROWID""",
    """CREATE TRIGGER came AFTER INSERT ON households BEGIN
        INSERT INTO tallies VALUES (new.custody, new.status, 1)
        ON CONFLICT DO UPDATE SET households = households + 1; END""",
    """CREATE TRIGGER went AFTER DELETE ON households BEGIN
        UPDATE tallies SET households = households - 1
        WHERE custody = old.custody AND status = old.status; END""",
    """CREATE TRIGGER turned AFTER UPDATE OF custody, status ON households
        WHEN old.custody <> new.custody OR old.status <> new.status BEGIN
        UPDATE tallies SET households = households - 1
        WHERE custody = old.custody AND status = old.status;
        INSERT INTO tallies VALUES (new.custody, new.status, 1)
        ON CONFLICT DO UPDATE SET households = households + 1; END""",
    """INSERT INTO tallies SELECT custody, status, count(*) FROM households
        GROUP BY custody, status""",
)
