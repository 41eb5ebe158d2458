"""The province's numbers reach a laptop of another area with its exchanges."""

import pytest

from sync.errors import PeerUnreachable
from sync.registry import identities
from tests.actions.sticks import a_laptop as a_real_laptop
from tests.actions.test_attachments import talk
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import OTHER_AREA, a_record

__all__ = ["talk"]
FATHER, STRANGER = "0110100000011", "0110100000022"


@pytest.fixture
def known_elsewhere(office):
    """A number that was registered where the laptop of the tests cannot look."""
    far = a_laptop(office, "far", (OTHER_AREA,))
    far.write(a_record(77), "cnic", FATHER, OTHER_AREA)
    exchange(office, far)
    identities.gather(office)
    identities.publish_filters(office)


def test_a_number_of_another_area_may_be_held(office, asha, talk, known_elsewhere):
    before = asha.store.province.may_hold(FATHER)

    talk(asha)
    again = talk(asha)

    assert not before
    assert asha.store.province.may_hold(FATHER)
    assert not asha.store.province.may_hold(STRANGER)
    assert again.requests == 1, "what is here is not fetched again"


def test_a_line_that_breaks_costs_no_filter(office, asha, talk, known_elsewhere):
    device = asha.store.device.enrolment.device

    class Breaking(Line):
        def ask(self, request, watch):
            if self.traffic.requests >= self.until:
                raise PeerUnreachable("the line broke")
            return super().ask(request, watch)

    line = Breaking(office, device)
    line.until = 1
    with pytest.raises(PeerUnreachable):
        talk(asha, line)
    (lacking,) = asha.store.province.lacking()
    assert lacking.here == 0
    assert not asha.store.province.may_hold(FATHER)

    talk(asha)
    assert asha.store.province.may_hold(FATHER)


@pytest.fixture
def bilal(tmp_path, office):
    work = a_real_laptop(tmp_path, office, "bilal")
    yield work
    work.store.close()


def test_a_filter_that_takes_the_place_of_all_is_fetched(
    office, bilal, talk, known_elsewhere
):
    talk(bilal)

    identities.publish_filters(office, anew=True)
    talk(bilal)

    assert bilal.store.province.lacking() == ()
    assert bilal.store.province.may_hold(FATHER)
