"""One builder per thing: a store with cheap guesses, changes, rows, a projection."""

import functools
import hashlib
import itertools
from dataclasses import replace
from datetime import UTC, datetime

from enrolment_app.store import (
    USUAL,
    Cost,
    InstalledForm,
    OpenVisit,
    Projected,
    Row,
    Settings,
    StaffMember,
    Store,
)
from sync.change import NOTHING_SEEN as SEEN_NOTHING
from sync.change import Change, Part
from sync.clock import milliseconds
from sync.merge import Conflict, record_state
from sync.values import record_id
from tests.sync.builders import a_layout, nonce, one

# Weaker than any real store may be: the tests open hundreds.
CHEAP = Settings(cost=Cost(memory_kib=64, rounds=1, lanes=1), reserve_bytes=0)
PASSPHRASE = "گل دروازہ seven"
ASHA = StaffMember("p-asha", "Asha")
NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
LAYOUT = a_layout()
FORM = InstalledForm("kp-household", "1", "A form", LAYOUT, b"<h:html/>")
HEAD, VILLAGE, CNIC = "q/text", "q/date", "q/digits"


def chance(seed=b"chance"):
    """Give a source of bytes that is the same in every run."""
    counter = itertools.count()
    return lambda size: hashlib.shake_256(seed + b"%d" % next(counter)).digest(size)


def project(material):
    """A projection that knows three questions; pure, like the product's."""
    states = {
        record: record_state(
            record,
            [change for change in material.changes if change.part(record)],
            order,
            {},
            material.survived.get(record, {}),
        )
        for record, order in material.order.items()
    }
    own = states.get(material.household, {})
    if "@kind" not in own:
        return None

    def shown(path):
        state = own.get(path)
        value = state and (state.held if isinstance(state, Conflict) else state.value)
        return str((value or {}).get(path) or "")

    row = Row(
        household=material.household,
        number=material.household[:4],
        head=shown(HEAD),
        village=shown(VILLAGE),
        status=shown("@status"),
        people=len(states) - 1,
        area=shown("@area"),
        changed_ms=max(milliseconds(change.time) for change in material.changes),
        contested=sum(isinstance(state, Conflict) for state in own.values()),
        words=tuple(filter(None, (shown(HEAD), shown(VILLAGE), shown(CNIC)))),
    )
    return Projected(row, repr(sorted(states)).encode())


def given(**more):
    """All that creating and opening take beside place and passphrase."""
    usual = {
        "project": project,
        "clock": lambda: NOW,
        "random": chance(),
        "settings": CHEAP,
    }
    return usual | more


def cheaply(monkeypatch, settings=CHEAP):
    """Let actions make and open stores whose passphrases cost next to nothing."""
    for name in ("create", "open"):
        usual = functools.partial(_cheap, getattr(Store, name), settings)
        monkeypatch.setattr(Store, name, usual)


def _cheap(usual, cheap, *what, settings=USUAL, **more):
    settings = replace(cheap, spare_later=settings.spare_later)
    return usual(*what, settings=settings, **more)


def a_store(place, person=ASHA, **more):
    store = Store.create(place, PASSPHRASE, person, **given(**more))
    store.forms.install(FORM)
    return store


def opened(place, passphrase=PASSPHRASE, **more):
    return Store.open(place, passphrase, **given(**more))


def birth(seed, head="Gul Zaman", people=2, area="", **more):
    """Give a household's first change: its own record and its members'."""
    household = record_id(nonce(seed), 0)
    writes = {"@kind": {"@kind": ""}, "@area": {"@area": area}} | one(HEAD, head)
    for path, value in more.pop("answers", {}).items():
        writes |= one(path, value)
    members = [
        Part(
            record_id(nonce(seed), place),
            SEEN_NOTHING,
            {
                "@kind": {"@kind": "members"},
                "@parent": {"@parent": household},
                "born": {"born": f"19{60 + place}-01-01"},
            },
        )
        for place in range(1, people + 1)
    ]
    parts = (Part(household, SEEN_NOTHING, writes), *members)
    return a_change(parts, visit=seed, area=area, **more)


def a_change(parts, *, visit, area="", device=0, time=1):
    return Change(
        visit=nonce(visit),
        parts=tuple(parts),
        layout=LAYOUT.id,
        area=area,
        person=ASHA.id,
        device=device,
        time=time << 16,
    )


def an_edit(store, household, path, value, *, visit, time=1):  # noqa: PLR0913
    """Give a change by somebody who has in front of them what the store knows."""
    part = Part(household, store.journal.context(household), one(path, value))
    device = store.device
    return a_change(
        [part], visit=visit, area=device.area, device=device.number, time=time
    )


def household_of(seed):
    return record_id(nonce(seed), 0)


def a_visit(seed, draft=b"{}", changed_ms=1):
    return OpenVisit(
        visit=nonce(seed),
        household=household_of(seed),
        layout=LAYOUT.id,
        person=ASHA.id,
        changed_ms=changed_ms,
        draft=draft,
    )


def a_row(seed, head="Gul Zaman", **more):
    words = more.pop("words", (head,))
    return Row(household_of(seed), head=head, words=words, **more)
