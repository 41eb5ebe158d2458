"""How actions read a household from the store: material in, a view out. No action."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from enrolment_app.actions.versions import (
    carried,
    newer,
    parsed,
    readable,
    seen_through,
    used_by,
)
from enrolment_app.actions.work import Work
from enrolment_app.household.draft import Draft
from enrolment_app.household.leftovers import words_left
from enrolment_app.household.newcomer import newcomer
from enrolment_app.household.overlay import Overlaid, overlaid
from enrolment_app.household.summary import Roles, Summary, summary
from enrolment_app.household.view import View
from enrolment_app.store import (
    HouseholdErased,
    InstalledForm,
    Material,
    NotKnown,
    Projected,
    Row,
)
from sync.change import Change, Why
from sync.clock import milliseconds
from sync.errors import IndrajError
from sync.session.provisioned import SUPERVISOR
from sync.values import RecordId

IN_THE_FIELD = (Why.CAPTURED, Why.CORRECTED, Why.IMPORTED)


class FormLacking(IndrajError):
    """The questionnaire that a household was captured with has not come here yet."""

    code = "form.lacking"


class HouseholdUnknown(NotKnown):
    """There is no household of that id in this store."""

    code = "household.unknown"

    def __init__(self, household: RecordId) -> None:
        super().__init__(household)
        self.household = household


@dataclass(frozen=True)
class Known:
    """A household with the questionnaire it is seen through.

    `view` is None for one that exists only in an open visit; `draft` is that visit's,
    None where no visit is open.
    """

    household: RecordId
    form: InstalledForm
    view: View | None
    draft: Draft | None
    changes: tuple[Change, ...] = ()

    @property
    def seen(self) -> View | Overlaid:
        """Give the household as it is shown here, an open visit's writes included."""
        if self.draft is not None:
            return overlaid(self.view, self.draft, self.form.layout)
        assert self.view is not None
        return self.view

    @property
    def contested(self) -> int:
        """Count what people disagree about."""
        return len(self.view.contested) if self.view else 0


@lru_cache(maxsize=16)
def roles_of(xform: bytes) -> Roles:
    """Give the roles that a questionnaire declares, none where it cannot be read."""
    return Roles.of(parsed(xform)) if readable(xform) else Roles({}, "")


def is_supervisor(work: Work) -> bool:
    """Tell whether this laptop was set up for somebody who reviews others' work."""
    enrolment = work.store.device.enrolment
    return enrolment is not None and enrolment.role == SUPERVISOR


def known(work: Work, household: RecordId) -> Known:
    """Read a household; raises `HouseholdUnknown`, `HouseholdErased`, `FormLacking`.

    It is seen through the version of its questionnaire that it was filled with, or to
    which somebody moved it.
    """
    store = work.store
    if household in store.erasing.records:
        raise HouseholdErased
    if not store.households.known(household):
        raise HouseholdUnknown(household)
    open_visit = store.visits.of(household)
    draft = Draft.from_bytes(open_visit.draft) if open_visit else None
    if draft is not None and draft.born:
        return Known(household, store.forms.get(draft.layout), None, draft)
    material = store.journal.material(household)
    used = used_by(material)
    if not used:
        raise FormLacking(household)
    form = used[0]
    opened = store.forms.find(draft.layout) if draft is not None else None
    if opened is not None and newer(opened.version) > newer(form.version):
        form = opened  # the open visit moved it
    seen = seen_through(material, form)
    if draft is not None and draft.layout != form.layout.id:
        draft = carried(draft, opened, form, material)
    return Known(household, form, seen, draft, material.changes)


def project(material: Material) -> Projected | None:
    """Compute what lists show of a sealed household; None where it cannot be read.

    Where this program reads no version of its questionnaire it is listed without names.
    """
    used = used_by(material)
    if not used:
        return None
    used = tuple(each for each in used if readable(each.xform)) or used
    form = used[0]
    seen = _listed(material, form)
    if "@kind" not in seen.shown[material.household]:
        return None
    changed = max(milliseconds(change.time) for change in material.changes)
    told = summary(seen, roles_of(form.xform))
    told = found_by_all(told, seen, used[1:])
    contested = len(seen.contested) if isinstance(seen, View) else 0
    person = enumerator_of(material.changes)
    return Projected(row_of(told, seen.household, changed, contested, 0, person))


def found_by_all(
    told: Summary, seen: View | Overlaid, earlier: Sequence[InstalledForm]
) -> Summary:
    """Let a household be found by what earlier versions of its questionnaire asked."""
    if not earlier:
        return told
    left = words_left(seen, (roles_of(each.xform) for each in earlier))
    words = dict.fromkeys((*told.words, *filter(None, left)))
    return replace(told, words=tuple(words))


def _listed(material: Material, form: InstalledForm) -> View | Overlaid:
    if len(material.changes) == 1:
        (change,) = material.changes
        if found := newcomer(material.household, change, form.layout):
            return found
    return seen_through(material, form)


def enumerator_of(changes: Iterable[Change]) -> str:
    """Name who captured or corrected a household last; reviews and settlements apart.

    By the laptops' clocks: it is shown and counted, and decides nothing.
    """
    theirs = [change for change in changes if change.why in IN_THE_FIELD]
    latest = max(theirs, key=lambda c: (c.time, c.name), default=None)
    return latest.person if latest else ""


def row_of(  # noqa: PLR0913 - what a summary does not say
    told: Summary,
    household: RecordId,
    changed_ms: int,
    contested: int,
    problems: int,
    enumerator: str = "",
) -> Row:
    """Give a summary in the shape that the store lists."""
    return Row(
        household=household,
        number=told.number,
        head=told.head,
        head_other=told.head_other,
        village=told.village,
        status=told.status,
        people=told.people,
        area=told.area,
        changed_ms=changed_ms,
        contested=contested,
        problems=problems,
        words=told.words,
        enumerator=enumerator,
        marks=told.marks,
    )


def now_ms(work: Work) -> int:
    """Give the laptop's time in milliseconds since 1970."""
    return int(work.clock().timestamp() * 1000)
