"""What two enumerators disagree about, for the screen that settles it."""

from dataclasses import replace
from datetime import datetime, timedelta

from enrolment_app.store.rows import Listed
from enrolment_app.ui.readings.conflicts import Contest, Contests, SideSeen, Value


def _side(
    keep: int, values: tuple[Value, ...], person: str, device: int, now: datetime
) -> SideSeen:
    laptop = f"SWT-{device:02d}"
    at = int((now - timedelta(hours=3 * keep)).timestamp() * 1000)
    return SideSeen(keep, values, person, laptop, device, at)


def contests(row: Listed, code: str, now: datetime) -> Contests:
    """Three things to decide about a household."""
    english = code == "en"
    ayesha, imran = (
        ("Ayesha Bibi", "Imran Khan") if english else ("عائشہ بی بی", "عمران خان")
    )

    def contest(address: str, label: str, a: str, b: str, held: str, **more: object):
        one = Contest(
            address=address,
            labels=(label,),
            about="",
            sides=(
                _side(1, (Value(a),), ayesha, 7, now),
                _side(2, (Value(b),), imran, 11, now),
            ),
            held=(Value(held) if held else Value("", "empty"),),
            choices=(),
            writable=True,
        )
        return replace(one, **more)

    roofs = (("1", "Iron sheets"), ("2", "Concrete"), ("3", "Wood and mud"))
    roofs_ur = (("1", "ٹین کی چادریں"), ("2", "کنکریٹ"), ("3", "لکڑی اور مٹی"))
    choices = roofs if english else roofs_ur
    card = "CNIC number" if english else "شناختی کارڈ نمبر"
    people = "People in household" if english else "گھر کے افراد"
    roof = "Roof material" if english else "چھت کا مواد"
    return Contests(
        row,
        (
            contest("head/cnic", card, "17301-4528906-7", "17301-4528908-7", ""),
            contest("members_count", people, "6", "8", "7"),
            contest(
                "dwelling/roof",
                roof,
                choices[0][1],
                choices[1][1],
                choices[2][1],
                choices=choices,
            ),
        ),
    )
