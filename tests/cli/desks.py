"""A registry's folder, spoken to in verbs."""

import json

import pytest

from enrolment_app import cli
from enrolment_app.start import machine
from tests.sync.registry.offices import an_office


class Desk:
    """One folder; what a verb prints is read as JSON."""

    def __init__(self, data, capsys):
        self.data, self.capsys = data, capsys

    def run(self, *words):
        place = ["--data", str(self.data), "--json"]
        self.capsys.readouterr()
        status = cli.run(["registry", *map(str, words), *place], machine())
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def must(self, *words):
        status, out, err = self.run(*words)
        assert status == 0, err
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def desk(tmp_path, capsys):
    an_office(tmp_path / "registry").storage.close()
    return Desk(tmp_path / "registry", capsys)


@pytest.fixture
def new(tmp_path, capsys):
    """Give the desk of a folder that is not there yet."""
    return Desk(tmp_path / "new", capsys)
