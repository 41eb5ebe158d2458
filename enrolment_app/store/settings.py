"""How a store guards itself."""

from dataclasses import dataclass

from enrolment_app.store.slots import Cost

RESERVE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store guards itself; weaker than this only in tests, and said there.

    `cost` of a guess at a new passphrase: None for what this computer bears in a
    second. `reserve_bytes` are set aside for a full disk.
    """

    cost: Cost | None = None
    reserve_bytes: int = RESERVE_BYTES


USUAL = Settings()
