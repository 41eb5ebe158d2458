"""Take another key under the same number: the next exchange tells the registry."""

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem


def take_new_key(work: Work) -> Problem | None:
    """Make the key; a problem where this laptop has no number to keep."""
    device = work.store.device
    if device.trouble:
        return Problem(f"device.{device.trouble}")
    if device.enrolment is None:
        return Problem("device.not_enrolled")
    device.want_new_key()
    work.store.audit.note("audit.new_key", str(device.number))
    return None
