"""Which version of its questionnaire a household is seen through. No action.

A household keeps the version that it was filled with until somebody moves it: then a
change of it stands under the newer one, and everything before is read through that.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from enrolment_app.household.carrying import Carry, carry_between
from enrolment_app.household.draft import Draft
from enrolment_app.household.moving import NO_CARRY, moved
from enrolment_app.household.view import View, view
from enrolment_app.store import InstalledForm, Material

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Questionnaire

_RUNS = re.compile(r"\d+|\D+")


@lru_cache(maxsize=16)
def parsed(xform: bytes) -> "Questionnaire":
    """Read a questionnaire; the same one is read once."""
    # Lists and custody are told without the engine being read.
    from enrolment_app.questionnaire import Questionnaire  # noqa: PLC0415

    return Questionnaire.parse(xform)


@lru_cache(maxsize=64)
def readable(xform: bytes) -> bool:
    """Tell whether this program reads a questionnaire: it may be older than that."""
    from enrolment_app.questionnaire import QuestionnaireError  # noqa: PLC0415

    try:
        parsed(xform)
    except QuestionnaireError:
        return False
    return True


def newer(version: str) -> tuple[tuple[int, int, str], ...]:
    """Give what versions are ordered by: "10" comes after "9", whatever was installed.

    The same everywhere, so that no two laptops see a household through two versions.
    """
    return tuple(
        (1, int(run), "") if run.isdecimal() else (0, 0, run)
        for run in _RUNS.findall(version)
    )


def used_by(material: Material) -> tuple[InstalledForm, ...]:
    """Give the versions that a household was written with, the one to read it first.

    Those that have not come here yet are left out.
    """
    latest = sorted(material.changes, key=lambda c: (c.time, c.name), reverse=True)
    layouts = dict.fromkeys(change.layout for change in latest)
    forms = [form for layout in layouts if (form := material.form(layout)) is not None]
    if not forms:
        return ()
    of_one = [form for form in forms if form.form == forms[0].form]
    # Sorting keeps the order of equals: of two the one that was written with last.
    return tuple(sorted(of_one, key=lambda one: newer(one.version), reverse=True))


def newest(installed: Iterable[InstalledForm]) -> InstalledForm:
    """Give the newest version by its number that this program reads, if it reads any.

    So laptops of a district take the same, in whatever order versions came.
    """
    ordered = sorted(installed, key=lambda one: newer(one.version), reverse=True)
    return next((one for one in ordered if readable(one.xform)), ordered[0])


def between(
    old: InstalledForm, new: InstalledForm, installed: Iterable[InstalledForm]
) -> tuple[bytes, ...]:
    """Give the versions that lie between two, oldest first: their renames count."""
    lower, upper = newer(old.version), newer(new.version)
    found = [one for one in installed if lower < newer(one.version) < upper]
    ordered = sorted(found, key=lambda one: newer(one.version))
    return tuple(one.xform for one in ordered if readable(one.xform))


def carry(
    old: InstalledForm, new: InstalledForm, installed: Iterable[InstalledForm]
) -> Carry | None:
    """Give how answers of one version are read with another, None for as they are.

    `installed` are all versions of the form that are here. Of one that this program
    cannot read nobody knows how.
    """
    if old.layout.id == new.layout.id:
        return None
    if not (readable(old.xform) and readable(new.xform)):
        return None
    return _carry(old.xform, new.xform, between(old, new, installed))


@lru_cache(maxsize=64)
def _carry(old: bytes, new: bytes, through: tuple[bytes, ...]) -> Carry | None:
    return carry_between(parsed(old), parsed(new), tuple(map(parsed, through)))


def carries_to(material: Material, form: InstalledForm) -> Mapping[str, Carry]:
    """Give how changes of other versions are read with this one."""
    used = used_by(material)
    if all(each.layout.id == form.layout.id for each in used):
        return {}
    installed = material.versions(form.form)
    found = {each.layout.id: carry(each, form, installed) for each in used}
    return {layout: read for layout, read in found.items() if read is not None}


def seen_through(material: Material, form: InstalledForm) -> View:
    """Compute a household from its material under one questionnaire."""
    return view(
        material.household,
        material.changes,
        material.order,
        form.layout,
        material.survived,
        carries_to(material, form),
    )


def carried(
    draft: Draft, old: InstalledForm | None, new: InstalledForm, known: Material
) -> Draft:
    """Give a draft under the version that its household went to meanwhile."""
    seen = seen_through(known, new if old is None else old)
    installed = known.versions(new.form)
    read = carry(old, new, installed) if old is not None else None
    there = moved(draft, read or NO_CARRY, new.layout.id, seen)
    return replace(there, moved_from=b"", position=draft.position)
