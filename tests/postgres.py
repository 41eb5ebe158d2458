"""A real PostgreSQL from the system's package, on a free port, for as long as a test."""

import atexit
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

DEBIAN = Path("/usr/lib/postgresql")
PACKAGE_USER = "postgres"  # PostgreSQL refuses to run as root
SECONDS = 60
GIVEN = os.environ.get("INDRAJ_TEST_POSTGRES", "")
NAMES = itertools.count()


def why_not():
    """Say why there is no PostgreSQL here; empty where there is one."""
    if GIVEN:
        return ""
    if programs() is None:
        return "PostgreSQL is not installed here (Debian: apt-get install postgresql)"
    if os.name == "posix" and os.geteuid() == 0 and not _has_user():
        return f"PostgreSQL does not run as root, and there is no user {PACKAGE_USER}"
    return ""


def programs():
    """Give the folder with initdb and postgres; None where there is none."""
    found = sorted(DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    folders = [*found[::-1], *([Path(on_path).parent] if on_path else [])]
    return next((f for f in folders if (f / "postgres").exists()), None)


class Cluster:
    """A PostgreSQL of our own; `kill` pulls the plug, `start` brings it back.

    In a `place` that somebody names it stays when it ends, and goes on from there.
    """

    def __init__(self, place=None, **settings):
        self.stays = place is not None
        self.place = place or Path(tempfile.mkdtemp(prefix="indraj-postgres-"))
        self.settings = settings
        self.port = _free_port()
        self.process = None
        if not self.data.exists():
            self.place.mkdir(exist_ok=True)
            if self.user:
                shutil.chown(self.place, self.user)
            words = ("-A", "trust", "-U", "indraj", "-E", "UTF8", "--no-sync")
            self._run("initdb", *words)
        atexit.register(self.close)

    @property
    def user(self):
        return PACKAGE_USER if os.name == "posix" and os.geteuid() == 0 else None

    @property
    def data(self):
        return self.place / "data"

    @property
    def address(self):
        return f"postgresql://indraj@127.0.0.1:{self.port}"

    def start(self):
        given = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            **self.settings,
        }
        words = [
            word for item in given.items() for word in ("-c", "{}={}".format(*item))
        ]
        self.process = subprocess.Popen(
            [str(programs() / "postgres"), "-D", str(self.data), *words],
            user=self.user,
            cwd=self.place,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + SECONDS
        while not self._answers():
            assert self.process.poll() is None, "PostgreSQL ended at once"
            assert time.monotonic() < until, "PostgreSQL does not answer"
            time.sleep(0.05)
        return self

    def kill(self):
        """End every process of it at once, as a power cut would."""
        children = _children(self.process.pid)
        for number in (self.process.pid, *children):
            os.kill(number, signal.SIGKILL)
        self.process.wait(SECONDS)
        self.process = None

    def database(self):
        """Make an empty database and give its address."""
        name = f"t{os.getpid()}_{next(NAMES)}"
        with psycopg.connect(f"{self.address}/postgres", autocommit=True) as line:
            line.execute(f"CREATE DATABASE {name}")
        return f"{self.address}/{name}"

    def close(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(SECONDS)
            self.process = None
        if not self.stays:
            shutil.rmtree(self.place, ignore_errors=True)

    def _answers(self):
        try:
            psycopg.connect(f"{self.address}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program, *words):
        subprocess.run(
            [str(programs() / program), "-D", str(self.data), *words],
            user=self.user,
            cwd=self.place,
            stdout=subprocess.DEVNULL,
            check=True,
        )


class Replica(Cluster):
    """A copy of a running cluster that follows it and can only be read."""

    def __init__(self, followed):
        self.place = Path(tempfile.mkdtemp(prefix="indraj-replica-"))
        self.stays = False
        self.settings = {**followed.settings, "hot_standby": "on"}
        self.port = _free_port()
        self.process = None
        if self.user:
            shutil.chown(self.place, self.user)
        self._run(
            "pg_basebackup",
            "-R",
            "--checkpoint=fast",
            "-d",
            f"{followed.address}/postgres",
        )
        atexit.register(self.close)


class Given:
    """A PostgreSQL that somebody named in INDRAJ_TEST_POSTGRES; emptied each time."""

    def database(self):
        with psycopg.connect(GIVEN, autocommit=True) as line:
            line.execute("DROP SCHEMA public CASCADE")
            line.execute("CREATE SCHEMA public")
        return GIVEN


def _children(parent):
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in listed.read_text().split()]


def _has_user():
    asked = subprocess.run(["id", PACKAGE_USER], capture_output=True, check=False)
    return asked.returncode == 0


def _free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
