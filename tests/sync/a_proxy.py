"""A proxy of an office: carries requests and tunnels, and may ask for a password."""

import base64
import contextlib
import http.client
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Proxy:
    """One on loopback; every name leads to this computer. `seen` is what was asked."""

    def __init__(self, password=""):
        self.asks = base64.b64encode(f"asha:{password}".encode()) if password else b""
        self.seen = []
        handler = type("Handler", (Handler,), {"proxy": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, who=""):
        return f"http://{who}127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    """Carries one connection."""

    protocol_version = "HTTP/1.1"
    proxy = None

    def log_message(self, *_):
        """Say nothing."""

    def declined(self):
        given = self.headers.get("Proxy-Authorization", "").encode()
        if not self.proxy.asks or given == b"Basic " + self.proxy.asks:
            return False
        self.send_response(407)
        self.send_header("Proxy-Authenticate", 'Basic realm="office"')
        self.send_header("Content-Length", "0")
        self.end_headers()
        return True

    def do_CONNECT(self):
        self.proxy.seen.append(("CONNECT", self.path))
        self.close_connection = True
        if self.declined():
            return
        port = int(self.path.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as there:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=pump, args=(there, self.connection))
            back.start()
            pump(self.connection, there)
            back.join()

    def do_POST(self):
        self.proxy.seen.append(("POST", self.path))
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.declined():
            return
        parts = urlsplit(self.path)
        there = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=60)
        told = {k: v for k, v in self.headers.items() if not k.startswith("Proxy-")}
        there.request("POST", parts.path, body, told)
        answer = there.getresponse()
        data = answer.read()
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        there.close()


def pump(source, target):
    with contextlib.suppress(OSError):
        while block := source.recv(65_536):
            target.sendall(block)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
