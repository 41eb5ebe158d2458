"""What docs/registry.md says was left out, for clusters that speak PostgreSQL."""

import re
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from sync.registry.storage import tables

ROOT = Path(__file__).parents[2]
STORAGE = ROOT / "sync" / "registry" / "storage"
PLAIN = {"BIGINT", "BOOLEAN", "BYTEA", "INTEGER", "TEXT", "VARCHAR"}
LEFT_OUT = re.compile(
    r"nextval|advisory|\bTRIGGER|LISTEN\b|NOTIFY\b|with_for_update|skip_locked|txid_"
    r"|pg_snapshot|xmin|deferrable|Sequence\(|Identity\(|autoincrement=True|\bCOPY\b"
)


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=lambda t: t.name)
def test_tables_are_of_plain_columns(table):
    dialect = postgresql.dialect()
    made = str(CreateTable(table).compile(dialect=dialect))
    made += "".join(str(CreateIndex(i).compile(dialect=dialect)) for i in table.indexes)

    assert {str(c.type.compile(dialect)) for c in table.columns} <= PLAIN
    assert not re.search("SERIAL|IDENTITY|GENERATED|USING|EXCLUDE|INITIALLY", made)


# What scrubs PostgreSQL's own files is PostgreSQL's alone, and documented as that.
FILES = [f for f in sorted(STORAGE.rglob("*.py")) if f.stem != "scrubbing"]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_what_was_left_out_is_not_there(file):
    assert LEFT_OUT.findall(file.read_text("utf-8")) == []
