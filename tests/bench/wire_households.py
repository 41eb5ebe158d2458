"""Households of 67 answers and 7 members with 21 each, and edits of them. Invented."""

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sync.change import NOTHING_SEEN, Change, Context, Part, Why
from sync.layout import Field, Kind, Layout
from sync.values import GroupValue, record_id

AREA, PERSON, DEVICE = "PK5320101", "enum-017", 17
# ruff: noqa: SIM905 (a report for a terminal; lists that read as lines)
MEMBERS = 7
FIRST_MS = 1_772_300_000_000
LATIN = (
    "Muhammad Ahmed Ali Hassan Imran Bilal Usman Abdullah Tariq Kamran Nadeem Shahid "
    "Rashid Waqas Yasir Sajjad Iqbal Javed Asif Nawaz Riaz Sher Khalid Fatima Ayesha "
    "Zainab Maryam Khadija Amina Sana Hina Saima Rubina Shazia Bushra Farzana Nasreen "
    "Parveen Samina Tahira Uzma Yasmin Kiran Iqra Sadia Noor Gul Asma Hafsa Zarmina"
).split()
URDU = (
    "محمد احمد علی حسن عمران بلال عثمان عبداللہ طارق کامران ندیم شاہد راشد وقاص یاسر "
    "سجاد اقبال جاوید آصف نواز ریاض شیر خالد فاطمہ عائشہ زینب مریم خدیجہ آمنہ ثنا حنا "
    "صائمہ روبینہ شازیہ بشریٰ فرزانہ نسرین پروین ثمینہ طاہرہ عظمیٰ یاسمین کرن اقرا "
    "سعدیہ نور گل اسما حفصہ زرمینہ"
).split()
FAMILIES = "Khan Afridi Khattak Shinwari Mohmand Orakzai".split()
FAMILIES_URDU = "خان آفریدی خٹک شنواری مہمند اورکزئی".split()
PLACES = "Jamrud Landi Kotal Bara Tirah Mullagori Shahkas Ghundi Sur Kamar".split()
LANDMARKS = "near the school,behind the mosque,by the canal bridge".split(",")
Answer: TypeAlias = Callable[[random.Random], str | None]


@dataclass(frozen=True)
class Asked:
    """A question and how its answers are made up."""

    field: Field
    answer: Answer


def choice(path: str, count: int) -> Asked:
    """A question with skewed codes, as in real surveys."""
    codes = tuple(f"{path}_{n}" for n in range(count))
    return Asked(
        Field(path, "code", codes),
        lambda r: codes[min(int(r.expovariate(0.9)), count - 1)],
    )


def yes_no(path: str) -> Asked:
    return Asked(
        Field(path, "code", ("yes", "no")),
        lambda r: "yes" if r.random() < 0.3 else "no",
    )


def of(path: str, kind: str, answer: Answer) -> Asked:
    return Asked(Field(path, kind), answer)


def sometimes(share: float, asked: Asked) -> Asked:
    return Asked(asked.field, lambda r: asked.answer(r) if r.random() < share else None)


def phone(r: random.Random) -> str:
    return f"0000{r.randrange(10**7):07d}"


def card(r: random.Random) -> str:
    return f"0{r.randrange(10**4):04d}-{r.randrange(10**7):07d}-{r.randrange(10)}"


def name(r: random.Random) -> str:
    return f"{r.choice(LATIN)} {r.choice(FAMILIES)}"


def name_urdu(r: random.Random) -> str:
    return f"{r.choice(URDU)} {r.choice(FAMILIES_URDU)}"


def day(r: random.Random) -> str:
    return f"{r.randint(1945, 2025)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"


def address(r: random.Random) -> str:
    return f"House {r.randint(1, 900)}, {r.choice(LANDMARKS)}"


def point(r: random.Random) -> str:
    near = f"{r.uniform(33.8, 34.3):.6f} {r.uniform(71.0, 71.6):.6f}"
    return f"{near} {r.uniform(300, 1500):.1f} {r.uniform(3, 18):.1f}"


def moment(r: random.Random) -> str:
    clock = f"{r.randint(8, 17):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}"
    return f"2026-03-{r.randint(1, 28):02d}T{clock}.{r.randint(0, 999):03d}+05:00"


HOUSEHOLD = (
    of("serial", "digits", lambda r: f"0012-{r.randrange(10**5):05d}"),
    of("visit/started", "datetime", moment),
    of("visit/ended", "datetime", moment),
    of("head/name_latin", "text", name),
    of("head/name_urdu", "text", name_urdu),
    of("place/village", "text", lambda r: r.choice(PLACES)),
    of("place/address", "text", address),
    of("place/point", "geopoint", point),
    of("contact/phone", "digits", phone),
    *(choice(f"dwelling/q{n}", 4 + n % 5) for n in range(27)),
    *(yes_no(f"assets/q{n}") for n in range(22)),
    of("dwelling/rooms", "int", lambda r: str(r.randint(1, 8))),
    of("land/area", "decimal", lambda r: f"{r.expovariate(0.6):.2f}"),
    of("land/animals", "int", lambda r: str(r.randint(0, 12))),
    of("money/food", "int", lambda r: str(r.randint(20, 160) * 250)),
    of("money/other", "int", lambda r: str(r.randint(5, 90) * 250)),
    of("money/debt", "int", lambda r: str(r.choice((0, 0, r.randint(1, 300))) * 1000)),
    *(choice(f"food/q{n}", 4) for n in range(2)),
    sometimes(0.15, of("remarks", "text", address)),
)
MEMBER = (
    of("name_latin", "text", name),
    of("name_urdu", "text", name_urdu),
    of("father_latin", "text", name),
    of("father_urdu", "text", name_urdu),
    choice("sex", 2),
    of("born", "date", day),
    yes_no("born_known"),
    choice("relation", 9),
    choice("marital", 5),
    sometimes(0.5, of("cnic", "digits", card)),
    sometimes(0.25, of("b_form", "digits", card)),
    sometimes(0.3, of("phone", "digits", phone)),
    choice("schooling", 9),
    *(yes_no(f"can_{n}") for n in range(3)),
    choice("work", 9),
    sometimes(0.25, of("wage", "int", lambda r: str(r.randint(3, 60) * 500))),
    choice("disability", 7),
    choice("chronic", 6),
    sometimes(0.1, yes_no("pregnant")),
)
LAYOUT = Layout(
    hashlib.sha256(b"bench").hexdigest(),
    "bench",
    "1",
    (
        Kind("", tuple(asked.field for asked in HOUSEHOLD)),
        Kind("members", tuple(asked.field for asked in MEMBER)),
    ),
)


def answers(asked: Sequence[Asked], r: random.Random) -> dict[str, str]:
    said = ((one.field.path, one.answer(r)) for one in asked)
    return {path: atom for path, atom in said if atom is not None}


def writes(said: Mapping[str, str], **built_in: str) -> dict[str, GroupValue]:
    found: dict[str, GroupValue] = {path: {path: atom} for path, atom in said.items()}
    return found | {f"@{key}": {f"@{key}": atom} for key, atom in built_in.items()}


def made(count: int, r: random.Random) -> Iterator[tuple[Change, dict[str, object]]]:
    """Yield new households: as a change, and as plain JSON."""
    now_ms = FIRST_MS
    for _ in range(count):
        now_ms += r.randint(5 * 60_000, 50 * 60_000)
        nonce = r.randbytes(10)
        household = record_id(nonce, 0)
        said = answers(HOUSEHOLD, r)
        people = [answers(MEMBER, r) for _ in range(MEMBERS)]
        first = writes(said, kind="", status="submitted", area=AREA)
        parts = [Part(household, NOTHING_SEEN, first)]
        for n, person in enumerate(people, 1):
            row = writes(
                person, kind="members", parent=household, status="here", order=str(n)
            )
            parts.append(Part(record_id(nonce, n), NOTHING_SEEN, row))
        plain = {"id": household, **said, "members": people, **whose(now_ms)}
        yield change(nonce, parts, Why.CAPTURED, now_ms), plain


def edited(
    changes: Sequence[Change], r: random.Random
) -> Iterator[tuple[Change, dict[str, object]]]:
    """Yield an edit of one field in one household of ten."""
    now_ms = FIRST_MS + 30 * 86_400_000
    for before in r.sample(changes, len(changes) // 10):
        now_ms += r.randint(60_000, 20 * 60_000)
        part = r.choice(before.parts)
        asked = r.choice(HOUSEHOLD if part is before.parts[0] else MEMBER)
        path, atom = asked.field.path, asked.answer(r)
        seen = Context(1, frozenset(), "5f0c2a9b")
        parts = [Part(part.record, seen, {path: {path: atom}})]
        plain = {"id": part.record, "path": path, "value": atom, **whose(now_ms)}
        yield change(r.randbytes(10), parts, Why.CORRECTED, now_ms), plain


def whose(now_ms: int) -> dict[str, object]:
    """Return what any exchange must say of an edit besides its value."""
    return {"by": PERSON, "at": now_ms, "seen": 1}


def change(nonce: bytes, parts: Sequence[Part], why: Why, now_ms: int) -> Change:
    time_ = now_ms << 16
    return Change(nonce, tuple(parts), LAYOUT.id, AREA, PERSON, DEVICE, why, time_)
