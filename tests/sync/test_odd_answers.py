"""Whatever is said over a line ends in a sentence, and closes the line to nobody.

A proxy, a hub or anybody who stands between may say anything; nothing of that is
signed. What is no answer of the registry is none, and the next exchange is as good
as its line.
"""

import re
import socket
import threading
from contextlib import contextmanager, suppress
from itertools import count

import pytest

from sync.errors import IndrajError
from sync.seal import SigningKey
from sync.session.errors import WrongRegistry
from sync.transports import HttpTransport, Keys, unwatched

KEY, REGISTRY = SigningKey(b"d" * 32), SigningKey(b"r" * 32)
KEYS = Keys(7, KEY.public, KEY.sign_token, REGISTRY.public)

APART = '"code":"sync.clock_apart","time":'
ODD = {
    "length twice": ("200 OK", "Content-Length: 2\r\nContent-Length: 2", "{}"),
    "length no number": ("200 OK", "Content-Length: two", "{}"),
    "time is endless": ("401 No", "", APART + "1e999"),
    "time is no number": ("401 No", "", APART + "NaN"),
    "time is text": ("401 No", "", APART + '"noon"'),
    "time is null": ("401 No", "", APART + "null"),
    "time is never": ("401 No", "", APART + "9" * 4000),
    "nested": ("403 No", "Content-Length: 50000", "[" * 50_000),
    "nested, and well": ("200 OK", "Content-Length: 50000", "[" * 50_000),
    "token in Urdu": ("200 OK", "", '"access_token":"گل"'),
    "token of two lines": ("200 OK", "", '"access_token":"a\\nb"'),
    "token without end": ("200 OK", "", f'"access_token":"{"a" * 5000}"'),
    "no token": ("200 OK", "", '"access_token":null'),
    "leads to no text": ("302 Found", "Location: /\xff", '"code":"x"'),
    "leads elsewhere": ("302 Found", "Location: http://[", '"code":"x"'),
}


@contextmanager
def answering(*answers):
    """Serve each answer to one request, the last one to all that follow."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            with suppress(OSError):
                for number in count():
                    caller, _ = listening.accept()
                    with caller:
                        read_whole(caller)
                        caller.sendall(answers[min(number, len(answers) - 1)])

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def read_whole(caller):
    """Read a request to its end: closed before that, a line breaks off instead."""
    head, _, body = caller.recv(65_536).partition(b"\r\n\r\n")
    said = re.search(rb"content-length: (\d+)", head.lower())
    while said and len(body) < int(said[1]):
        body += caller.recv(65_536)


def an_answer(status, lines, said):
    """Give the bytes of an answer; one without lines is said to be the registry's."""
    if not lines or lines.startswith("Location"):
        said = f'{{"registry":"{KEYS.registry}",{said}}}'
        lines += "\r\n" * bool(lines) + "Connection: close"
    head = f"HTTP/1.1 {status}\r\n{lines}\r\n\r\n".encode("latin-1")
    return head + said.encode()


def a_line(url, token=""):
    return HttpTransport(url, KEYS, now=lambda: 1.8e9, random=bytes, token=token)


@pytest.mark.parametrize("case", ODD)
def test_whatever_is_said_over_http_is_no_traceback(case):
    with answering(an_answer(*ODD[case])) as url, pytest.raises(IndrajError):
        a_line(url).ask(b"a request", unwatched)


@pytest.mark.parametrize("odd", ["a\\nb", "گل"])
def test_no_token_closes_the_line_for_ever(odd):
    said = [an_answer("200 OK", "", f'"access_token":"{one}"') for one in (odd, "good")]
    whole = an_answer("200 OK", "Content-Length: 9", "an answer")
    with answering(*said, whole) as url:
        first = a_line(url)
        with pytest.raises(WrongRegistry):
            first.ask(b"a request", unwatched)

        again = a_line(url, first.token)  # as a laptop keeps it
        answer = again.ask(b"a request", unwatched)

    assert (answer, again.token) == (b"an answer", "good")


@pytest.mark.parametrize("kept", ["a\nb", "گل"])
def test_a_token_that_was_kept_and_is_none_is_asked_for_anew(kept):
    said = an_answer("200 OK", "", '"access_token":"good"')
    whole = an_answer("200 OK", "Content-Length: 9", "an answer")

    with answering(said, whole) as url:
        assert a_line(url, kept).ask(b"a request", unwatched) == b"an answer"
