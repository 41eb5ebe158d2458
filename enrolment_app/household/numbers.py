"""A household's number, as people read it to each other."""

from sync.values import RecordId

DIGITS = 10  # 50 bits: a district of a million households has no two alike


def number_of(household: RecordId) -> str:
    """Give the number shown for a household, such as `7K3Q9-2M4XD`.

    It is the beginning of the household's id, so it is the same on every laptop and
    nobody has to hand numbers out.
    """
    shown = household[:DIGITS].upper()
    return f"{shown[: DIGITS // 2]}-{shown[DIGITS // 2 :]}"
