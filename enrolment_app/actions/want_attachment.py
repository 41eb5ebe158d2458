"""Ask for an attachment that is not on this laptop: the next exchange brings it."""

from enrolment_app.actions.carrying import WANTED, WANTED_MAX, wanted
from enrolment_app.actions.work import Work
from sync.attachments import digest_of


def want_attachment(work: Work, reference: str) -> bool:
    """Ask for a content at the next exchange; tells whether it is lacking at all.

    One that is here is read to its end: damaged, it comes anew where the registry has
    it. Raises `Malformed` for what is no reference. The latest wish comes first.
    """
    digest_of(reference)
    kept = work.store.attachments
    if kept.holds(reference) and (kept.reads(reference) or kept.holds(reference)):
        return False
    others = [name for name in wanted(work) if name != reference]
    work.store.facts.set(WANTED, [reference, *others][:WANTED_MAX])
    return True
