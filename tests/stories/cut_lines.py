"""A line on this computer that counts what goes up, and can be watched and cut."""

import contextlib
import socket
import threading
import time

BLOCK_BYTES = 16 * 1024


class CutLine:
    """Forwards to a port; `up` bytes have passed; `cut_at` cuts when so many have.

    `every`: it cuts whenever so many more have, `cuts` times until now.
    """

    def __init__(self, port, seconds_a_block=0.0, every=None):
        self.port = port
        self.seconds_a_block = seconds_a_block
        self.up = 0
        self.every = self.cut_at = every
        self.cuts = 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def close(self):
        self.listening.close()

    def wait_for(self, up, seconds=60):
        until = time.monotonic() + seconds
        while self.up < up and time.monotonic() < until:
            time.sleep(0.005)
        assert self.up >= up, "the line stands still"

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                here, _ = self.listening.accept()
                threading.Thread(target=self._carry, args=(here,), daemon=True).start()

    def _carry(self, here):
        try:
            there = socket.create_connection(("127.0.0.1", self.port))
        except OSError:
            here.close()
            return
        for ends in ((here, there, True), (there, here, False)):
            threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _pump(self, source, target, upwards):
        with contextlib.suppress(OSError):
            while block := source.recv(BLOCK_BYTES):
                if upwards:
                    time.sleep(self.seconds_a_block)
                    self.up += len(block)
                    if self.cut_at is not None and self.up >= self.cut_at:
                        self.cut_at = self.every and self.up + self.every
                        self.cuts += 1
                        break
                target.sendall(block)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
