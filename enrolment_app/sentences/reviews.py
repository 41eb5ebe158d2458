"""Words about a supervisor's review of households."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

REVIEWS: Mapping[str, str] = {
    "review.not_supervisor": QT_TRANSLATE_NOOP(
        "Problem",
        "Only a supervisor's laptop approves and returns households. Nothing was "
        "changed; ask your administrator if this should be one.",
    ),
    "review.visit_open": QT_TRANSLATE_NOOP(
        "Problem",
        "This household is open for answering on this laptop. Nothing was changed; "
        "submit it or give that up first.",
    ),
    "review.settle_first": QT_TRANSLATE_NOOP(
        "Problem",
        "People disagree about {count} of this household's answers. Nothing was "
        "changed; settle that first.",
    ),
    "review.not_submitted": QT_TRANSLATE_NOOP(
        "Problem",
        "This household is not submitted, so there is nothing to review yet. "
        "Nothing was changed.",
    ),
    "review.no_comment": QT_TRANSLATE_NOOP(
        "Problem",
        "A household is returned with at least one comment and at most {most}, so "
        "that the enumerator knows what to look at. Nothing was changed.",
    ),
    "review.empty_comment": QT_TRANSLATE_NOOP(
        "Problem",
        "A comment has no words. Nothing was changed; say what to look at.",
    ),
    "review.long_comment": QT_TRANSLATE_NOOP(
        "Problem",
        "A comment has at most {most} letters. Nothing was changed; say it shorter.",
    ),
}
