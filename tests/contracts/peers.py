"""Registries of which only the line is real: each answers with what it was asked."""

import hashlib
import json
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sync.bundle import (
    DownLetter,
    Envelope,
    Kind,
    Manifest,
    decode_up,
    encode_down,
    identity_from,
    open_bundle,
    recipient_of,
    seal,
    unseal,
    write_bundle,
)
from sync.bundle.author import Author
from sync.errors import PeerBusy, PeerUnreachable
from sync.seal import SigningKey
from sync.transports import (
    BundleTransport,
    HttpTransport,
    Keys,
    Limited,
    MemoryTransport,
    Resuming,
    Retrying,
)

KEY = SigningKey(b"d" * 32)
REGISTRY = SigningKey(b"r" * 32)
KEYS = Keys(7, KEY.public, KEY.sign_token, REGISTRY.public)


class Peer:
    """A registry of which only the line is real: answers with what it was asked."""

    def __init__(self):
        self.asked = []
        self.fail = 0
        self.silent = 0
        self.busy = 0
        self.registry = KEYS.registry

    def answer(self, request):
        self.asked.append(request)
        if self.silent:
            self.silent -= 1
            raise PeerUnreachable
        if self.busy:
            self.busy -= 1
            raise PeerBusy(0.5)
        return hashlib.sha256(request).digest() + request

    def close(self):
        pass


class HttpPeer(Peer):
    def __init__(self):
        super().__init__()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def handler_for(peer):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/token":
                said = {"access_token": "t", "registry": peer.registry}
                return self.give(200, json.dumps(said).encode())
            try:
                return self.give(200, peer.answer(body))
            except PeerBusy:
                return self.give(429, b"", "0.5")
            except PeerUnreachable:
                # Half an answer, then the line goes.
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"half")
                self.close_connection = True

        def give(self, status, body, retry=""):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if retry:
                self.send_header("Retry-After", retry)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


class FilePeer(Peer):
    """A registry that is brought files and answers them with files."""

    def __init__(self, folder):
        super().__init__()
        self.folder = folder
        self.identity = identity_from(REGISTRY.seed, "registry")

    def carry(self, asked, reply):
        bundle = open_bundle(asked)
        letter = decode_up(unseal(bundle.letter(0), [self.identity]))
        question = bundle.manifest.envelopes[0].question
        try:
            said = self.answer(letter.request)
        except PeerUnreachable:
            return
        down = DownLetter(letter.device, question, said)
        sealed = seal(encode_down(down, REGISTRY.sign), [letter.recipient])
        around = Envelope.around(
            sealed, Kind.DOWN, device=letter.device, question=question, readers=()
        )
        told = Manifest(self.registry, 0, REGISTRY.public, 0, (around,))
        write_bundle(reply, told, [sealed], REGISTRY.sign)

    def close(self):
        self.folder.cleanup()


def over_http():
    peer = HttpPeer()
    return peer, HttpTransport(
        peer.url, KEYS, now=lambda: 1.8e9, random=lambda n: b"n" * n
    )


def by_files():
    folder = tempfile.TemporaryDirectory()
    peer = FilePeer(folder)
    author = Author(
        7,
        KEY.public,
        KEY.sign,
        identity_from(KEY.seed, "laptop"),
        (recipient_of(peer.identity),),
        REGISTRY.public,
    )
    return peer, BundleTransport(Path(folder.name), author, peer.carry, lambda: 0)


def in_memory():
    peer = Peer()
    return peer, MemoryTransport(peer.answer)


def patient():
    peer, inner = in_memory()
    return peer, Retrying(inner, lambda _: None, waits_seconds=())


def enduring():
    peer, inner = in_memory()
    return peer, Resuming(inner, lambda _: None, waits_seconds=())


def modest():
    peer, inner = in_memory()
    return peer, Limited(inner, 1000, lambda _: None)


ROUTES = {
    HttpTransport: over_http,
    BundleTransport: by_files,
    MemoryTransport: in_memory,
    Retrying: patient,
    Resuming: enduring,
    Limited: modest,
}
