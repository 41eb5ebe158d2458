"""What one guess at a passphrase costs, and how much of it this computer bears."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

KEY_BYTES = 32
SALT_BYTES = 16
# The ceiling lets a slot made here open on a small computer.
CALIBRATED_KIB_MAX = 256 * 1024
CALIBRATED_ROUNDS_MAX = 12
SECONDS_MIN, SECONDS_MAX = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Memory in KiB, rounds, lanes of Argon2id; the default is the floor."""

    memory_kib: int = 64 * 1024
    rounds: int = 3
    lanes: int = 1


def stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    """Give the key that follows from a passphrase or code (slow on purpose)."""
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.rounds,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive(secret.encode())


def calibrated(ticks: Callable[[], float] = time.perf_counter) -> Cost:
    """Give the cost that this computer bears in half a second to a second.

    Never under the floor, however slow the computer; first memory is added, then
    rounds.
    """

    def seconds(cost: Cost) -> float:
        start = ticks()
        stretched("", bytes(SALT_BYTES), cost)
        return ticks() - start

    cost = Cost()
    spent = seconds(cost)
    while spent < SECONDS_MIN and cost.memory_kib < CALIBRATED_KIB_MAX:
        cost = replace(cost, memory_kib=cost.memory_kib * 2)
        spent = seconds(cost)
    if spent < SECONDS_MIN:
        wanted = cost.rounds * (SECONDS_MIN + SECONDS_MAX) / 2 / max(spent, 0.001)
        cost = replace(cost, rounds=min(CALIBRATED_ROUNDS_MAX, int(wanted)))
    elif spent > SECONDS_MAX and cost != Cost():
        cost = replace(cost, memory_kib=cost.memory_kib // 2)
    return cost
