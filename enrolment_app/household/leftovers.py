"""Answers of earlier versions that the questionnaire has no question for any more."""

from collections.abc import Iterable, Iterator, Mapping

from enrolment_app.household.nesting import spelled
from enrolment_app.household.overlay import Overlaid
from enrolment_app.household.summary import FOUND_BY, Roles
from enrolment_app.household.view import View, address_of
from sync.values import Atom, answered


def left_over(seen: View | Overlaid) -> Mapping[str, Atom]:
    """Give them by the address that they had; nothing of them was taken away."""
    found: dict[str, Atom] = {}
    for record, values in seen.shown.items():
        kind = seen.layout.kind(seen.records[record].kind)
        known = kind.by_path if kind else {}
        lead = address_of(record, seen.records)
        for group, value in values.items():
            if not group.startswith("@"):
                told = answered(value).items()
                found |= {lead + path: at for path, at in told if path not in known}
    return found


def words_left(seen: View | Overlaid, earlier: Iterable[Roles]) -> Iterator[str]:
    """Yield what a household is found by under earlier versions of its form."""
    for roles in earlier:
        for role in FOUND_BY:
            for question in roles.get(role):
                group, path = question.group, question.field
                for record, values in seen.shown.items():
                    kind = seen.layout.kind(seen.records[record].kind)
                    if kind is None or path not in kind.by_path:
                        yield spelled(values.get(group, {}).get(path))
