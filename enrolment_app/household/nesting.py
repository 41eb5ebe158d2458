"""Answers nested as the questionnaire's groups, from flat values of records.

A repeat is a list of objects in a list; each carries its row's `id`.
"""

from collections.abc import Mapping
from typing import Any

from enrolment_app.household.records import HERE, Record, Values, built_in, rows_under
from sync.layout import Layout
from sync.values import Atom, RecordId, atom_to_json

Nested = dict[str, Any]


def nested(
    records: Mapping[RecordId, Record],
    household: RecordId,
    layout: Layout,
    shown: Mapping[RecordId, Values],
) -> Nested:
    """Nest what is shown of a household; rows that are no longer here are left out."""
    return _nested(records, household, "", layout, shown)


def nested_row(
    records: Mapping[RecordId, Record],
    row: RecordId,
    layout: Layout,
    shown: Mapping[RecordId, Values],
) -> Nested:
    """Nest what is shown of one row, whatever its status."""
    return {"id": row} | _nested(records, row, records[row].kind, layout, shown)


def _nested(
    records: Mapping[RecordId, Record],
    record: RecordId,
    kind_name: str,
    layout: Layout,
    shown: Mapping[RecordId, Values],
) -> Nested:
    answers: Nested = {}
    kind = layout.kind(kind_name)
    for field in kind.fields if kind else ():
        atom = shown[record].get(field.group, {}).get(field.path)
        if atom is not None:
            put(answers, field.path, atom_to_json(atom))
    for below in layout.kinds:
        if below.name and around(below.name, layout) == kind_name:
            path = below.name[len(kind_name) + 1 :] if kind_name else below.name
            rows = [
                {"id": row.id} | _nested(records, row.id, below.name, layout, shown)
                for row in rows_under(records, record, below.name)
                if is_here(shown[row.id])
            ]
            if rows:
                put(answers, path, rows)
    return answers


def is_here(values: Values) -> bool:
    """Tell whether a row still belongs to the household; one never marked does."""
    return built_in(values, "@status") in ("", HERE)


def around(kind: str, layout: Layout) -> str:
    """Give the kind of the record that rows of a kind belong to."""
    outer = [k.name for k in layout.kinds if k.name and kind.startswith(k.name + "/")]
    return max(outer, key=len, default="")


def put(answers: Nested, path: str, value: Any) -> None:
    """Put a value at a path of nested objects, making those on the way."""
    *groups, name = path.split("/")
    for group in groups:
        answers = answers.setdefault(group, {})
    answers[name] = value


def got(answers: Mapping[str, Any], path: str) -> Any:
    """Give what lies at a path of nested objects, None where nothing does."""
    found: Any = answers
    for name in path.split("/"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def spelled(atom: Atom | None) -> str:
    """Give an answer as text for lists and searches, "" for special and missing."""
    return atom if type(atom) is str else ""
