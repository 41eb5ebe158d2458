"""The JSON shapes that scripts rely on: conflicts, problems, history."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from enrolment_app.problems import Problem
from enrolment_app.sentences import sentence
from sync.clock import milliseconds, on_calendar
from sync.values import atom_to_json

if TYPE_CHECKING:
    from enrolment_app.actions.show_household import Commented
    from enrolment_app.actions.updates import Update
    from enrolment_app.household.confirmations import Confirmation
    from enrolment_app.household.view import Contested, Side
    from enrolment_app.store import Attachment, HistoryEntry
    from sync.change import Change


def problem_json(problem: Problem, own_words: str = "") -> dict[str, str]:
    """Give a problem with its sentence: the form's own, else the program's."""
    return {
        "code": problem.code,
        "field": problem.field,
        "text": own_words or sentence(problem.code, problem.values),
    }


def attachment_json(attachment: "Attachment") -> dict[str, Any]:
    """Give where an attachment is; `held` is how safely the registry has it."""
    return {
        "reference": attachment.reference,
        "bytes": attachment.size_bytes,
        "where": attachment.where.value,
        "held": attachment.held,
    }


def conflict_json(
    contested: "Contested", people: Mapping[str, str], device: int
) -> dict[str, Any]:
    """Give what people disagree about, side by side."""
    path = contested.path_at(contested.address)
    return {
        "field": contested.address,
        "fields": list(contested.fields),
        "group": contested.group,
        "held": atom_to_json((contested.held or {}).get(path)),
        "values": [_side(side, path, people, device) for side in contested.sides],
    }


def _side(
    side: "Side", path: str, people: Mapping[str, str], device: int
) -> dict[str, Any]:
    return {
        "keep": side.keep,
        "value": atom_to_json(side.value.get(path)),
        "answers": {p: atom_to_json(atom) for p, atom in side.value.items()},
        "here": side.change.device == device,
        **made_by(side.change, people),
    }


def comment_json(said: "Commented") -> dict[str, Any]:
    """Give a reviewer's comment; `field` is "" for the household as a whole."""
    comment = said.comment
    return {
        "field": said.address,
        "text": comment.text,
        "person": comment.person,
        "device": comment.device,
        "at": shown_moment(comment.time_ms),
        "answered": comment.answered,
        "change": comment.change.hex(),
    }


def confirmation_json(field: str, said: "Confirmation") -> dict[str, Any]:
    """Give who said that a doubted answer is right; `field` is the doubt's address."""
    return {
        "field": field,
        "reason": said.reason,
        "person": said.person,
        "at": shown_moment(said.time_ms or 0),
    }


def shown_moment(ms: int) -> str:
    """Give a time as ISO 8601, in UTC to the second."""
    when = on_calendar(ms)
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def made_by(change: "Change", people: Mapping[str, str]) -> dict[str, Any]:
    """Give who made a change, on which laptop, when by that laptop's clock."""
    return {
        "person": people.get(change.person, change.person),
        "device": change.device,
        "at": shown_moment(milliseconds(change.time)),
    }


def entry_json(entry: "HistoryEntry", people: Mapping[str, str]) -> dict[str, Any]:
    """Give one change of a household's history."""
    change = entry.change
    return {
        "change": change.name.hex(),
        "why": change.why.value,
        "note": change.note,
        "custody": entry.custody.value,
        "held": entry.held,
        **made_by(change, people),
        "writes": [
            {
                "record": part.record,
                "group": group,
                "answers": {path: atom_to_json(atom) for path, atom in value.items()},
            }
            for part in change.parts
            for group, value in part.writes.items()
        ],
    }


def update_told(update: "Update | None") -> dict[str, Any] | None:
    """Give a newer package as scripts know it, None where there is none."""
    if update is None:
        return None
    told = update.manifest
    return {
        "version": told.version,
        "platform": told.platform,
        "file": told.file,
        "urgency": told.urgency,
        "too_old": update.too_old,
        "notes": dict(told.notes),
    }
