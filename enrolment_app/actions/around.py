"""What an interview may know of this laptop. No action."""

from enrolment_app.actions.work import Work
from enrolment_app.questionnaire import Around


def around(work: Work) -> Around:
    """Give what is there whoever is asked: the geography, as it was told last."""
    return Around(places=work.store.places.geography())
