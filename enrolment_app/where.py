"""Where the store lives when nobody says."""

import os
from pathlib import Path


def default_store() -> Path:
    """Give INDRAJ_STORE, else the folder for a program's data on this system."""
    named = os.environ.get("INDRAJ_STORE")
    if named:
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - only where needed

    return user_data_path("indraj", appauthor=False) / "store"
