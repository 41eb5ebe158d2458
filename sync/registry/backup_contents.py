"""The contents of attachments in a backup: beside the file, once for all backups there.

A content never changes under its hash, so backups in one folder share what both hold:
a nightly backup copies what is new. What was erased at the registry goes from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sync.registry.attachments_kept import blocks, is_whole
from sync.registry.bodies import Bodies, FolderBodies, unreachable
from sync.registry.office import Office
from sync.session.attached import State

BESIDE = "attachments-copied"
"""The folder beside a backup; never the registry's own, which is named otherwise."""


@dataclass(frozen=True, slots=True)
class ContentsCopied:
    """Which contents are in the copy now, how many are new there, how many lack."""

    held: frozenset[bytes] = frozenset()
    new: int = 0
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class ContentsBack:
    """Which contents lie whole in a backup, and how many are awaited again."""

    held: frozenset[bytes] = frozenset()
    awaited: int = 0


def beside(file: Path) -> FolderBodies:
    """Give the contents that lie beside a backup."""
    return FolderBodies(file.parent / BESIDE)


def copy_contents(
    office: Office, file: Path, contents: Mapping[bytes, int]
) -> ContentsCopied:
    """Copy what lacks beside a backup, and read back all that it is to hold.

    What cannot be read here, or there, does not count.
    """
    copies, held, new = beside(file), set(), 0
    with unreachable():
        copies.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for digest, size in sorted(contents.items()):
        if is_whole(copies, digest, size):
            held.add(digest)
        elif is_whole(office.bodies, digest, size):
            copies.put(digest, blocks(office.bodies, digest, size))
            if is_whole(copies, digest, size):
                held.add(digest)
                new += 1
    _forget_erased(office, copies)
    return ContentsCopied(frozenset(held), new, len(contents) - len(held))


def held_beside(file: Path, contents: Mapping[bytes, int]) -> ContentsCopied:
    """Read what lies beside a backup of the contents that it names."""
    copies = beside(file)
    held = {d for d, size in contents.items() if is_whole(copies, d, size)}
    return ContentsCopied(frozenset(held), 0, len(contents) - len(held))


def bring_back(office: Office, copies: Bodies | None) -> ContentsBack:
    """Put back what a restored registry counts as stored; what lacks is awaited again.

    `copies` is None where none are to be brought: then only what is in place counts.
    """
    with office.storage.reading() as books:
        stored = books.attachments.in_area((), State.STORED, most=-1)
    sizes = {one.digest: one.size for one in stored}
    held = {d for d, s in sizes.items() if copies and is_whole(copies, d, s)}
    for digest in sorted(held):
        if copies and not is_whole(office.bodies, digest, sizes[digest]):
            office.bodies.put(digest, blocks(copies, digest, sizes[digest]))
    here = held | {d for d in sizes if office.bodies.read(d, 0, 1) is not None}
    lost = [one.key for one in stored if one.digest not in here]
    with office.storage.writing() as books:
        for key in lost:
            books.attachments.lose(key)
    return ContentsBack(frozenset(held), len(lost))


def _forget_erased(office: Office, copies: Bodies) -> None:
    with office.storage.reading() as books:
        erased = books.attachments.in_area((), State.ERASED, most=-1)
        gone = [o.digest for o in erased if not books.attachments.needed(o.digest)]
    for digest in gone:
        copies.erase(digest)
