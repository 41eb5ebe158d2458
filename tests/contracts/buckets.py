"""A store that speaks as much of S3's protocol as ours asks for, over real HTTP."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GONE = b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>"
RANGE = re.compile(r"bytes=(\d+)-(\d+)")


class Bucket(BaseHTTPRequestHandler):
    """PUT, GET with a range, DELETE; objects by their path."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        size = int(self.headers["Content-Length"])
        self.server.objects[self.path] = self.rfile.read(size)
        self.answer(200)

    def do_GET(self):
        whole = self.server.objects.get(self.path)
        if whole is None:
            return self.answer(404, GONE)
        first, last = map(int, RANGE.fullmatch(self.headers["Range"]).groups())
        if first >= len(whole):
            bad = b"<Error><Code>InvalidRange</Code></Error>"
            return self.answer(416, bad)
        return self.answer(206, whole[first : last + 1])

    def do_DELETE(self):
        self.server.objects.pop(self.path, None)
        self.answer(204)

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        kind = "application/xml" if status >= 400 else "image/jpeg"
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nobody reads it."""


class Buckets(ThreadingHTTPServer):
    """A running store; `address` is how an administrator names a place in it."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Bucket)
        self.objects = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        endpoint = f"http://127.0.0.1:{self.server_port}"
        return f"s3://photos/indraj?endpoint={endpoint}&region=nowhere"

    def close(self):
        self.shutdown()
        self.server_close()
