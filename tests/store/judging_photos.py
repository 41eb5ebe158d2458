"""What must be true of photos at the end of a history of real stores."""

from enrolment_app.actions.want_attachment import want_attachment
from sync.attachments import digest_of, named_in_change
from sync.session.attached import Key, State


def named(store):
    """Give what shown changes name, with the areas that they stand in."""
    rows = store._connection.read("SELECT area, body FROM changes WHERE shown")
    found = {}
    for area, body in rows:
        for reference in named_in_change(body):
            found.setdefault(reference, set()).add(area)
    return found


def all_are_looked_at(field):
    """Everybody wants to see every photo, and exchanges once more."""
    for name, work in field.works.items():
        for reference in sorted(named(work.store)):
            want_attachment(work, reference)
        field.talk(name, well=True)


def judge(field):
    """Photos that stand are there, for everybody; what is erased is nowhere."""
    for name, work in field.works.items():
        store, standing = work.store, named(work.store)
        for reference in sorted(standing):
            assert reference in field.photos, f"{name} names {reference}"
            assert store.attachments.holds(reference), f"{name} lacks {reference}"
            content = b"".join(store.attachments.read(reference))
            assert content == field.photos[reference], f"{name} has another"
        for reference in sorted(field.photos.keys() - standing.keys()):
            assert not lies_here(store, reference), f"{name} still has {reference}"
        the_registry_has(field.office, field.photos, standing)


def the_registry_has(office, photos, standing):
    for reference, content in photos.items():
        digest = digest_of(reference)
        found = office.bodies.read(digest, 0, len(content))
        kept = content if reference in standing else None
        assert found == kept, f"the registry and {reference}: {standing.get(reference)}"
        keys = [Key(area, digest) for area in standing.get(reference, ())]
        with office.storage.reading() as books:
            known = books.attachments.find(keys)
        for key in keys:
            assert known[key].state == State.STORED, f"{reference} in {key.area}"


def lies_here(store, reference):
    """Tell whether anything of a content lies on a laptop, of whatever kind it is."""
    if store._attaching.kept.holds(digest_of(reference)):
        return True
    begins = digest_of(reference).hex()
    sql = "SELECT 1 FROM {} WHERE substr(reference, 1, 64) = ?"
    tables = ("attachments", "thumbnails", "arriving", "naming")
    return any(store._connection.read(sql.format(each), (begins,)) for each in tables)
