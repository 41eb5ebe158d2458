"""Keeps what this version writes, for the tests of later ones.

python -m tests.store.make_earlier        writes earlier/vN.db.gz of the present tables
"""

import gzip
import tempfile
from pathlib import Path

from enrolment_app.store.schema import SCHEMA_VERSION
from tests.store.builders import (
    HEAD,
    a_row,
    a_store,
    a_visit,
    an_edit,
    birth,
    household_of,
)

HERE = Path(__file__).parent / "earlier"


def main() -> None:
    """Write a store as a person would, and pack its database unlocked."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.db"
        with a_store(Path(folder) / "store") as store:
            for seed in (1, 2):
                store.journal.seal(birth(seed))
            edit = an_edit(store, household_of(1), HEAD, "Gul Rehman", visit=9, time=5)
            store.journal.seal(edit)
            store.visits.keep(a_visit(3), a_row(3))
            line = store._connection
            line.write(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
            line.read("SELECT sqlcipher_export('plain')")
            line.write(f"PRAGMA plain.user_version = {SCHEMA_VERSION}")
            line.write("DETACH DATABASE plain")
        packed = gzip.compress(plain.read_bytes(), 9, mtime=0)
        (HERE / f"v{SCHEMA_VERSION}.db.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
