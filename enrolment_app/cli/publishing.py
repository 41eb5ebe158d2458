"""What a registry is given: questionnaires as it publishes them, and its places."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def columns_of(gazetteer: Path) -> list[str]:
    """Give those of a gazetteer's columns that say something of a place."""
    with gazetteer.open(encoding="utf-8-sig", newline="") as rows:
        return [
            name for name in csv.DictReader(rows).fieldnames or () if name in OF_A_PLACE
        ]


def places_in(gazetteer: Path) -> Iterator["Place"]:
    """Read the places of a gazetteer; what has no column is empty."""
    from sync.geography import Place

    with gazetteer.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            said: dict[str, Any] = {
                name: (row.get(column) or "").strip()
                for column, name in OF_A_PLACE.items()
            }
            becomes = tuple(sorted(set(said.pop("becomes").split())))
            yield Place(**said, becomes=becomes)
