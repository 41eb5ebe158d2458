"""What the household questionnaire says, in English and in Urdu."""

import re

import pytest

ENGLISH, URDU = "::English (en)", "::Urdu (ur)"
TEXTS = ("label", "hint", "required_message", "constraint_message")
OUTPUT = re.compile(r"\$\{(\w+)\}")
ARABIC_LETTER = re.compile(r"[\u0621-\u06d3]")
# Arabic's own kaf and yeh look alike and are not found by a search for Urdu's.
ARABIC_ONLY = re.compile(r"[\u0643\u064a\u0649\u0660-\u0669]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
OF_THE_FIELD = {"religion", "sect", "tribe", "caste", "مذہب", "فرقہ", "قبیلہ", "ذات"}


def texts(sheets):
    """Yield every text twice over: where it stands, in English, in Urdu."""
    for sheet in ("survey", "choices"):
        for row in sheets[sheet]:
            for text in TEXTS:
                english, urdu = row.get(text + ENGLISH), row.get(text + URDU)
                if english or urdu:
                    yield f"{sheet}: {row['name']}: {text}", english, urdu


def test_every_text_is_there_in_both_languages(sheets):
    alone = [where for where, english, urdu in texts(sheets) if not (english and urdu)]

    assert alone == []


def test_everything_that_is_shown_has_words(sheets):
    silent = [
        row["name"]
        for row in sheets["survey"]
        if not row["type"].startswith(("end_", "calculate"))
        and "label" + ENGLISH not in row
    ]

    assert silent == []


def test_both_languages_fill_in_the_same_answers(sheets):
    differing = [
        where
        for where, english, urdu in texts(sheets)
        if sorted(OUTPUT.findall(english)) != sorted(OUTPUT.findall(urdu))
    ]

    assert differing == []


def test_urdu_is_urdu_and_english_is_english(sheets):
    allowed = {"W1", "NADRA"}
    for where, english, urdu in texts(sheets):
        words = OUTPUT.sub("", urdu)
        assert ARABIC_LETTER.search(words), where
        assert not ARABIC_ONLY.search(words), where
        assert set(LATIN_WORD.findall(words)) <= allowed, where
        assert not ARABIC_LETTER.search(english), where


def test_nothing_is_asked_about_religion_sect_or_tribe(sheets):
    for where, english, urdu in texts(sheets):
        spoken = set(re.findall(r"\w+", f"{english} {urdu}".lower()))

        assert not spoken & OF_THE_FIELD, where


def test_choices_begin_with_a_capital_and_shout_nowhere(sheets):
    for row in sheets["choices"]:
        label = row["label" + ENGLISH]

        assert label[0].isupper() or label[0].isdigit(), label
        assert "!" not in label


def test_a_message_stands_with_every_rule(sheets):
    for row in sheets["survey"]:
        assert ("constraint" in row) == ("constraint_message" + ENGLISH in row), row
        assert ("required" in row) == ("required_message" + ENGLISH in row), row


def test_little_is_required(sheets):
    required = {row["name"] for row in sheets["survey"] if "required" in row}

    assert required == {
        "consent",
        "division",
        "district",
        "tehsil",
        "village",
        "name_latin",
        "relation",
        "sex",
        "everyone_listed",
    }


def test_the_six_questions_on_difficulties_are_the_published_ones(sheets):
    rows = {row.get("name"): row.get("label" + ENGLISH) for row in sheets["survey"]}
    answers = [
        (row["name"], row["label" + ENGLISH])
        for row in sheets["choices"]
        if row["list_name"] == "difficulty"
    ]

    assert rows["seeing"] == ("Do you have difficulty seeing, even if wearing glasses?")
    assert rows["hearing"] == (
        "Do you have difficulty hearing, even if using a hearing aid?"
    )
    assert rows["walking"] == "Do you have difficulty walking or climbing steps?"
    assert rows["remembering"] == (
        "Do you have difficulty remembering or concentrating?"
    )
    assert rows["self_care"] == (
        "Do you have difficulty (with self-care such as) washing all over or dressing?"
    )
    assert rows["communicating"] == (
        "Using your usual (customary) language, do you have difficulty communicating,"
        " for example understanding or being understood?"
    )
    assert answers == [
        ("1", "No \N{EN DASH} no difficulty"),
        ("2", "Yes \N{EN DASH} some difficulty"),
        ("3", "Yes \N{EN DASH} a lot of difficulty"),
        ("4", "Cannot do at all"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "My name is",
        "departments can plan their help",
        "Only the departments that you allow",
        "Taking part is your choice",
        "does not promise you any benefit",
        "refusing does not cost you any",
        "nobody may ask you for money",
        "corrected, or to complain",
        "are kept for five years",
        "at the office",
    ],
)
def test_the_spoken_notice_says_what_it_must(sheets, said):
    notice = " ".join(
        row["label" + ENGLISH]
        for row in sheets["survey"]
        if row.get("name", "").startswith("notice_") and row["type"] == "note"
    )

    assert said in notice
