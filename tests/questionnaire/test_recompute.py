"""After any edits the form is what computing it anew from the answers would give."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrolment_app.questionnaire import Interview
from enrolment_app.questionnaire.nodes import everything
from tests.questionnaire.forms import NOW, form, listed, select

PLACES = listed(
    "place",
    [{"name": f"d{d}v{v}", "district": f"d{d}"} for d in (1, 2, 3) for v in (1, 2)],
)
FORM = form(
    """<size/><gate/><district/><village/>
    <m><place/><sex/><age/><old/><older/><share/><kin/>
     <c><years/><rank/><elder/></c><kids/></m>
    <extra><note/></extra>
    <n/><all/><women/><most/><shown/><kidsum/><third/><deep/>""",
    {
        "size": {"type": "int", "constraint": ". <= 5"},
        "village": {"required": "/data/size > 1"},
        "m": {"relevant": "/data/gate != 'closed'"},
        "m/place": {"calculate": "position(..)"},
        "m/age": {"type": "int", "constraint": ". < /data/size * 20"},
        "m/old": {"relevant": "../age >= 3 and /data/gate != 'young'"},
        "m/older": {"calculate": "count(/data/m[age > current()/../age])"},
        "m/share": {"calculate": "round(coalesce(../age, 0) div /data/all, 3)"},
        "m/kin": {"relevant": "../older > 0", "readonly": "position(..) = 2"},
        "m/c/years": {"type": "int", "relevant": "../../age > 1"},
        "m/c/rank": {"calculate": "count(../../c[years > current()/../years]) + 1"},
        "m/c/elder": {"calculate": "max(../../c/years)"},
        "m/kids": {"calculate": "count(../c)"},
        "extra": {"relevant": "/data/n > 1 and /data/women > 0"},
        "n": {"calculate": "count(/data/m)"},
        "all": {"calculate": "sum(/data/m/age)"},
        "women": {"calculate": "count(/data/m[sex = 'f' and age >= 2])"},
        "most": {"calculate": "max(/data/m/age)"},
        "shown": {"calculate": "count-non-empty(/data/m/old | /data/extra/note)"},
        "kidsum": {"calculate": "sum(/data/m/c/years)"},
        "third": {"calculate": "indexed-repeat(/data/m/age, /data/m, 3)"},
        "deep": {
            "calculate": "concat(/data/m[1]/c[last()]/years, ':', /data/m[last()]/kids)"
        },
    },
    repeats={"m": "", "m/c": "../age mod 4"},
    controls={
        "village": select(
            "village", "instance('place')/root/item[district = /data/district]"
        )
    },
    lists=PLACES,
)
SMALL = st.integers(0, 5)
NUMBERS = st.sampled_from(["", "0", "1", "2", "3", "7", "40"])
WORDS = {
    "size": NUMBERS,
    "gate": st.sampled_from(["", "closed", "young"]),
    "district": st.sampled_from(["", "d1", "d2", "d3"]),
    "village": st.sampled_from(["", "d1v1", "d2v2", "d3v1"]),
    "extra/note": st.sampled_from(["", "x"]),
    "sex": st.sampled_from(["", "m", "f"]),
    "age": NUMBERS,
    "old": st.sampled_from(["", "o"]),
    "kin": st.sampled_from(["", "k"]),
    "years": NUMBERS,
}
TOP = tuple(name for name in WORDS if name in FORM.questions)
IN_ROW = ("sex", "age", "old", "kin")
EDIT = st.one_of(
    st.sampled_from(TOP).flatmap(lambda n: st.tuples(st.just(n), WORDS[n])),
    st.tuples(SMALL, st.sampled_from(IN_ROW)).flatmap(
        lambda at: st.tuples(st.just(f"m[{at[0]}]/{at[1]}"), WORDS[at[1]])
    ),
    st.tuples(SMALL, SMALL).flatmap(
        lambda at: st.tuples(st.just(f"m[{at[0]}]/c[{at[1]}]/years"), NUMBERS)
    ),
    st.tuples(st.just("add"), SMALL),
    st.tuples(st.just("take"), SMALL),
    st.tuples(st.just("days"), SMALL),
)


def do(live, edit, number):
    """Do one edit where it can be done."""
    what, value = edit
    rows = live.find("m").rows
    if what == "add":
        live.add_row("m", f"row{number}")
    elif what == "take":
        if value < len(rows):
            live.remove_row(rows[value].address)
    elif what == "days":
        live.refresh(NOW + timedelta(days=value))
    else:
        live.answer(what, value or None)


def told(live):
    """Give all that anybody can see of a form."""
    seen = {}
    for node in everything(live.root):
        seen[node.address, node.is_list] = (
            node.relevant,
            node.string() if node.relevant else "",
            node.relevant and node.readonly,
            node.relevant and node.required,
            node.problem.code if node.problem else "",
            [row.row_id for row in node.rows],
        )
    return seen


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDIT, max_size=25))
def test_edit_by_edit_is_the_same_as_all_at_once(edits):
    live = Interview(FORM, now=NOW)
    for number, edit in enumerate(edits):
        do(live, edit, number)

    before = told(live)

    live._rules.plant(live.context.root)
    live._rules.drain()

    assert told(live) == before
    assert live.faults == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDIT, max_size=25))
def test_edits_and_loading_what_they_left_agree(edits):
    live = Interview(FORM, now=NOW)
    for number, edit in enumerate(edits):
        do(live, edit, number)

    anew = Interview(FORM, now=NOW, answers=live.answers())

    shown = {k: v for k, v in told(live).items() if v[0]}
    assert {k: v for k, v in told(anew).items() if v[0]} == shown
