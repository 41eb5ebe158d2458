"""Questionnaires: published once by the hash of their content, told to everybody."""

from sync.registry.acceptance import UNPROVED_FORM
from sync.registry.holding import hold, hold_all
from sync.registry.office import Office
from sync.registry.quarantine import prune_readable, release_readable
from sync.registry.storage import NewEntry
from sync.registry.waiting import try_again
from sync.session.entries import EVERYBODY, FormBody, FormEntry
from sync.session.entrycode import NUMBERS, encode_entry

UNFINISHED = "publication_unfinished"
"""The setting with the hash of what was published last, until all that follows is done.
"""


def publish(office: Office, body: FormBody) -> int:
    """Publish a questionnaire; give how many held changes could be delivered for it.

    Publishing the same content again changes nothing.
    """
    with office.storage.writing() as books:
        # What is taken in or erased meanwhile is either there before, or can read it.
        hold_all(books)
        if books.forms.get(body.hash) is None:
            books.forms.add(body, office.clock())
            entry = encode_entry(FormEntry(body.form, body.version, body.hash))
            books.log.append(EVERYBODY, [NewEntry(NUMBERS[FormEntry], entry, entry)])
        books.put_setting(UNFINISHED, body.hash)
    return finish(office)


def finish(office: Office) -> int:
    """Do what follows from a publication, once: also one that was cut off before.

    What was erased is taken out of what can be read now, and what waited is judged.
    """
    with office.storage.reading() as books:
        begun = books.setting(UNFINISHED)
    if not begun:
        return 0
    # While it is whole: what is pruned at the door needs no other proof.
    try_again(office, UNPROVED_FORM)
    prune_readable(office)
    released = release_readable(office)
    with office.storage.writing() as books:
        hold(books, None)
        # Whoever published something since finishes that one too.
        if books.setting(UNFINISHED) == begun:
            books.put_setting(UNFINISHED, "")
    return released
