"""Words about the exchange and the registry."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

LINE: Mapping[str, str] = {
    "sync.exchange_failed": QT_TRANSLATE_NOOP(
        "Problem",
        "The exchange did not come about. Nothing was lost; try again later.",
    ),
    "sync.peer_unreachable": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry cannot be reached. Nothing was lost; everything is kept here."
        " Check the network and try again later.",
    ),
    "sync.proxy_refused": QT_TRANSLATE_NOOP(
        "Problem",
        "The proxy of this network asks for a name and password, or does not accept"
        " those it was given. Nothing was lost; an administrator sets them with"
        " `indraj device proxy`.",
    ),
    "sync.peer_busy": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry is busy and asks to come back in {retry_after_seconds} "
        "seconds. Nothing was lost; try again then.",
    ),
    "sync.peer_refused": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry declined this exchange. Nothing was lost; everything is kept "
        "here. Ask the registry's administrator.",
    ),
    "sync.device_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry does not know this laptop. Nothing was lost; everything is "
        "kept here. Ask the registry's administrator for a provisioning file.",
    ),
    "sync.device_revoked": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry no longer accepts this laptop. Nothing was lost; everything "
        "is kept here. Hand the laptop to your supervisor.",
    ),
    "sync.token_spent": QT_TRANSLATE_NOOP(
        "Problem",
        "The one-time token of this provisioning file was used already or has run "
        "out. Nothing was lost; ask for a new provisioning file.",
    ),
    "sync.token_missing": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry did not accept this laptop's access. Nothing was lost; try "
        "again.",
    ),
    "sync.cancelled": QT_TRANSLATE_NOOP(
        "Problem",
        "The exchange was stopped. What had arrived is kept, nothing was lost, and "
        "it can be started again at any time.",
    ),
    "sync.wrong_registry": QT_TRANSLATE_NOOP(
        "Problem",
        "Another registry answers at this address than the one that enrolled this "
        "laptop. Nothing was handed over and nothing was lost; check the address.",
    ),
    "sync.clock_apart": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry does not accept this laptop's clock. Nothing was lost; set "
        "date and time right and try again.",
    ),
    "sync.request_too_large": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry takes no message of this size. Nothing was lost; ask the "
        "registry's administrator.",
    ),
    "sync.integrity": QT_TRANSLATE_NOOP(
        "Problem",
        "Something that came is not what it claims to be. It was not taken; nothing"
        " here was changed. Ask the registry's administrator.",
    ),
    "sync.malformed": QT_TRANSLATE_NOOP(
        "Problem",
        "What came cannot be read as what it should be. It was not taken; nothing "
        "here was changed. Check where it came from and try again.",
    ),
    "sync.too_large": QT_TRANSLATE_NOOP(
        "Problem",
        "What came is larger than anything allowed. It was not taken; nothing here "
        "was changed.",
    ),
    "sync.unknown_version": QT_TRANSLATE_NOOP(
        "Problem",
        "What came was written by a version of Indraj that this one does not "
        "understand. It was not taken; nothing here was changed. Update Indraj.",
    ),
    "sync.bad_signature": QT_TRANSLATE_NOOP(
        "Problem",
        "The signature does not fit: it was altered or comes from somebody else. It"
        " was not taken; nothing here was changed. Ask for it again from its "
        "source.",
    ),
    "sync.former_key": QT_TRANSLATE_NOOP(
        "Problem",
        "This was signed with a key that the registry has given up. It was not taken;"
        " nothing here was changed. Exchange again; if this is said again, tell the "
        "registry's administrator: somebody may have the old key.",
    ),
    "sync.wrong_names": QT_TRANSLATE_NOOP(
        "Problem",
        "The content is not what was signed. It was not taken; nothing here was "
        "changed. Ask the registry's administrator.",
    ),
    "sync.broken_chain": QT_TRANSLATE_NOOP(
        "Problem",
        "A piece of a laptop's work is missing or was exchanged. Nothing was lost "
        "here; ask the registry's administrator to look.",
    ),
    "sync.forked": QT_TRANSLATE_NOOP(
        "Problem",
        "Two laptops write as one. Both are kept and nothing was lost; take a new "
        "provisioning file for one of them.",
    ),
    "sync.registry_went_back": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry holds less than it confirmed before. Nothing was lost; "
        "everything is kept here. Its administrator must say that it was restored "
        "from a backup.",
    ),
    "sync.no_progress": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry promises more and sends nothing. Nothing was lost; try again "
        "later.",
    ),
    "registry.failed": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry could not do this. What it stored before is still stored; try"
        " again.",
    ),
    "registry.missing": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no registry at this place. Check the folder or the database, or "
        "make one with `indraj registry init`.",
    ),
    "registry.database_missing": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry's database is not there, or nothing is in it. Nothing was "
        "changed; check that its disk is there and that its address is right, or "
        "restore a backup in an empty folder.",
    ),
    "registry.file_unwritten": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} cannot be written: its folder is not there, is full, or is not yours "
        "to write in. Nothing was lost; choose another place and try again.",
    ),
    "registry.unserved": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry cannot be served at {place}: the address or port is not this "
        "computer's or is in use, or the certificate and its key do not fit. Nothing "
        "was changed.",
    ),
    "registry.not_a_gazetteer": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} is no list of places: a CSV in UTF-8 with commas between, and columns "
        "`code` and `name_en`. Nothing was changed.",
    ),
    "registry.no_partition": QT_TRANSLATE_NOOP(
        "Problem",
        "The area {area} can have no tables of its own: its code holds more than ASCII "
        "letters, digits, `_` and `-`. Nothing was changed; leave it out.",
    ),
    "registry.person_ended": QT_TRANSLATE_NOOP(
        "Problem",
        "{person} works with the register no more. Nothing was changed; if they do "
        "again, `indraj registry person end ID --undo` says so.",
    ),
    "registry.key_missing": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry signs with a newer key than the one in this folder. Nothing was "
        "changed; bring the newest file `registry.key` here and try again.",
    ),
    "registry.exists": QT_TRANSLATE_NOOP(
        "Problem",
        "There already is a registry at this place, and it was left as it is. "
        "Choose another folder or database.",
    ),
    "registry.extra_missing": QT_TRANSLATE_NOOP(
        "Problem",
        "The central side's libraries are not installed on this computer. Install "
        "them with `pip install indraj[registry]`; a laptop does not need them.",
    ),
    "registry.not_yourself": QT_TRANSLATE_NOOP(
        "Problem",
        "The message speaks for another laptop than the one that brought it. "
        "Nothing was taken.",
    ),
    "registry.newer": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry's database is of a later version than this program. Nothing was "
        "changed; install that version.",
    ),
    "registry.outdated": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry's database is of an earlier version than this program. Back it "
        "up and run `indraj registry upgrade`; nothing was changed.",
    ),
    "registry.restored": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry's database is older than what the registry said last. If "
        "`restore` was stopped, run it again. If the database came from a backup "
        "otherwise, run `indraj registry restored` once, then serve again.",
    ),
    "registry.database_unreachable": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry's database does not answer. Nothing was lost; check that it "
        "runs and that its address is right.",
    ),
    "registry.clashed": QT_TRANSLATE_NOOP(
        "Problem",
        "Several wrote to the registry at the same moment. Nothing of this was "
        "stored; try again.",
    ),
    "registry.backup_damaged": QT_TRANSLATE_NOOP(
        "Problem",
        "This is no whole backup of a registry. Nothing was changed; take another "
        "copy.",
    ),
    "registry.too_many_requests": QT_TRANSLATE_NOOP(
        "Problem",
        "Too many requests came from here in a short time. Nothing was lost; wait a "
        "little and try again.",
    ),
    "registry.no_such_area": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no area {area} in the geography. Nothing was changed; "
        "`indraj registry area list` shows them.",
    ),
    "geography.no_such_place": QT_TRANSLATE_NOOP(
        "Problem",
        "This laptop knows no place {code}. It knows its own areas, what lies in them "
        "and what they lie in; `indraj geography` shows them.",
    ),
    "update.odd": QT_TRANSLATE_NOOP(
        "Problem",
        "What is said of {file} is not as it must be: {field}. Nothing was published; "
        "give `--version` and `--platform` where its name does not tell them.",
    ),
    "update.unpublished": QT_TRANSLATE_NOOP(
        "Problem",
        "No package {version} for {platform} was published. Nothing was changed; "
        "`indraj registry update list` shows them.",
    ),
    "update.altered": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} is not what the registry published under that name. Do not install it; "
        "ask for another copy, and tell the office where this one came from.",
    ),
    "update.withdrawn": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} is version {version}, which the registry has withdrawn. Do not install "
        "it; ask for a newer one.",
    ),
    "update.unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "This laptop has heard of no package like {file}. Sync first, or read a bundle "
        "of the office; do not install what the registry has not published.",
    ),
    "registry.place_odd": QT_TRANSLATE_NOOP(
        "Problem",
        "What is said of the area {area} is not as it must be: {field}. Nothing was "
        "changed; `docs/registry.md` says what each field may be.",
    ),
    "registry.person_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry knows nobody as {person}. Nothing was changed; "
        "`indraj registry person list` shows everybody.",
    ),
    "registry.attachments_unreachable": QT_TRANSLATE_NOOP(
        "Problem",
        "Where the registry keeps photos and files cannot be reached or is full. "
        "Nothing was lost; check its address, its rights and its room.",
    ),
    "registry.attachment_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "No photo or file {digest} is known in this area. "
        "`indraj registry attachments list` shows what is.",
    ),
    "registry.log_spoilt": QT_TRANSLATE_NOOP(
        "Problem",
        "The disk altered entries of the register's log: {places}. All else was done, "
        "and nothing from there on is called durable, so laptops keep their copies. "
        "Mend the disk, and restore the newest backup that is whole: laptops bring "
        "again what came since.",
    ),
    "registry.list_of_other_epoch": QT_TRANSLATE_NOOP(
        "Problem",
        "This list is of another registry, or from before it was restored. Nothing "
        "was changed; make a new one with `indraj registry durable --json`.",
    ),
}
