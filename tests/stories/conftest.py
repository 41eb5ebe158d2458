import pytest

from tests.stories.people import BEES, Laptop, Registry

AREA = "PK53202"


@pytest.fixture
def registry(tmp_path):
    made = Registry(tmp_path)
    made.must("form", "publish", BEES)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def two_laptops(tmp_path, registry):
    """Two laptops of one area, enrolled and even with the registry."""
    laptops = [Laptop.unpacked(tmp_path, name) for name in ("asha", "bilal")]
    for laptop in laptops:
        file = registry.provision(laptop.name, AREA, tmp_path / f"{laptop.name}.json")
        laptop.must("device", "enrol", file)
        laptop.sync()
        laptop.sync()
    return laptops
