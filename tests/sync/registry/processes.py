"""A registry in processes of its own, as it runs in an office, and lines to them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sync import run
from sync.registry.devices import add_device
from sync.transports import HttpTransport, Keys, Retrying
from tests.sync.registry.laptop import Laptop
from tests.sync.registry.offices import AREA, NOW_MS, a_key, chance

ROOT = Path(__file__).parents[3]
SECONDS = 60


class Process:
    """One serving process; any number of them may serve one database."""

    def __init__(self, data, database, *more):
        words = ["--data", str(data), "--database", database, *more]
        self.running = subprocess.Popen(
            [sys.executable, "-m", "enrolment_app", "registry", "serve", *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = json.loads(self.running.stdout.readline())["url"]

    def kill(self):
        """Pull the plug."""
        self._end(signal.SIGKILL)

    def stop(self):
        return self._end(signal.SIGTERM)

    def _end(self, how):
        if self.running.poll() is None:
            os.kill(self.running.pid, how)
        status = self.running.wait(SECONDS)
        self.running.stdout.close()
        return status


def a_far_laptop(office, name, areas=(AREA,)):
    """Add a laptop that knows its registry by a provisioning file only."""
    device, secret = add_device(office, name, areas)
    key = a_key(name)
    keys = Keys(device, key.public, key.sign_token, office.key.public, secret)
    return Laptop(name, device, key, areas), keys


def a_line(url, keys, now=NOW_MS / 1000):
    return HttpTransport(url, keys, now=lambda: now, random=chance())


def talk(laptop, keys, line):
    """Exchange, more patient than a real laptop but waiting shorter each time."""
    patient = Retrying(line, lambda s: time.sleep(s / 10), waits_seconds=[1.0] * 200)
    return run.exchange(laptop, patient, keys)
