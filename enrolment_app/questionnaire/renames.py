"""Questions that are called otherwise than in the version before, as declared."""

from __future__ import annotations

from lxml import etree

from .xml import OURS


def read_renames(written: str) -> dict[str, str]:
    """Read declared renames: "old=new" apart by blanks, by path without the root."""
    pairs = (each.partition("=") for each in written.replace(",", " ").split())
    return {old.strip("/"): new.strip("/") for old, _, new in pairs if old and new}


def declared_renames(primary: etree._Element) -> dict[str, str]:
    """Read the declared renames of a form: an attribute of its root, in our space."""
    for name, text in primary.attrib.items():
        space, _, plain = str(name).rpartition("}")
        if OURS in space and plain == "renames":
            return read_renames(str(text))
    return {}
