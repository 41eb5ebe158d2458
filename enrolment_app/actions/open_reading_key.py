"""Open the key to a district's bundles where its code was not told at first."""

from dataclasses import replace

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from sync.session.activation import open_with_code


def open_reading_key(work: Work, code: str) -> Problem | None:
    """Open a supervisor's reading key with her activation code, for good (slow)."""
    device = work.store.device
    if device.enrolment is None:
        return Problem("device.not_enrolled")
    if device.enrolment.reading_identities or not device.enrolment.reading_key:
        return None
    opened = open_with_code(device.enrolment.reading_key, code)
    if opened is None:
        return Problem("bundle.wrong_code")
    device.learn(replace(device.enrolment, reading_key=opened))
    return None
