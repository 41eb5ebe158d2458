# ruff: noqa: RUF001 - Urdu ends a sentence with its own full stop
"""An invented district for the supervisor's screens: people, laptops, a household read."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from enrolment_app.problems import Problem
from enrolment_app.store.rows import Coverage, Listed, Query, Sort
from enrolment_app.ui.readings.reviewing import (
    QUESTION,
    ROW,
    SECTION,
    WHOLE,
    HouseholdRead,
    Line,
    Remarked,
)
from enrolment_app.ui.screens.questionnaire_comments import Said

ENUMERATORS = {
    "en": ("Ayesha Bibi", "Imran Khan", "Demo Zarak"),
    "ur": ("عائشہ بی بی", "عمران خان", "زرک نمونہ"),
}
WORDS = {
    "en": {
        "contact": "Contact",
        "phone": "Telephone number",
        "language": "In which language should we speak to you?",
        "urdu": "Urdu",
        "members": "Members",
        "person": "1. Gul Zaman Khan",
        "age": "Age in years",
        "card": "Identity card number",
        "comment": "Older than the father? Ask for the card.",
        "before": "Please call once more.",
        "by": "Demo Sanam",
    },
    "ur": {
        "contact": "گھر سے رابطہ",
        "phone": "فون نمبر",
        "language": "آپ سے کس زبان میں بات کی جائے؟",
        "urdu": "اردو",
        "members": "گھر کے افراد",
        "person": "1۔ گل زمان خان",
        "age": "عمر (سال)",
        "card": "شناختی کارڈ نمبر",
        "comment": "والد سے بڑے ہیں؟ کارڈ دیکھیں۔",
        "before": "ایک بار پھر فون کریں۔",
        "by": "صنم نمونہ",
    },
}


def coverage(rows: list[Listed]) -> tuple[Coverage, ...]:
    """Count rows by enumerator, as the store does."""
    found = []
    for name in sorted({row.enumerator for row in rows}):
        theirs = [row for row in rows if row.enumerator == name]
        statuses = [row.status for row in theirs]
        counts = {status: statuses.count(status) for status in set(statuses)}
        latest = max(row.changed_ms for row in theirs)
        found.append(Coverage(name, counts, latest))
    return tuple(found)


def ordered(rows: list[Listed], query: Query) -> list[Listed]:
    """The rows in the order that a query asks for; they are made newest first."""
    return rows[::-1] if query.sort is Sort.OLDEST else rows


def laptops(now: datetime) -> tuple[SimpleNamespace, ...]:
    """Four laptops as the store knows them, the longest silent first."""

    def one(device: int, days: float, waiting: int, shown: int) -> SimpleNamespace:
        heard = (now - timedelta(days=days)).timestamp() * 1000 if days else 0
        return SimpleNamespace(
            device=device,
            name=f"SWT-{device:02d}",
            seen_ms=int(heard),
            waiting=waiting,
            shown=shown,
        )

    return (
        one(11, 6, 41, 38),
        one(7, 1.5, 12, 12),
        one(9, 0.2, 0, 0),
        one(12, 0, 0, 0),
    )


def a_reading(row: Listed, code: str, now: datetime, drafts=()) -> HouseholdRead:
    """A household on the reviewer's screen, with a comment that was answered."""
    say = WORDS["en" if code == "en" else "ur"]
    at = int((now - timedelta(days=2)).timestamp() * 1000)
    asked = Remarked(Said(say["before"], say["by"], at, now), answered=True)
    wrong = Problem("answer.constraint", "members[a]/age")
    lines = (
        Line(WHOLE, "", ""),
        Line(SECTION, "contact", say["contact"]),
        Line(
            QUESTION,
            "contact/phone",
            say["phone"],
            "3.1",
            "0300-0000012",
            remarked=(asked,),
        ),
        Line(QUESTION, "contact/language", say["language"], "3.2", say["urdu"]),
        Line(SECTION, "members", say["members"]),
        Line(ROW, "members[a]", say["person"]),
        Line(QUESTION, "members[a]/age", say["age"], "4.1", "97", wrong=wrong),
        Line(QUESTION, "members[a]/card", say["card"], "4.2", special="refused"),
    )
    return HouseholdRead(row, lines, {}, dict(drafts), 1, None, None)
