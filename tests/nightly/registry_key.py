"""The registry takes another key, really: `python -m tests.nightly.registry_key`.

With `postgresql` on a PostgreSQL of its own. One laptop has a line, one and its
supervisor have sticks; then the registry comes back from a backup of before.
"""

import sys
import tempfile
from pathlib import Path

from tests.postgres import Cluster
from tests.stories.test_sticks import HOME, TEHSIL, Office, read

FORMER = 5
"""The exit status where something is not signed by whom it should be."""


class Serving(Office):
    """One that is on a line as well, and can be put back from before."""

    def __init__(self, home, database):
        super().__init__(home, database)
        self.registry.start()

    def journey(self, laptop, stick=None):
        """Take a stick to the registry, and its reply back."""
        return read(laptop, self.reply(stick or self.write(laptop)))

    def moved(self, name, database, *more):
        """Put the backup of before in another place, and serve that."""
        self.registry.stop()
        self.registry.data = self.home / name
        self.registry.database = ("--database", database) if database else ()
        self.registry.must("restore", self.home / "before.zip", *more)
        self.registry.start()


def homes(laptop):
    """Give the households of a laptop."""
    return [row["id"] for row in laptop.must("household", "list")]


def lived(office):
    """Take a key in the midst of it all; give the laptop that has a line."""
    nazia = office.supervisor()
    asha, bilal = (office.laptop(name, TEHSIL) for name in ("asha", "bilal"))
    for laptop in (nazia, bilal):
        office.journey(laptop)
    asha.finish(asha.new(HOME))
    asha.sync()
    asha.sync()
    bilal.finish(bilal.new(HOME))
    before = office.write(bilal)
    office.registry.must("backup", office.home / "before.zip", "--not-elsewhere")

    (taken,) = office.registry.listed("key", "rotate")
    assert taken["number"] == 2

    asha.write(homes(asha)[0], "keeper=Palwasha")
    asha.sync()
    assert read(nazia, before)["new"] == 1
    office.journey(nazia, office.write(nazia, "--towards", "registry"))
    read(bilal, office.write(nazia, "--towards", "laptops"))
    office.journey(nazia)
    bilal.finish(bilal.new(HOME))
    assert read(nazia, office.write(bilal))["new"] == 1
    office.journey(nazia)
    asha.sync()
    assert len(homes(asha)) == len(homes(nazia)) == 3
    listed = [row["until"] for row in office.registry.listed("key", "list")]
    assert [bool(until) for until in listed] == [True, False]
    return asha


def restored(office, asha, databases):
    """Come back without the newer key, which nobody believes; then with it."""
    key = office.registry.data / "registry.key"
    office.moved("old", databases[0])
    print(asha.refused(FORMER, "sync").strip())

    office.moved("new", databases[1], "--key", key)
    for _ in range(3):
        asha.sync()
    asha.write(homes(asha)[0], "keeper=Zarmina")
    asha.sync()
    carol = office.laptop("carol", TEHSIL)
    for _ in range(3):
        carol.sync()
    assert len(homes(carol)) == 3
    assert carol.answers(homes(asha)[0])["keeper"] == "Zarmina"


def main(kind):
    """Live through it on one database."""
    databases = ("", "", "")
    if kind == "postgresql":
        cluster = Cluster().start()
        databases = tuple(cluster.database() for _ in range(3))
    with tempfile.TemporaryDirectory() as folder:
        office = Serving(Path(folder), databases[0])
        try:
            restored(office, lived(office), databases[1:])
        finally:
            office.registry.kill()
    print(f"{kind}: followed by line, by stick, and after a restore")


if __name__ == "__main__":
    main(*(sys.argv[1:2] or ["sqlite"]))
