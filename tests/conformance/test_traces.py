"""Whole forms, step by step: what was read in other engines is read here."""

import json
from collections import Counter
from functools import cache

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from tests.conformance.recordings import ABSENT, READS, TRACES, same_read, waivers

SHARE_LEAST = {"web-forms/scenario": 0.97, "javarosa/Scenario": 0.92}

pytestmark = pytest.mark.skipif(not TRACES.is_file(), reason=ABSENT)


@cache
def recorded():
    return json.loads(TRACES.read_text(encoding="utf-8"))


def replayed(trace, folder, capsys):
    """Run a trace as a script; gives [(step, what came of it)] of its reads."""
    form, script = folder / "form.xml", folder / "steps.json"
    form.write_text(recorded()["forms"][trace["form"]], encoding="utf-8")
    script.write_text(json.dumps(trace), encoding="utf-8")
    zone = recorded()["meta"]["timezone"]
    capsys.readouterr()
    status = cli.run(
        ["form", "run", str(form), "--script", str(script), "--zone", zone], machine()
    )
    out = capsys.readouterr().out
    told = json.loads(out)["results"] if status == 0 else [{} for _ in trace["steps"]]
    pairs = zip(trace["steps"], told, strict=True)
    return [(step, each) for step, each in pairs if step["op"] in READS]


@pytest.mark.parametrize("source", SHARE_LEAST)
def test_forms_read_as_in_another_engine(source, tmp_path, capsys):
    known, beyond = waivers()["differ"], waivers()["cannot be replayed"]
    traces = [
        trace
        for trace in recorded()["traces"]
        if trace["source"] == source and trace["reads"] and trace["id"] not in beyond
    ]
    count: Counter[str] = Counter()
    failed = set()
    for trace in traces:
        for step, told in replayed(trace, tmp_path, capsys):
            good = same_read(step, told)
            count["read" if good else "differ"] += 1
            if not good:
                failed.add(trace["id"])

    reads = count.total()
    with capsys.disabled():
        print(f"\n{source}: {count['read']} of {reads} reads, {len(traces)} traces")
    assert failed == {t["id"] for t in traces if t["id"] in known}
    assert count["read"] / reads >= SHARE_LEAST[source]
