"""A session of a store, told on standard output; some call of it is made to fail.

    python -m tests.store.fault_session FOLDER

Each line is something that was acknowledged: it must be there whatever failed later.
The last line may be `refused CODE`; anything but a typed error is a fault of ours.
"""

import sys
from pathlib import Path

from enrolment_app.store import Enrolment, Settings, StaffMember, Store, files
from sync.errors import IndrajError
from tests.store.builders import (
    CHEAP,
    a_row,
    a_store,
    a_visit,
    birth,
    opened,
)

BILAL = StaffMember("p-bilal", "Bilal")
ANOTHER, BILALS = "another passphrase", "bilal's own"
SETTINGS = Settings(CHEAP.cost, 20_000)
VISITS = 3


def draft_of(seed: int, answer: int) -> bytes:
    """Give the draft of a visit after so many answers."""
    return f"visit {seed} answer {answer} ".encode() * 20


def tell(*words: object) -> None:
    """Acknowledge something."""
    print(*words, flush=True)  # noqa: T201 - this is how it is acknowledged


def work(place: Path, backup: Path) -> None:
    """Do once whatever a store can do."""
    with a_store(place, settings=SETTINGS) as store:
        tell("made")
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
        tell("enrolled")
        store.people.admit(BILAL, BILALS)
        tell("admitted")
        keep_visits(store)
        store.exchange.outgoing("PK501", 0, 9999)
        tell("cut")
        tell("code", store.people.give_code(BILAL.id))
        store.back_up(backup)
        tell("backed-up")
        store.people.change_passphrase(store.person.id, ANOTHER)
        tell("passphrase")
        store.audit.note_look("look.opened", "h1")
        store.rekey()
        tell("rekeyed")
    with opened(place, ANOTHER, settings=SETTINGS) as store:
        store.journal.seal(birth(9, area="PK501", device=7))
        tell("sealed", 9)
        store.settle()


def keep_visits(store: Store) -> None:
    """Answer, then submit all visits but the last."""
    for seed in range(1, VISITS + 1):
        for answer in range(3):
            store.visits.keep(a_visit(seed, draft_of(seed, answer)), a_row(seed))
            tell("draft", seed, answer)
        if seed < VISITS:
            visit = a_visit(seed).visit
            store.journal.seal(birth(seed, area="PK501", device=7), visit)
            tell("sealed", seed)


def main() -> None:
    """Work until it is done or refused."""
    folder = Path(sys.argv[1])
    files.FREE_FOR_RESERVE_BYTES = 0
    try:
        work(folder / "store", folder / "backup")
    except IndrajError as refused:
        tell("refused", refused.code)


if __name__ == "__main__":
    main()
