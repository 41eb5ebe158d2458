"""The laptops and registries of the stories: real processes, spoken to in verbs."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from enrolment_app.actions.reading import project
from enrolment_app.start import machine
from enrolment_app.store import Cost, Settings, StaffMember, Store

ROOT = Path(__file__).parents[2]
BEES = Path(__file__).parent / "beekeeping.md"
PASSPHRASE = "honey-and-clover"
# Guesses as cheap as no real store allows: the stories open stores hundreds of times.
CHEAP = Settings(cost=Cost(memory_kib=64, rounds=1, lanes=1), reserve_bytes=0)
SECONDS = 60
# What stories tell of people and places; no log of a registry may.
PERSONAL = ("Zarghuna", "Palwasha", "Asha", "asha", "bilal", "Kalam", "030000", "PK53")


def indraj(*arguments, store=None, given="", passphrase=PASSPHRASE):
    """Run one command line in a process of its own."""
    surroundings = {**os.environ, "INDRAJ_PASSPHRASE": passphrase}
    surroundings.pop("INDRAJ_STORE", None)
    if store is not None:
        surroundings["INDRAJ_STORE"] = str(store)
    return subprocess.run(
        [sys.executable, "-m", "enrolment_app", *map(str, arguments)],
        cwd=ROOT,
        env=surroundings,
        input=given,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


class Laptop:
    """A store and the verbs over it."""

    def __init__(self, store, name):
        self.store = store
        self.name = name

    @classmethod
    def unpacked(cls, home, name):
        """A laptop with an empty store; guesses at its passphrase are cheap."""
        laptop = cls(home / name, name)
        mine = machine()
        Store.create(
            laptop.store,
            PASSPHRASE,
            StaffMember(f"p-{name}", name),
            project=project,
            clock=mine.clock,
            random=mine.random,
            settings=CHEAP,
        ).close()
        return laptop

    def run(self, *arguments, given=""):
        return indraj(*arguments, store=self.store, given=given)

    def must(self, *arguments, given=""):
        """Run a verb that must succeed; give what it printed, line by line, as JSON."""
        done = self.run(*arguments, "--json", given=given)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def refused(self, status, *arguments, given=""):
        """Run a verb that must be refused; give the sentence."""
        done = self.run(*arguments, given=given)
        assert done.returncode == status, (arguments, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()
        return done.stderr

    def new(self, answers):
        (made,) = self.must(
            "household", "new", "--answers", "-", given=json.dumps(answers)
        )
        return made["id"]

    def set(self, household, **answers):
        """Write answers; "__" stands for "/"."""
        words = [
            f"{name.replace('__', '/')}={value}" for name, value in answers.items()
        ]
        self.must("household", "set", household, *words)

    def write(self, household, *words):
        self.must("household", "set", household, *words)

    def finish(self, household):
        self.must("household", "finish", household)

    def show(self, household):
        (shown,) = self.must("household", "show", household)
        return shown

    def answers(self, household):
        return self.show(household)["answers"]

    def sync(self):
        (result,) = self.must("sync")
        return result

    def conflicts(self):
        return self.must("conflict", "list")

    def settle(self, household, field, *choice):
        self.must("conflict", "settle", household, field, *choice)


class Registry:
    """A registry in a folder; it can be killed and started again at its address."""

    def __init__(self, home, database=""):
        self.data = home / "registry"
        self.database = ("--database", database) if database else ()
        self.port = _free_port()
        self.process = None
        self.log = home / "registry.log"
        self.must("init")

    @property
    def place(self):
        return ("--data", self.data, *self.database)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def must(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def listed(self, *arguments):
        """Run a verb that must succeed; give what it printed, line by line, as JSON."""
        return [
            json.loads(line) for line in self.must(*arguments, "--json").splitlines()
        ]

    def run(self, *arguments):
        return indraj("registry", *arguments, *self.place)

    def start(self, *options):
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "enrolment_app", "registry", "serve"),
                *("--port", str(self.port)),
                *map(str, (*self.place, *options)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=self.log.open("a", encoding="utf-8"),
            text=True,
        )
        self.told = json.loads(self.process.stdout.readline())["url"]
        assert self.told.endswith(f"://127.0.0.1:{self.port}")
        return self

    def kill(self):
        """Pull the plug."""
        self._end(signal.SIGKILL)

    def stop(self):
        return self._end(signal.SIGTERM)

    def _end(self, how):
        if self.process is None:
            return None
        self.process.send_signal(how)
        status = self.process.wait(timeout=SECONDS)
        self.process.stdout.close()
        self.process = None
        self.says_nothing_of_anybody()
        return status

    def says_nothing_of_anybody(self):
        """Whatever a story was about: each line of the log is JSON without its words."""
        for line in self.log.read_text("utf-8").splitlines():
            said = json.loads(line)
            assert said["level"] != "error", line
            assert not any(word in line for word in PERSONAL), line

    def provision(self, name, area, file, *more):
        self.must("device", "add", name, "--area", area, "--out", file, *more)
        return file


def _free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
