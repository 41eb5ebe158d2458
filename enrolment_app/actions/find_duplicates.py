"""Find households that may be one, with reasons; say of a pair that these are two."""

from dataclasses import dataclass, replace

from enrolment_app.actions.looking import COMPARED, LISTED, note_look
from enrolment_app.actions.reading import known, now_ms, roles_of
from enrolment_app.actions.work import Work
from enrolment_app.household.likeness import Likeness, Traits, identities, likeness
from enrolment_app.household.summary import traits
from enrolment_app.problems import Problem
from enrolment_app.store import Pair
from sync.values import RecordId

LEAST = 60


@dataclass(frozen=True)
class Alike:
    """Two households that may be one, how alike they are, and why."""

    pair: Pair
    one: Traits
    other: Traits
    likeness: Likeness


@dataclass(frozen=True)
class AtEntry:
    """Households of this laptop that may be this one, the likest first.

    `ask` are identity numbers of which only the registry can tell: they may be held
    where this laptop cannot look.
    """

    alike: tuple[Alike, ...] = ()
    ask: tuple[str, ...] = ()


def find_duplicates(
    work: Work, household: RecordId = "", least: int = LEAST
) -> tuple[Alike, ...]:
    """Give the pairs at least that much alike, of one household or of all.

    The likest come first. Nothing is merged or changed; pairs that somebody has told
    apart do not come again unless something else makes them alike.
    """
    seen: dict[RecordId, Traits] = {}

    def of(one: RecordId) -> Traits:
        if one not in seen:
            found = known(work, one)
            told = traits(found.seen, roles_of(found.form.xform))
            village = work.store.places.called(told.village).name
            seen[one] = replace(told, village=village)
        return seen[one]

    found = [
        Alike(
            pair, of(pair.one), of(pair.other), likeness(of(pair.one), of(pair.other))
        )
        for pair in work.store.duplicates.pairs(household)
    ]
    worth = [each for each in found if each.likeness.percent >= least]
    if household:
        note_look(work, COMPARED, household)
    elif worth:
        note_look(work, LISTED, str(len(worth)))
    return tuple(sorted(worth, key=lambda each: -each.likeness.percent))


def tell_apart(work: Work, one: RecordId, other: RecordId) -> Problem | None:
    """Say of two households that they are two; it is kept on this laptop."""
    for pair in work.store.duplicates.pairs(one):
        if other in (pair.one, pair.other) and one != other:
            work.store.duplicates.tell_apart(pair, work.person.id, now_ms(work))
            return None
    return Problem("duplicate.no_pair")


def alike_at_entry(work: Work, household: RecordId) -> AtEntry:
    """Compare a household, with what its open visit says, with all that are here."""
    return AtEntry(find_duplicates(work, household), _elsewhere(work, household))


def _elsewhere(work: Work, household: RecordId) -> tuple[str, ...]:
    """Give the numbers that are new on this laptop and may not be in the province."""
    if not work.store.province.asks():
        return ()
    found = known(work, household)
    roles = roles_of(found.form.xform)
    sealed = traits(found.view, roles) if found.view else None
    before = identities(sealed) if sealed else {}
    return tuple(
        number
        for number in identities(traits(found.seen, roles))
        if number not in before
        and not work.store.duplicates.held_by_others(number, household)
        and work.store.province.may_hold(number)
    )
