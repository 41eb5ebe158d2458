"""Mechanical faults of workbooks, put right so that the form can be read, and told."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from enrolment_app.problems import Problem

from .workbook import Row, Workbook

Repair = Callable[[Workbook, str], Problem | None]

# A root of this name cannot be meant by ${...}, whatever the form's questions.
_OTHER_ROOT = "indraj_root"
_RESERVED = "meta"
_TWO_HEADERS = re.compile(r"sheet: '(\w+)'.*?were found: (.*)", re.DOTALL)
_WITHOUT_WORDS = re.compile(r"survey element named '([^']+)' has no label or hint")
_UNKNOWN_TYPE = re.compile(r"Unknown question type '([^']+)'")
_OTHER_TYPES = {
    **dict.fromkeys(("tel", "phone", "phone number", "email", "barcode scan"), "text"),
    # SurveyCTO's: what its server hands in and what its app listens to stay blank.
    **dict.fromkeys(("caseid", "comments", "text audit", "audio audit"), "hidden"),
    **dict.fromkeys(("speed violations count", "speed violations list"), "hidden"),
    **dict.fromkeys(("speed violations audit", "device info"), "hidden"),
    **dict.fromkeys(("numeric", "number", "float", "double"), "decimal"),
    "calculate_here": "calculate",
    "calculate here": "calculate",
}
_SENSORS = ("sensor_statistic ", "sensor_stream ")
# Signs as they are written inside XML, pasted into a workbook.
_ESCAPED = re.compile(r"&(?:lt|gt|amp|quot|apos);")
_RULES = frozenset(
    {
        *("relevant", "relevance", "constraint", "calculation", "calculate"),
        *("required", "readonly", "read_only", "choice_filter", "repeat_count"),
    }
)
# Columns that become attributes as they are, and the prefixes that forms always have.
_WRITTEN_OUT = frozenset({"bind", "body", "control", "instance"})
_PREFIXES = frozenset({"ev", "entities", "h", "jr", "odk", "orx", "xml", "xsd"})
# A column of choices becomes an element: "$kuid" cannot be one.
_NAMED = re.compile(r"[^\W\d]")
# Columns that are said in languages.
_SAID = frozenset(
    {"constraint_message", "guidance_hint", "hint", "label", "required_message"}
)
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet")
_VALUE = re.compile(r"the '(\w+)' value is invalid")
# Columns whose words may name questions.
_READ = frozenset(
    {
        *_RULES,
        *_SAID,
        *_WRITTEN_OUT,
        *("default", "trigger", "media", "image", "audio", "video", "parameters"),
        *("save_to", "name", "type", "appearance", "intent", "caption", "list_name"),
        *("constraint message", "required message", "instance_name", "form_id"),
        *("entity_id", "create_if", "update_if", "repeat", "filter", "count", "style"),
    }
)
_QUOTED = re.compile(r"'([^']+)'")
_FIRST_ROW = 2


def mend(workbook: Workbook, words: str) -> Problem | None:
    """Mend what pyxform's `words` complain of; gives what was done, None if nothing."""
    for repair in REPAIRS:
        done = repair(workbook, words)
        if done is not None:
            return done
    return None


def _root(workbook: Workbook, words: str) -> Problem | None:
    """A question is called like the form itself, so that its name means two things."""
    same = "survey element named 'data'" in words or "same as the survey root" in words
    if not same or workbook.form_name is not None:
        return None
    workbook.form_name = _OTHER_ROOT
    return Problem("form.repaired_root")


def _duplicates(workbook: Workbook, words: str) -> Problem | None:
    """A list has one choice twice."""
    setting = "allow_choice_duplicates"
    if setting not in words:
        return None
    rows = workbook.rows("settings")
    if not rows:
        rows.append({})
    if rows[0].get(setting) == "yes":
        return None
    rows[0][setting] = "yes"
    workbook.add_column("settings", setting)
    return Problem("form.repaired_duplicates")


def _headers(workbook: Workbook, words: str) -> Problem | None:
    """Two columns mean the same: one takes in what only the other says."""
    match = _TWO_HEADERS.search(words)
    names = _QUOTED.findall(match[2]) if match else []
    if match is None or len(names) < 2:  # noqa: PLR2004 - two of one meaning
        return None
    sheet, left_out, kept = match[1], names[0], names[1]
    for row in workbook.rows(sheet):
        if left_out in row and not row.get(kept):
            row[kept] = row[left_out]
    workbook.drop_column(sheet, left_out)
    values = {"column": left_out, "sheet": sheet, "kept": kept}
    return Problem("form.repaired_header", values=values)


def _reserved(workbook: Workbook, words: str) -> Problem | None:
    """A question or group has the name that forms keep for themselves."""
    if f"The name '{_RESERVED}' is reserved" not in words:
        return None
    taken = {row.get("name") for row in workbook.rows("survey")}
    new = next(name for name in _other_names() if name not in taken)
    for number, row in enumerate(workbook.rows("survey"), _FIRST_ROW):
        if row.get("name") == _RESERVED:
            row["name"] = new
            values = {
                "sheet": "survey",
                "name": _RESERVED,
                "new": new,
                "row": str(number),
            }
            return Problem("form.repaired_name", values=values)
    return None


def _other_names() -> list[str]:
    return [f"{_RESERVED}_{number}" for number in range(1, 100)]


def _wordless(workbook: Workbook, words: str) -> Problem | None:
    """A question has no words: its name is shown in their place."""
    match = _WITHOUT_WORDS.search(words)
    if match is None:
        return None
    labels = [name for name in workbook.columns("survey") if _is_label(name)]
    label = labels[0] if labels else "label"
    workbook.add_column("survey", label)
    for number, row in enumerate(workbook.rows("survey"), _FIRST_ROW):
        if row.get("name") == match[1] and not row.get(label) and not _ends(row):
            row[label] = match[1]
            values = {"sheet": "survey", "name": match[1], "row": str(number)}
            return Problem("form.repaired_label", values=values)
    return None


def _is_label(column: str) -> bool:
    return column.partition(":")[0].strip().lower() in ("label", "caption")


def _ends(row: Row) -> bool:
    return str(row.get("type", "")).strip().lower().startswith("end")


def _types(workbook: Workbook, words: str) -> Problem | None:
    """A type of another program's own: asked as the nearest that everybody has."""
    match = _UNKNOWN_TYPE.search(words)
    said = " ".join(match[1].lower().split()) if match else ""
    nearest = "hidden" if said.startswith(_SENSORS) else _OTHER_TYPES.get(said)
    if match is None or nearest is None:
        return None
    for row in workbook.rows("survey"):
        if str(row.get("type", "")).strip() == match[1]:
            row["type"] = nearest
    values = {"type": match[1], "new": nearest}
    return Problem("form.repaired_type", values=values)


def _foreign(workbook: Workbook, words: str) -> Problem | None:
    """A column of another program makes pyxform itself fail."""
    if "multiple values for argument" not in words:
        return None
    found = [n for n in workbook.columns("survey") if n.startswith("instance::")]
    if not found:
        return None
    workbook.drop_column("survey", found[0])
    return Problem("form.repaired_column", values={"column": found[0]})


def _unread(workbook: Workbook, words: str) -> Problem | None:
    """What is wrong stands in a column that no XLSForm has."""
    match = _VALUE.search(words)
    if match is None or match[1].partition(":")[0].strip().lower() in _READ:
        return None
    found = _SHEET.search(words)
    sheet, column = found[1] if found else "survey", match[1]
    if column not in workbook.columns(sheet):
        return None
    workbook.drop_column(sheet, column)
    return Problem("form.repaired_column", values={"column": column})


REPAIRS: tuple[Repair, ...] = (
    _root,
    _duplicates,
    _headers,
    _reserved,
    _wordless,
    _types,
    _foreign,
    _unread,
)


def tidy(workbook: Workbook) -> tuple[Problem, ...]:
    """Put right what pyxform would let through and no engine could read."""
    odd = [column for column in workbook.columns("survey") if _is_odd(column, workbook)]
    for column in odd:
        workbook.drop_column("survey", column)
    nameless = [n for n in workbook.columns("choices") if not _NAMED.match(n.strip())]
    for column in nameless:
        workbook.drop_column("choices", column)
    found = {}
    for number, row in enumerate(workbook.rows("survey"), _FIRST_ROW):
        for column, text in row.items():
            if isinstance(text, str) and _is_rule(column) and _ESCAPED.search(text):
                row[column] = html.unescape(text)
                found[column] = str(number)
    dropped = [
        Problem("form.repaired_column", values={"column": column})
        for column in (*odd, *nameless)
    ]
    return *dropped, *(
        Problem("form.repaired_signs", values={"column": column, "row": row})
        for column, row in found.items()
    )


def _is_odd(column: str, workbook: Workbook) -> bool:
    """Whether a header is of a namespace that nobody declared, or two run together."""
    first, *further = [part.strip() for part in column.split("::")]
    if first.lower() in _WRITTEN_OUT:
        prefix, colon, _ = further[0].partition(":") if further else ("", "", "")
        declared = " ".join(str(row) for row in workbook.rows("settings")[:1])
        known = prefix in _PREFIXES or f"{prefix}=" in declared.replace(" ", "")
        return bool(colon) and not known
    return first.lower() in _SAID and len(further) > 1


def _is_rule(column: str) -> bool:
    return column.rpartition(":")[2].strip().lower() in _RULES
