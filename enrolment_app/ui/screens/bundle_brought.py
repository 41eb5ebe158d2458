"""What a bundle says of itself and what reading it brought, in words."""

from datetime import datetime

from enrolment_app.actions.inspect_bundle import BundleSeen
from enrolment_app.actions.read_bundle import BundleRead
from enrolment_app.sentences import SENTENCES
from enrolment_app.ui.languages import Language
from enrolment_app.ui.moments import when_exact
from enrolment_app.ui.sizes import size_words
from enrolment_app.ui.text import fill, ltr, translate


def what_it_says(seen: BundleSeen, now: datetime, language: Language) -> str:
    """Return who wrote a bundle, when, and how much is in it."""
    if not seen.writer:
        writer = translate("Bundles", "the registry")
    else:
        writer = seen.writer_name or fill(
            translate("Bundles", "laptop {number}"), number=ltr(seen.writer)
        )
    told = fill(
        translate("Bundles", "written by {writer}, {when}; {size}."),
        writer=writer,
        when=when_exact(seen.written_ms, now, language),
        size=size_words(seen.size_bytes),
    )
    letters = translate("Bundles", "%n letter(s)", "", len(seen.letters))
    changes = translate("Bundles", "%n change(s) in all", "", seen.changes)
    inside = translate("Bundles", "{letters}, {changes}.")
    return f"{told} {fill(inside, letters=letters, changes=changes)}"


def what_came(came: BundleRead) -> str:
    """Return what reading brought; nothing is left out that a person may ask for."""
    pieces = [
        (came.new, translate("Bundles", "%n new household(s)", "", came.new)),
        (came.updated, translate("Bundles", "%n updated", "", came.updated)),
        (came.conflicts, translate("Bundles", "%n conflict(s)", "", came.conflicts)),
    ]
    comma = translate("Bundles", ", ", "between names")
    counted = comma.join(words for count, words in pieces if count)
    nothing = translate("Bundles", "Nothing new for this laptop")
    more = [
        (
            came.receipts,
            translate(
                "Bundles", "The registry confirmed %n change(s).", "", came.receipts
            ),
        ),
        (
            came.attachments,
            translate(
                "Bundles",
                "The registry has %n photo(s) or file(s) more of this laptop.",
                "",
                came.attachments,
            ),
        ),
        (
            came.contents,
            translate("Bundles", "%n photo(s) or file(s) came.", "", came.contents),
        ),
        (
            came.custody,
            translate("Bundles", "A supervisor holds %n change(s).", "", came.custody),
        ),
        (
            came.carried,
            translate("Bundles", "%n letter(s) wait here to go on.", "", came.carried),
        ),
    ]
    told = [words for count, words in more if count]
    told += [translate("Problem", SENTENCES.get(code, code)) for code in came.refused]
    if came.laptops:
        names = comma.join(each.name or str(each.device) for each in came.laptops)
        heard = translate("Bundles", "Heard of {laptops}.")
        told.append(fill(heard, laptops=names))
    brought = fill(translate("Bundles", "{what}."), what=counted or nothing)
    return " ".join([brought, *told])
