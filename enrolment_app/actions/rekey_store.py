"""Put the whole store under another key: somebody disabled may have kept a copy."""

from enrolment_app.actions.work import Work


def rekey_store(work: Work) -> None:
    """Change the store's key; the store is closed after it and opens as before.

    Interrupted at any moment, it opens with the key before or with the one after.
    Raises `DiskFull` where there is no room for a second copy; nothing is changed then.
    """
    work.store.rekey()
