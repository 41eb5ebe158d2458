"""Forms nobody thought of: drawn expressions over a roster, edited in drawn order."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrolment_app.questionnaire import Circular, Interview, Questionnaire
from enrolment_app.questionnaire.nodes import everything
from tests.questionnaire.forms import NOW, xform

TOP = ["a", "b", "p", "q"]
ROW = ["x", "y", "r", "s"]
INNER = ["z", "t"]
INSTANCE = "<a/><b/><p/><q/><m><x/><y/><r/><s/><k><z/><t/></k></m>"
# What is answered by hand; the rest is calculated.
HAND = {"a", "b", "m/x", "m/y", "m/k/z"}
WHERE = {
    **dict.fromkeys(TOP, "/data"),
    **{f"m/{name}": "/data/m" for name in ROW},
    **{f"m/k/{name}": "/data/m/k" for name in INNER},
}


def reads(home):
    """Draw something that a rule standing at `home` may read."""
    paths = [f"/data/{name}" for name in WHERE]
    ranges = [f"sum(/data/m/{n})" for n in ROW] + ["count(/data/m)", "sum(/data/m/k/z)"]
    ranges += [f"count(/data/m[{n} > 1])" for n in ROW]
    if home.startswith("m/k/"):
        paths += [f"../{n}" for n in INNER] + [f"../../{n}" for n in ROW]
        ranges += ["position(..)", "position(../..)", "sum(../../k/z)"]
        ranges += ["count(../../k[z > current()/../z])"]
    elif home.startswith("m/"):
        paths += [f"../{n}" for n in ROW] + ["../k/z", "../k[1]/t", "/data/m[2]/r"]
        ranges += ["position(..)", "count(../k)", "sum(../k/t)"]
        ranges += [f"count(/data/m[{n} >= current()/../{n}])" for n in ROW]
        ranges += ["indexed-repeat(/data/m/x, /data/m, position(..) - 1)"]
    return st.sampled_from(paths + ranges)


@st.composite
def expressions(draw, home):
    one, other = draw(reads(home)), draw(reads(home))
    shape = draw(
        st.sampled_from(
            (
                "{a}",
                "{a} + {b}",
                "coalesce({a}, 0) + 1",
                "if({a} > {b}, 1, 2)",
                "count({p} | {p})",
            )
        )
    )
    path = draw(st.sampled_from([f"/data/{name}" for name in WHERE]))
    return shape.format(a=one, b=other, p=path)


@st.composite
def forms(draw):
    binds = {}
    for path in WHERE:
        bind = {}
        if path not in HAND:
            bind["calculate"] = draw(expressions(path))
        else:
            bind["type"] = "int"
            bind["constraint"] = f". < {draw(expressions(path))}"
        if draw(st.integers(0, 3)) == 0:
            bind["relevant"] = f"{draw(expressions(path))} > {draw(st.integers(0, 2))}"
        binds[path] = bind
    count = draw(st.sampled_from(["", "/data/a", "count(/data/m[x > 1])"]))
    inner = draw(st.sampled_from(["", "", "../x"]))
    return xform(INSTANCE, binds, repeats={"m": count, "m/k": inner})


EDITS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(
                [
                    "a",
                    "b",
                    "m[1]/x",
                    "m[2]/x",
                    "m[1]/y",
                    "m[3]/y",
                    "m[1]/k[1]/z",
                    "m[2]/k[2]/z",
                ]
            ),
            st.sampled_from(["", "0", "1", "2", "3"]),
        ),
        st.tuples(st.sampled_from(["add", "add-inner", "take"]), st.integers(0, 3)),
    ),
    max_size=10,
)


def do(live, edit, number):
    what, value = edit
    rows = live.find("m").rows
    free = not live.find("m").question.counted
    if what == "add":
        if free:
            live.add_row("m", f"row{number}")
    elif what == "add-inner":
        if value < len(rows) and not rows[value].lists["k"].question.counted:
            live.add_row(f"{rows[value].address}/k", f"row{number}")
    elif what == "take":
        if free and value < len(rows):
            live.remove_row(rows[value].address)
    elif "/" in what or len(what) == 1:
        live.answer(what, value or None)


def told(live):
    return {
        (node.address, node.is_list): (
            node.relevant,
            node.string(),
            node.problem.code if node.problem else "",
            len(node.rows),
        )
        for node in everything(live.root)
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms(), EDITS)
def test_no_row_is_ever_stale(source, edits):
    try:
        questionnaire = Questionnaire.parse(source)
    except Circular:
        return
    if any(rule.loose for rule in questionnaire.rules):
        return  # rows that read each other need not have one answer
    if any(q.calculated and q.kept for q in questionnaire.questions.values()):
        return  # nor what remembers itself
    live = Interview(questionnaire, now=NOW)
    for number, edit in enumerate(edits):
        do(live, edit, number)
    before = told(live)

    live._rules.plant(live.context.root)
    live._rules.drain()

    assert told(live) == before
