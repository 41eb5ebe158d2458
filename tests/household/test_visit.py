from enrolment_app.household.filling import assign, fill
from sync.values import Special, record_id
from tests.household.forms import (
    ANSWERS,
    LATER,
    NESTED,
    NONCE,
    again,
    kept_and_resumed,
    new,
    sealed,
    seen,
)


def filled():
    visit = new()
    assert fill(visit, ANSWERS) == ()
    return visit


def written(visit):
    return {
        group: dict(value)
        for part in visit.parts()
        for group, value in part.writes.items()
    }


def test_a_new_household_is_read_back_as_it_was_answered():
    visit = filled()

    shown = seen(visit.household, sealed(visit, status="submitted"))

    assert shown.status == "submitted"
    assert shown.answers["shed"] == {"wall": "wood", "floors": "2"}
    assert [hive["nickname"] for hive in shown.answers["hives"]] == ["Amber", "Bramble"]
    assert shown.answers["flowers"] == "clover thyme"


def test_ids_come_of_the_visit_and_are_the_same_each_time():
    visit = filled()

    assert visit.household == record_id(NONCE, 0)
    assert [row["id"] for row in visit.interview.answers()["hives"]] == [
        record_id(NONCE, 1),
        record_id(NONCE, 2),
    ]


def test_calculated_answers_are_never_written_and_the_day_is():
    groups = {field for part in filled().parts() for field in part.writes}

    assert "hive_count" not in groups
    assert "day_of_call" in groups


def test_only_the_groups_really_changed_are_written():
    first = filled()
    visit = again(first.household, sealed(first))

    visit.answer("shed/floors", "3")
    visit.answer("keeper", "Somebody else")
    visit.answer("keeper", "Zarghuna")

    assert written(visit) == {"shed/floors": {"shed/floors": "3"}}


def test_a_group_is_written_whole():
    first = filled()
    visit = again(first.household, sealed(first))

    visit.answer("shed/north", "35.5")
    visit.answer("shed/east", "72.5")

    assert written(visit) == {"spot": {"shed/north": "35.5", "shed/east": "72.5"}}


def test_opening_and_answering_nothing_changes_nothing():
    first = filled()

    visit = again(first.household, sealed(first))

    assert visit.parts() == ()
    assert not visit.changed


def test_an_answer_that_is_no_longer_asked_is_cleared_and_comes_back_with_undo():
    first = filled()
    visit = again(first.household, sealed(first))

    visit.answer("hives[2]/queen", "yes")
    assert written(visit) == {"queen": {"queen": "yes"}, "why_not": {"why_not": None}}
    visit.undo()

    assert visit.parts() == ()


def test_undo_and_redo_walk_through_a_visit():
    visit = filled()
    visit.answer("keeper", "First")
    visit.answer("keeper", Special.REFUSED)

    assert visit.undo() == "keeper"
    assert visit.interview.find("keeper").value == "First"
    assert visit.redo() == "keeper"
    assert visit.interview.find("keeper").special is Special.REFUSED
    assert visit.redo() is None


def test_a_row_taken_back_was_never_there_and_comes_back_whole():
    first = filled()
    visit = again(first.household, sealed(first))
    row = visit.add_row("hives").row
    visit.answer(f"hives[{row}]/nickname", "Cedar")
    whole = visit.parts()

    visit.undo()
    visit.undo()
    assert visit.parts() == ()
    visit.redo()
    visit.redo()

    assert visit.parts() == whole
    assert visit.interview.find("hives[3]/nickname").value == "Cedar"


def test_a_row_that_left_keeps_its_answers_and_can_come_back_to_its_place():
    first = filled()
    visit = again(first.household, sealed(first))
    row = visit.interview.find("hives[1]").row

    visit.mark_row(row, "left")
    assert written(visit) == {"@status": {"@status": "left"}}
    assert [gone.answers["nickname"] for gone in visit.gone] == ["Amber"]
    assert len(visit.interview.find("hives").children) == 1
    visit.mark_row(row, "here")

    assert visit.parts() == ()
    assert visit.interview.find("hives[1]").row == row
    assert visit.interview.find("hives[1]/frames").value == "10"


def test_a_kept_visit_comes_back_with_everything():
    visit = filled()
    visit.position = "shed/floors"
    visit.mark_row(visit.interview.find("hives[1]").row, "left")

    back = kept_and_resumed(visit)

    assert back.draft() == visit.draft()
    assert back.interview.answers() == visit.interview.answers()
    assert back.position == "shed/floors"
    assert back.add_row("hives").row == record_id(NONCE, 3)


def test_what_was_put_back_after_a_restart_is_still_no_write():
    first = filled()
    visit = again(first.household, sealed(first))
    visit.answer("shed/floors", "3")

    back = kept_and_resumed(visit)
    back.answer("shed/floors", "2")

    assert back.parts() == ()


def test_contexts_are_those_of_the_opening_for_what_was_known():
    first = filled()
    change = sealed(first)
    visit = again(first.household, change)
    row = visit.add_row("hives").row
    visit.answer(f"hives[{row}]/nickname", "Cedar")
    visit.answer("keeper", "Other")

    contexts = {part.record: part.context.extras for part in visit.parts()}

    assert contexts == {first.household: frozenset([change.name]), row: frozenset()}


def test_a_field_that_people_disagree_about_is_refused_and_nothing_is_written():
    first = filled()
    born = sealed(first)
    mine, yours = (
        again(first.household, born),
        again(first.household, born, nonce=LATER),
    )
    mine.answer("keeper", "One")
    yours.answer("keeper", "Two")
    visit = again(first.household, born, sealed(mine), sealed(yours, device=2))

    outcome = visit.answer("keeper", "Three")

    assert outcome.refused
    assert outcome.problem.code == "visit.settle_first"
    assert visit.parts() == ()


def test_going_on_after_sealing_writes_only_what_is_new():
    visit = filled()
    change = sealed(visit)

    visit.go_on_after(change.name, LATER, seen(visit.household, change))
    assert visit.parts() == ()
    visit.answer("keeper", "Other")

    (part,) = visit.parts()
    assert part.writes == {"keeper": {"keeper": "Other"}}
    assert change.name in part.context.extras


def test_rows_within_rows_belong_to_their_row():
    visit = new(NESTED)
    document = {
        "fishing": "yes",
        "harbour": {
            "quay": "North",
            "boats": [
                {"boat_name": "Gull", "crew": [{"sailor": "A"}, {"sailor": "B"}]},
                {"boat_name": "Tern", "crew": [{"sailor": "C"}]},
            ],
        },
    }
    assert fill(visit, document) == ()

    boats = seen(visit.household, sealed(visit), file=NESTED).answers["harbour"][
        "boats"
    ]

    crews = [[each["sailor"] for each in boat["crew"]] for boat in boats]
    assert crews == [["A", "B"], ["C"]]


def test_rows_that_the_form_counts_are_records_like_any_other():
    visit = new(NESTED)
    words = [("fishing", "yes"), ("harbour/net_number", "2")]
    assert assign(visit, words) == ()
    assert assign(visit, [("harbour/nets[2]/mesh", "fine")]) == ()
    first = sealed(visit)

    nets = seen(visit.household, first, file=NESTED).answers["harbour"]["nets"]
    assert [net.get("mesh") for net in nets] == [None, "fine"]

    later = again(visit.household, first, file=NESTED)
    assert later.parts() == ()
    assert assign(later, [("harbour/net_number", "1")]) == ()
    shown = seen(visit.household, first, sealed(later), file=NESTED)
    assert [row.status for row in shown.gone] == ["entered-in-error"]
    assert len(shown.answers["harbour"]["nets"]) == 1


def test_a_whole_group_no_longer_asked_is_cleared_with_its_rows():
    visit = new(NESTED)
    assert fill(visit, {"fishing": "yes", "harbour": {"quay": "N"}}) == ()
    born = sealed(visit)
    later = again(visit.household, born, file=NESTED)

    later.answer("fishing", "no")

    assert seen(visit.household, born, sealed(later), file=NESTED).answers == {
        "fishing": "no"
    }
