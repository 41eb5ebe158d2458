"""What a registry is given: questionnaires as it publishes them, and its places."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enrolment_app.cli.failures import Refused
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Questionnaire
    from sync.geography import Place
    from sync.session import FormBody

OF_A_PLACE = {
    "code": "code",
    "name_en": "name",
    "name_ur": "name_ur",
    "level": "level",
    "parent": "parent",
    "valid_from": "since",
    "valid_to": "until",
    "becomes": "becomes",
}
"""Columns of a gazetteer, and what they say of a place; others are passed over."""


def body_of(questionnaire: "Questionnaire") -> "FormBody":
    """Give a questionnaire as the registry publishes it."""
    from enrolment_app.household.layout import layout_of
    from sync.session import FormBody

    return FormBody(
        questionnaire.hash,
        questionnaire.id,
        questionnaire.version,
        questionnaire.title,
        questionnaire.xform,
        json.dumps(layout_of(questionnaire).to_json(), ensure_ascii=False),
    )


@dataclass(frozen=True)
class Gazetteer:
    """What a file says of places, and of which of their fields it says anything."""

    fields: tuple[str, ...]
    places: "tuple[Place, ...]"


def gazetteer_in(file: Path) -> Gazetteer:
    """Read a gazetteer; what has no column is empty. Refuses what is none."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as content:
            rows = csv.DictReader(content)
            columns = tuple(filter(OF_A_PLACE.get, rows.fieldnames or ()))
            places = tuple(map(_place, rows)) if "code" in columns else ()
    except (OSError, ValueError, csv.Error):
        places = ()
    if not places:
        values = {"file": file.name}
        raise Refused([Problem("registry.not_a_gazetteer", values=values)])
    return Gazetteer(tuple(OF_A_PLACE[column] for column in columns), places)


def _place(row: Mapping[str, str | None]) -> "Place":
    from sync.geography import Place

    said: dict[str, Any] = {
        name: (row.get(column) or "").strip() for column, name in OF_A_PLACE.items()
    }
    becomes = tuple(sorted(set(said.pop("becomes").split())))
    return Place(**said, becomes=becomes)
