"""Small facts about the store itself: settings, clocks, who this laptop is."""

import json
from typing import Any

from enrolment_app.store.connection import Connection

REGISTRY_TIME = "registry_time_ms"
"""A fact: the registry's clock at its last answer."""
REBUILD_DUE = "rebuild_due"
"""A fact: an earlier version made the projections, and they were not made anew yet."""

RAISE = (
    "INSERT INTO facts VALUES (?, ?) ON CONFLICT (key)"
    " DO UPDATE SET value = excluded.value"
    " WHERE CAST(excluded.value AS INTEGER) > CAST(value AS INTEGER)"
)


class Facts:
    """Named values, each kept durably at once or with the transaction around it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: Any = None) -> Any:
        """Give a value, or the default where it was never set."""
        text = self._connection.value("SELECT value FROM facts WHERE key = ?", (key,))
        return default if text is None else json.loads(text)

    def set(self, key: str, value: Any) -> None:
        """Keep a value (anything that JSON holds)."""
        self._connection.write(
            "INSERT INTO facts VALUES (?, ?) ON CONFLICT (key)"
            " DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )

    def raise_to(self, key: str, value: int) -> None:
        """Keep the larger of what is there and `value`."""
        self._connection.write(RAISE, (key, json.dumps(value)))
