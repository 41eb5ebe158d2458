"""`indraj store`: this laptop's encrypted files."""

from pathlib import Path

import click

from enrolment_app.cli.place import Place, placed

INTEGRITY = 5


@click.group()
def store() -> None:
    """This laptop's encrypted files: create, info, check, rebuild, rescue ..."""


@store.command()
@click.option("--person", default="", help="The name of who can open it.")
@placed
def create(place: Place, person: str) -> None:
    """Make an encrypted store for one person; refuses where there is one."""
    from enrolment_app.actions.create_store import create_store
    from enrolment_app.store import Store, StoreExists

    if Store.exists(place.store_dir):
        raise StoreExists
    passphrase = place.passphrase(new=True)
    work = create_store(place.store_dir, passphrase, person, place.machine)
    try:
        document = {"store": work.store.id, "person": work.person.id}
    finally:
        work.store.close()
    place.say(document, f"The store is made: {place.store_dir}")


@store.command()
@placed
def info(place: Place) -> None:
    """Say what is in the store, in numbers."""
    with place.work() as work:
        held = work.store.households.custody_counts()
        attached = work.store.attachments.counted()
        document = {
            "store": work.store.id,
            "device": work.store.device.number,
            "trouble": work.store.device.trouble,
            "areas": list(work.store.device.areas),
            "households": sum(held.values()),
            "custody": {custody.value: count for custody, count in held.items()},
            "open_visits": len(work.store.visits.open()),
            "waiting": work.store.exchange.waiting(),
            "forms": [
                {"form": form.form, "version": form.version, "hash": form.layout.id}
                for form in work.store.forms.all()
            ],
            "attachments": {
                "here": attached.here,
                "bytes": attached.bytes,
                "awaiting": attached.awaiting,
                "unconfirmed": attached.unconfirmed,
            },
            "low_on_space": work.store.low_on_space,
        }
    place.say(
        document,
        f"Households: {document['households']}",
        f"Open visits: {document['open_visits']}",
        f"Sealed changes the registry has not confirmed: {document['waiting']}",
        f"Attachments: {attached.here} with {attached.bytes} bytes, of them"
        f" {attached.unconfirmed} the registry has not confirmed;"
        f" awaited: {attached.awaiting}",
        f"Device number: {document['device'] or 'not enrolled'}",
    )


@store.command()
@placed
def check(place: Place) -> int:
    """Verify database, chains, lists and attachments; exit status 5 for any wrong."""
    with place.work() as work:
        found = work.store.check()
    document = {
        "sound": found.sound,
        "households": found.households,
        "changes": found.changes,
        "database": list(found.database),
        "chains": list(found.chains),
        "projections": list(found.projections),
        "files": found.files,
        "attachments": list(found.attachments),
    }
    wrong = [*found.database, *found.chains]
    wrong += [f"list differs from the journal: {each}" for each in found.projections]
    wrong += [f"attachment {each}" for each in found.attachments]
    sound = f"Sound: {found.changes} changes, {found.files} attachments."
    place.say(document, *(wrong or [sound]))
    return 0 if found.sound else INTEGRITY


@store.command()
@placed
def rebuild(place: Place) -> None:
    """Make lists and the search index anew from the journal."""
    with place.work() as work:
        households = work.store.rebuild()
    place.say({"households": households}, f"Made anew: {households} households.")


@store.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@placed
def rescue(place: Place, folder: Path) -> int:
    """Make a sound store in FOLDER of what a damaged one still gives."""
    from enrolment_app.actions.rescue_store import rescue_store

    done = rescue_store(place.store_dir, place.passphrase(), folder, place.machine)
    document = {
        "changes": done.changes,
        "own": done.own,
        "open_visits": done.visits,
        "attachments": done.attachments,
        "lost": done.lost,
        "households": list(done.households),
    }
    place.say(
        document,
        f"Changes that came over: {done.changes}, of them only here: {done.own}",
        f"Open visits that came over: {done.visits}",
        f"Attachments that came over: {done.attachments}",
        f"What does not read: {len(done.lost)}",
        *(f"  incomplete until the next exchange: {each}" for each in done.households),
        "Enrol the new store before its next exchange. The old one is as it was.",
    )
    return INTEGRITY if done.lost else 0


@store.command()
@placed
def rekey(place: Place) -> None:
    """Put everything under another key; everybody's passphrase stays as it is."""
    from enrolment_app.actions.rekey_store import rekey_store

    with place.work() as work:
        rekey_store(work)
    place.say({"rekeyed": True}, "The store is under another key.")


@store.command()
@click.argument("place_of_backup", type=click.Path(path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=7,
    show_default=True,
    help="In a folder: how many of this store's backups stay there.",
)
@placed
def backup(place: Place, place_of_backup: Path, keep: int) -> None:
    """Write a verified copy, as secret as the store: to a file, or into a folder.

    In a folder attachments lie beside the backups, each once; take them along.
    """
    from enrolment_app.actions.back_up import back_up_into

    removed: tuple[Path, ...] = ()
    file = place_of_backup
    with place.work() as work:
        if place_of_backup.is_dir():
            rotated = back_up_into(work, place_of_backup, keep)
            file, done, removed = rotated.file, rotated.done, rotated.removed
        else:
            done = work.store.back_up(place_of_backup)
    document = {
        "file": str(file),
        "bytes": done.size_bytes,
        "households": done.households,
        "changes": done.changes,
        "attachments": done.attachments,
        "removed": [each.name for each in removed],
    }
    place.say(
        document, f"Backed up and read back: {done.households} households, {file}"
    )


@store.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@placed
def restore(place: Place, file: Path) -> None:
    """Make a store of a backup where there is none; it needs to be enrolled again."""
    from enrolment_app.store import put_back

    lacking = put_back(file, place.store_dir)
    with place.work() as work:
        households = sum(work.store.households.custody_counts().values())
        trouble = work.store.device.trouble
    place.say(
        {"households": households, "trouble": trouble, "lacking": lacking},
        f"Put back: {households} households.",
        *([f"Attachments not beside the backup: {lacking}"] if lacking else []),
        "Enrol this laptop again before its next exchange.",
    )
