"""Letters over a real line: brought by whoever is signed in, each for itself."""

import pytest
import requests

from sync.bundle.manifest import Kind, decode_letters, encode_letters
from sync.errors import PeerRefused
from sync.session.messages import MESSAGE_BYTES_MAX
from sync.session.unhurried import hear, questions
from sync.transports import unwatched
from tests.sync.registry.offices import a_record, an_office
from tests.sync.registry.test_http import a_line, a_provisioned, served
from tests.sync.registry.test_letters import added, asked, opened


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return an_office(tmp_path_factory.mktemp("registry"))


@pytest.fixture(scope="module")
def url(office):
    with served(office) as url:
        yield url


@pytest.fixture
def line(office, url):
    _, keys = a_provisioned(office, "carrier", url)
    return a_line(url, keys)


def test_a_carrier_brings_anothers_letter_and_its_answer_back(office, line):
    laptop, author = added(office)
    laptop.write(a_record(1), "q/text", "mud")
    (letter,) = asked(author, laptop)

    answers = line.carry(encode_letters([letter]), unwatched)

    (answer,) = decode_letters(answers, MESSAGE_BYTES_MAX)
    assert (answer[0].kind, answer[0].answers) == (Kind.DOWN, letter[0].digest)
    down = opened(office, author, answer)
    (question,) = questions(laptop)
    hear(laptop, question, down.answer, office.key.public)
    assert laptop.waiting() == 0
    assert line.traffic.up > len(letter[1])


def test_strangers_bring_nothing(office, url):
    laptop, author = added(office, "stranger")
    body = encode_letters(asked(author, laptop))

    for headers in ({}, {"Authorization": "Bearer none"}):
        refused = requests.post(f"{url}/letters", body, headers=headers, timeout=10)
        assert refused.status_code == 401


@pytest.mark.parametrize("body", [b"", b"\xff" * 50, encode_letters([])[:-1] + b"\x81"])
def test_what_is_no_letters_is_refused_with_a_code(line, body):
    with pytest.raises(PeerRefused):
        line.carry(body, unwatched)


def test_no_letters_get_no_answers(line):
    assert decode_letters(line.carry(encode_letters([]), unwatched), 10) == ()
