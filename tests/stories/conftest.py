import pytest

from tests.stories.people import BEES, Registry
from tests.stories.province import Province


@pytest.fixture(scope="session")
def province(tmp_path_factory):
    return Province(tmp_path_factory.mktemp("province"))


@pytest.fixture
def registry(request, tmp_path):
    """A registry with a questionnaire; with two laptops, the one that they know."""
    if "two_laptops" in request.fixturenames:
        with request.getfixturevalue("province").begun() as province:
            yield province.registry
        return
    made = Registry(tmp_path)
    made.must("form", "publish", BEES)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def two_laptops(province, registry):
    """Two laptops of one area, enrolled and even with the registry."""
    return province.laptops
