"""What a registry is given: questionnaires as it publishes them, and its places."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Questionnaire
    from sync.session import FormBody


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


def places_in(gazetteer: Path) -> Iterator[tuple[str, str, str | None]]:
    """Read (code, name, parent) from a gazetteer, as the registry takes them."""
    with gazetteer.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield row["code"], row["name_en"], row["parent"] or None
