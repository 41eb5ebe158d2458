"""A move may end at any moment: the visit is whole under one version or the other."""

import os
import sys

import pytest

from enrolment_app.actions import move_visit as moving
from enrolment_app.actions import visiting
from enrolment_app.actions.move_visit import move_visit, undo_move, was_moved
from enrolment_app.actions.open_visit import open_visit
from enrolment_app.actions.reading import project
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import connection, visits
from tests.actions.versions import NEW, a_desk, a_household, said, take
from tests.stepping import killing_at
from tests.store.builders import NOW, chance, opened

WATCHED = {module.__file__ for module in (visiting, moving, connection, visits)}
STEPS_MAX = 2000

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9")


def reopened(place):
    machine = Machine(lambda: NOW, chance(b"again"), place)
    store = opened(place, project=project)
    return Work(store, Person("p-asha", "Asha"), machine)


def killed_at(place, household, act, step):
    """Act in a process that is killed at a step; tells whether it came to its end."""
    child = os.fork()
    if child == 0:
        work = reopened(place)
        visit = open_visit(work, household)
        sys.settrace(killing_at(step, WATCHED))
        act(work, visit)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0
    return status == 0


def kept(place, household):
    work = reopened(place)
    assert work.store.check().sound
    draft = work.store.visits.of(household).draft
    visit = open_visit(work, household)
    version = visit.setting.layout.version
    assert (was_moved(work, visit) is not None) == (version == "2")
    assert visit.draft().to_bytes() == draft
    work.store.close()
    return version, draft


@pytest.mark.parametrize(("act", "ends"), [(move_visit, "2"), (undo_move, "1")])
def test_killed_at_any_step_the_visit_is_in_one_version_whole(tmp_path, act, ends):
    work = a_desk(tmp_path)
    household = a_household(work, {"roof": "tin", "people": [{"name": "Gul"}]})
    said(work, household, "roof=thatch", "people[new]/name=Zar", "gone=words")
    take(work, tmp_path, NEW)
    if act is undo_move:
        move_visit(work, open_visit(work, household))
    work.store.close()
    place = work.store.place
    version, before = kept(place, household)
    assert version != ends

    step, found, done = 0, {before}, False
    while not done and step < STEPS_MAX:
        step += 3
        done = killed_at(place, household, act, step)
        version, draft = kept(place, household)
        found.add(draft)
        assert (draft == before) == (version != ends)
        if version == ends:
            break

    assert step > 30, "the move was not watched"
    assert len(found) == 2, "the old draft and the new one, and nothing between"
