"""Choose which proxy goes between this laptop and the registry."""

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from sync.transports.proxies import DIRECT, FACT, is_proxy, told

SYSTEM = "system"


def choose_proxy(work: Work, address: str) -> Problem | None:
    """Keep a proxy's address, `none` for none, `system` for what the system says.

    A name and password in it lie in the store, and nowhere else.
    """
    if address not in (SYSTEM, DIRECT) and not is_proxy(address):
        return Problem("device.not_a_proxy")
    work.store.facts.set(FACT, "" if address == SYSTEM else address)
    return None


def chosen_proxy(work: Work) -> str:
    """Give what was chosen, as it may be shown: without name and password."""
    chosen = str(work.store.facts.get(FACT, ""))
    if chosen in ("", DIRECT):
        return chosen or SYSTEM
    return told(chosen)
