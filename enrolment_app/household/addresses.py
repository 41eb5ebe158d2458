"""Addresses as people type them: positions of rows, turned into their ids."""

import re

from enrolment_app.household.nesting import is_here
from enrolment_app.household.records import rows_under
from enrolment_app.household.view import View

_ROW = re.compile(r"([^\[\]]+?)\[([^\]]+)\]/?")


def by_ids(address: str, view: View) -> str:
    """Turn "members[2]/name" into "members[<id>]/name"; others stay as they are."""
    parent, kind, lead, rest = view.household, "", "", address
    while found := _ROW.match(rest):
        path, given = found.groups()
        kind = f"{kind}/{path}" if kind else path
        row = given
        if given.isdecimal():
            rows = rows_under(view.records, parent, kind)
            here = [each.id for each in rows if is_here(view.shown[each.id])]
            if not 1 <= int(given) <= len(here):
                return address
            row = here[int(given) - 1]
        lead += f"{path}[{row}]/"
        parent, rest = row, rest[found.end() :]
    return lead + rest
