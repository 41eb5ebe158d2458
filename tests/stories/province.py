"""A registry and two laptops as they once lay, put back for each test that begins so."""

from contextlib import contextmanager

from tests.stories.people import BEES, Laptop, Registry

AREA = "PK53202"


class Kept:
    """What lies in a folder, to be put back there.

    File by file and each in its place: a store knows by the numbers of its files that
    it is a copy, and a copy may not go on in the other's name.
    """

    def __init__(self, folder):
        self.folder = folder
        self.files = {file: file.read_bytes() for file in self._lying()}

    def put_back(self):
        for file in self._lying():
            if file not in self.files:
                file.unlink()
        for file, content in self.files.items():
            if not file.exists() or file.read_bytes() != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def _lying(self):
        return [file for file in self.folder.rglob("*") if file.is_file()]


class Province:
    """Two laptops of one area, enrolled and even with their registry; all at rest."""

    def __init__(self, home):
        self.home = home
        self.registry = Registry(home)
        self.registry.must("form", "publish", BEES)
        self.laptops = [Laptop.unpacked(home, name) for name in ("asha", "bilal")]
        self.registry.start()
        for laptop in self.laptops:
            file = home / f"{laptop.name}.json"
            self.registry.provision(laptop.name, AREA, file)
            laptop.must("device", "enrol", file)
            laptop.sync()
            laptop.sync()
        self.registry.stop()
        self.even = Kept(home)

    @contextmanager
    def begun(self, kept=None):
        """Put back how it lay, even unless told, and start the registry."""
        (kept or self.even).put_back()
        self.registry.start()
        yield self
        self.registry.kill()
