"""What somebody with a line to the registry, or with a stolen piece, cannot do."""

import dataclasses
import hashlib

import pytest
import zstandard
from starlette.testclient import TestClient

from enrolment_app.sentences import sentence
from sync import wire
from sync.columns import varint
from sync.registry import erasure, identities, publishing, quarantine
from sync.registry.api import create_app
from sync.registry.api.bodies import Bounds
from sync.registry.verdicts import CODES, ROLE
from tests.sync.registry.asking import (
    HOUSE,
    a_request,
    a_segment,
    ask,
    bearer,
    order,
    with_body,
)
from tests.sync.registry.laptop import Laptop, a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_body, a_key, an_office
from tests.vectors.segments import telling


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def client(office):
    return TestClient(create_app(office, Bounds(request_bytes_max=100_000)))


def test_a_forged_signature_is_refused_and_nothing_is_stored(office, client, asha):
    forged = a_segment(asha, key=a_key("mallory"))

    answer = ask(office, client, asha, forged)

    assert [refusal.code for refusal in answer.refused] == ["sync.bad_signature"]
    assert answer.receipts == ()
    assert order(office) == ()


def test_a_body_that_was_not_signed_is_refused(office, client, asha):
    signed, other = a_segment(asha), a_segment(asha)
    parts = wire.decode(signed)
    parts[3] = wire.decode(other)[3]

    answer = ask(office, client, asha, wire.encode(parts))

    assert [refusal.code for refusal in answer.refused] == ["sync.wrong_names"]
    assert order(office) == ()


def test_work_of_an_unknown_device_is_put_aside_for_a_person(office, client, asha):
    stranger = Laptop("stranger", 999, a_key("stranger"))
    strange = a_segment(stranger)

    answer = ask(office, client, asha, strange)

    with office.storage.reading() as books:
        assert len(books.aside.all()) == 1
    assert [refusal.code for refusal in answer.refused] == ["sync.device_unknown"]
    assert order(office) == ()


def test_a_segment_out_of_order_is_refused_until_what_precedes_it_is_here(
    office, client, asha
):
    late = a_segment(asha, first=5, previous=b"p" * 32)

    answer = ask(office, client, asha, late)

    assert [refusal.code for refusal in answer.refused] == ["registry.gap"]
    assert order(office) == ()


@pytest.mark.parametrize("size", [1 << 20, 1 << 30])
def test_a_bomb_is_not_unpacked(office, client, asha, size):
    packed = zstandard.ZstdCompressor(19).compress(b"\0" * (64 << 20))[4:]
    body = b"\1" + varint(0)
    body += (varint(size << 1) + varint(len(packed)) + packed) * 3
    bomb = with_body(a_segment(asha), body, asha)
    good = a_segment(asha)

    answer = ask(office, client, asha, bomb, good)

    assert len(answer.refused) == 1
    assert answer.refused[0].code in {"sync.too_large", "sync.malformed"}
    assert len(order(office)) == 1


@pytest.mark.parametrize("size", [100, 1 << 31, 1 << 40, 1 << 62])
def test_a_size_that_a_frame_tells_of_itself_is_not_believed(
    office, client, asha, size
):
    bomb = with_body(a_segment(asha), telling(size), asha)
    good = a_segment(asha)

    answer = ask(office, client, asha, bomb, good)

    assert [refusal.code for refusal in answer.refused] == ["sync.malformed"]
    assert len(order(office)) == 1


@pytest.mark.parametrize("body", [b"", b"\1\0\1\1\1", telling(1 << 40)])
def test_what_was_let_in_unopened_and_is_nothing_hinders_nobody(tmp_path, body):
    office = an_office(tmp_path / "late", published=False)
    asha, bilal, late = (a_laptop(office, name) for name in ("asha", "bilal", "late"))
    rubbish = with_body(a_segment(asha), body, asha)
    office = dataclasses.replace(office, run_entries=2)
    asha.rescued[AREA] = [rubbish]
    asha.own.clear()
    exchange(office, asha)
    bilal.write(HOUSE, "q/text", "brick")
    exchange(office, bilal)

    released = publishing.publish(office, a_body())
    (waits,) = quarantine.held(office)
    quarantine.release(office, (waits,))
    for laptop in (late, bilal, asha):
        exchange(office, laptop)

    assert released == 1
    assert quarantine.change_of(office, waits) is None
    identities.gather(office)
    assert late.state(HOUSE) == bilal.state(HOUSE) != {}
    erasure.erase(office, HOUSE, "household", "id", "file 1")
    office.storage.close()


def test_a_body_beyond_the_bound_is_not_read(office, client, asha):
    headers = bearer(office, client, asha)

    said = client.post("/exchange", content=b"x" * 100_001, headers=headers)

    assert (said.status_code, said.json()["code"]) == (413, "sync.request_too_large")


def test_a_body_that_hides_its_length_is_cut_off(office, client, asha):
    headers = bearer(office, client, asha)
    blocks = (b"x" * 10_000 for _ in range(20))

    said = client.post("/exchange", content=blocks, headers=headers)

    assert said.status_code == 413


def test_an_area_of_others_is_not_served(office, client, asha):
    there = a_laptop(office, "there", [OTHER_AREA])
    there.write(HOUSE, "q/text", "secret", area=OTHER_AREA)
    exchange(office, there)

    answer = ask(office, client, asha, areas=(AREA, OTHER_AREA))

    assert OTHER_AREA not in answer.areas
    assert b"secret" not in b"".join(
        e for n in answer.areas.values() for e in n.entries
    )


def test_who_has_the_province_reads_what_is_below_it(office, client, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    supervisor = a_laptop(office, "supervisor", ["PK5"])

    exchange(office, supervisor)

    assert supervisor.state(HOUSE) == asha.state(HOUSE)


def test_work_in_an_area_of_others_is_kept_and_held(office, client, asha):
    answer = ask(office, client, asha, a_segment(asha, area=OTHER_AREA), areas=())

    with office.storage.reading() as books:
        held = [one.code for one in books.changes.held()]
    assert held == ["held.area_not_assigned"]
    assert len(answer.receipts) == 1
    assert order(office, OTHER_AREA) == ()


def test_nobody_speaks_for_another_device(office, client, asha):
    bilal = a_laptop(office, "bilal")
    headers = bearer(office, client, asha)

    said = client.post("/exchange", content=a_request(bilal), headers=headers)

    assert (said.status_code, said.json()["code"]) == (403, "registry.not_yourself")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda _: b"",
        lambda _: b"\x9f" * 50_000,
        lambda _: wire.encode([1, 1, "", 64, {"": [1, 2, 3, 4, 5, 6]}]),
        lambda _: wire.encode([99, 1, "", 64, {}]),
        lambda _: wire.encode(hashlib.sha256(b"x").digest()),
    ],
)
def test_what_is_no_request_is_refused_with_a_code(office, client, asha, spoil):
    headers = bearer(office, client, asha)

    said = client.post("/exchange", content=spoil(a_request(asha)), headers=headers)

    assert said.status_code == 400
    assert said.json()["code"].startswith("sync.")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 10_000,
        b'{"device": "x"}',
        b'{"device": 1e999, "token": "x"}',
    ],
)
def test_what_is_no_enrolment_is_refused_with_a_code(client, body):
    said = client.post("/enrol", content=body)

    assert (said.status_code, said.json()["code"]) == (400, "sync.malformed")


@pytest.mark.parametrize("status", ["approved", "returned"])
def test_an_enumerators_laptop_approves_and_returns_nothing(office, asha, status):
    asha.write(HOUSE, "q/text", "mud", status=status)

    result = exchange(office, asha)

    assert (result.held, result.waiting) == (1, 0)
    assert [one.code for one in quarantine.held(office)] == [ROLE]
    assert order(office) == ()


def test_a_supervisors_laptop_approves(office):
    nazia = a_laptop(office, "nazia", role="supervisor")
    nazia.write(HOUSE, "q/text", "mud", status="approved")

    exchange(office, nazia)

    assert len(order(office)) == 1


def test_a_role_in_a_file_that_the_laptop_altered_is_not_believed(office, asha):
    bilal = a_laptop(office, "bilal")
    asha.write(HOUSE, "q/text", "mud", status="submitted")
    exchange(office, asha)
    exchange(office, bilal)
    bilal.write(HOUSE, "q/text", "brick", status="approved")
    exchange(office, bilal)
    exchange(office, asha)

    assert asha.state(HOUSE)["@status"].value == {"@status": "submitted"}


@pytest.mark.parametrize("code", CODES)
def test_every_reason_to_hold_has_its_sentence(code):
    assert sentence(code) != code
