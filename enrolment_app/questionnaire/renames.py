"""Questions that are called otherwise than in the version before, as declared."""

from __future__ import annotations


def read_renames(written: str) -> dict[str, str]:
    """Read declared renames: "old=new" apart by blanks, by path without the root."""
    pairs = (each.partition("=") for each in written.replace(",", " ").split())
    return {old.strip("/"): new.strip("/") for old, _, new in pairs if old and new}
