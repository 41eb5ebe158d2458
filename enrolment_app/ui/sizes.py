"""How large something is, in words."""

from enrolment_app.ui.text import fill, ltr, translate

KIB, MIB = 1024, 1024 * 1024


def size_words(size: int) -> str:
    """Return how large something is."""
    if size < MIB:
        kib = max(1, round(size / KIB))
        return fill(translate("Bundles", "{size} KB"), size=ltr(kib))
    return fill(translate("Bundles", "{size} MB"), size=ltr(f"{size / MIB:.1f}"))
