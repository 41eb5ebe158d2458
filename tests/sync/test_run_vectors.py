"""The published vectors of runs: what must be read, and what must be refused."""

import json

import pytest

from sync.errors import IntegrityError
from sync.layout import Layout
from sync.session.arrivals import arrived
from sync.session.local import AreaKnown
from sync.session.messages import News
from tests.vectors.make_vectors import HERE

VECTORS = json.loads((HERE / "runs.json").read_text(encoding="utf-8"))
LAYOUTS = {VECTORS["layout"]["id"]: Layout.from_json(VECTORS["layout"])}


class Reader:
    """What a fresh laptop knows."""

    device = 99

    def known_layouts(self):
        return LAYOUTS

    def device_keys(self, _):
        return (bytes.fromhex(VECTORS["key"]),)

    def segment_head(self, *_):
        return None


def came(vector):
    news = News(99, (bytes.fromhex(vector["hex"]),))
    return arrived(VECTORS["area"], AreaKnown(), news, Reader())


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda one: one["what"])
def test_a_run_stands_for_its_entries(vector):
    found = came(vector).arrived

    assert found.cursor == len(vector["stands"])
    assert found.link.hex() == vector["link"]


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda one: one["what"])
def test_any_other_run_is_refused(vector):
    with pytest.raises(IntegrityError) as failure:
        came(vector)
    assert failure.value.code == vector["code"]
