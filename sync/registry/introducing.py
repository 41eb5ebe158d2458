"""Telling in an area's log who a laptop is, with every key it had, the oldest first."""

from sync.registry.storage import Books
from sync.registry.telling import tell
from sync.session.entries import DeviceEntry


def introduce(books: Books, area: str, device: int) -> None:
    """Tell it, once in each log: the key comes before what was signed with it."""
    books.log.hold(area)
    row = books.devices.get(device)
    assert row is not None, "whoever is introduced is known here"
    if row.key is None or device in books.log.introduced(area):
        return
    for key in (*books.devices.former_keys(device), row.key):
        tell(books, area, DeviceEntry(device, row.name, key))
    books.log.introduce(area, device)
