import pytest

from enrolment_app import cli
from enrolment_app.actions.work import Machine
from tests.store.builders import NOW, a_store, chance, cheaply
from tests.store.laptops import an_enrolled
from tests.sync.registry.offices import an_office


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(place):
    with a_store(place) as store:
        yield store


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def asha(tmp_path, office):
    with an_enrolled(tmp_path / "asha", office, "asha") as store:
        yield store


@pytest.fixture
def bilal(tmp_path, office):
    with an_enrolled(tmp_path / "bilal", office, "bilal") as store:
        yield store


@pytest.fixture
def verbs(place, monkeypatch, capsys):
    """Give a verb's exit status, standard output and standard error."""
    monkeypatch.setenv("INDRAJ_PASSPHRASE", "a passphrase")
    cheaply(monkeypatch)
    machine = Machine(clock=lambda: NOW, random=chance(), resources=place)

    def run(*arguments):
        status = cli.run([*arguments, "--store", str(place)], machine)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run
