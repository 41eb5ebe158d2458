"""Whatever stops half-way, a registry's folder is what it was or what it was to be."""

import resource
from contextlib import contextmanager

import pytest

from sync.registry import founding, ordered
from sync.registry.erasure import erase
from sync.registry.founding import FACTS_FILE, open_office
from sync.registry.ordered import ERASURES_FILE
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import a_record, an_office, chance

HOUSES = (a_record(1), a_record(2))
ORDER = ("household", "p-1", "file")


@contextmanager
def a_full_disk(room):
    """Let nobody write a file beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_the_folder_knows_is_written_whole_or_not_at_all(tmp_path):
    data = tmp_path / "registry"
    office = an_office(data)
    before = (data / FACTS_FILE).read_text()

    with a_full_disk(5), pytest.raises(OSError, match="large"):
        founding.place_attachments(data, str(tmp_path / "photos"))

    assert (data / FACTS_FILE).read_text() == before
    open_office(data, "", office.clock, chance(b"again"))
    assert not list(data.glob("*.unfinished"))


@pytest.fixture
def two_orders(tmp_path):
    """A registry that erased twice, of which its file tells the first."""
    office = an_office(tmp_path / "registry")
    asha = a_laptop(office, "asha")
    for house in HOUSES:
        asha.write(house, "q/text", "secret")
    exchange(office, asha)
    erase(office, HOUSES[0], *ORDER)
    ordered.level(office, tmp_path / "registry")
    erase(office, HOUSES[1], *ORDER)
    return office, tmp_path / "registry"


def test_a_line_of_the_file_of_orders_that_was_cut_short_stops_nothing(two_orders):
    office, data = two_orders
    ordered.level(office, data)
    file = data / ERASURES_FILE
    whole = file.read_text()
    for left in (whole[:-30], whole[:-1], "", whole):
        file.write_text(left)

        assert ordered.level(office, data) == 0

        assert file.read_text().split() == whole.split()


def test_the_file_of_orders_is_written_whole_or_not_at_all(two_orders):
    office, data = two_orders
    before = (data / ERASURES_FILE).read_text()

    with a_full_disk(len(before) + 9), pytest.raises(OSError, match="large"):
        ordered.level(office, data)

    assert (data / ERASURES_FILE).read_text() == before
