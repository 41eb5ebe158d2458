"""Where the engines of ODK disagree, and what this one does: all of it in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to read the ODK XForms specification where it leaves room.

    The defaults follow the written specification, then ODK Web Forms where that
    follows it, then JavaRosa where Web Forms has a known gap.
    """

    # A number that is none, as text: XPath 1.0 says "NaN", forms store nothing.
    nan_text: str = ""
    # sum() passes over blanks as in JavaRosa; else one open answer in a roster blanks
    # every total. min() and max() are NaN then: XForms 1.0, Web Forms and Enketo agree.
    sum_skips_blanks: bool = True
    # regex() must match from the first to the last character.
    regex_whole: bool = False
    # Numbers this close are equal, so that 0.1 + 0.2 = 0.3 and 6.1 - 7.8 = -1.7.
    equal_within: float = 1e-12
    # A calculated date that is none, as text: words would be stored as an answer. A day
    # that the calendar has not, and what is no date where its decimal is asked for,
    # fail instead: blank, and told.
    bad_date_text: str = ""
    # area() and distance() in metres to so many decimals.
    metres_decimals: int = 2
    # How large a sphere the earth is, in metres.
    earth_radius_metres: float = 6_378_100.0


DEFAULT = Profile()
# An expression alone says what Web Forms and Enketo say of it.
ALONE = Profile(bad_date_text="Invalid Date")
