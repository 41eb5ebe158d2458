"""Words about this laptop: its store, its files, its place at the registry."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

LAPTOP: Mapping[str, str] = {
    "cli.our_failure": QT_TRANSLATE_NOOP(
        "Problem",
        "Indraj failed in a way it should not. What was saved before is still "
        "saved. Where it happened, without anybody's answers, was written to "
        "{file}; please send that file to the project.",
    ),
    "cli.passphrase_file": QT_TRANSLATE_NOOP(
        "Problem",
        "The passphrase file {file} cannot be read. Nothing was changed; check the "
        "file's name and that you may read it.",
    ),
    "cli.no_passphrase": QT_TRANSLATE_NOOP(
        "Problem",
        "No passphrase was given, and nobody can be asked here. Nothing was changed; "
        "name a file with --passphrase-file, or set INDRAJ_PASSPHRASE.",
    ),
    "cli.no_new_passphrase": QT_TRANSLATE_NOOP(
        "Problem",
        "No new passphrase was given, and nobody can be asked here. Nothing was "
        "changed; name a file with --new-passphrase-file, or set "
        "INDRAJ_NEW_PASSPHRASE.",
    ),
    "cli.no_code": QT_TRANSLATE_NOOP(
        "Problem",
        "No recovery code was given, and nobody can be asked here. Nothing was "
        "changed; name a file with --code-file, or set INDRAJ_RECOVERY_CODE.",
    ),
    "cli.file_unreadable": QT_TRANSLATE_NOOP(
        "Problem",
        "The file {file} cannot be read. Nothing was changed; check its name and "
        "that you may read it.",
    ),
    "cli.not_json": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} holds no JSON object. Nothing was changed; check the file.",
    ),
    "failed": QT_TRANSLATE_NOOP(
        "Problem",
        "Something outside the program failed. What was saved before is still "
        "saved; try again.",
    ),
    "store.failed": QT_TRANSLATE_NOOP(
        "Problem",
        "The store could not do this. What was saved before is still saved; try "
        "again, and run `indraj store check`.",
    ),
    "store.none": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no store at this place. Check the folder, or make one with "
        "`indraj store create` or `indraj device enrol`.",
    ),
    "store.exists": QT_TRANSLATE_NOOP(
        "Problem",
        "There already is a store at this place, and it was left as it is. Choose "
        "another folder.",
    ),
    "store.in_use": QT_TRANSLATE_NOOP(
        "Problem",
        "The store is open in another window or program. Nothing was changed; close"
        " that one first.",
    ),
    "store.damaged": QT_TRANSLATE_NOOP(
        "Problem",
        "The store's files are damaged, and were left as they are. What the "
        "registry confirmed is safe there. Do not delete the folder; restore a "
        "backup to another place, or ask your administrator.",
    ),
    "store.slots_damaged": QT_TRANSLATE_NOOP(
        "Problem",
        "The files with the store's keys are damaged, and were left as they are. "
        "The answers are still there, but cannot be opened without a key. Do not "
        "delete the folder; ask your administrator for recovery.",
    ),
    "store.wrong_key": QT_TRANSLATE_NOOP(
        "Problem",
        "The store's database does not open with the store's own key: one of its "
        "files was exchanged or damaged. Nothing was changed. Do not delete the "
        "folder; restore a backup to another place, or ask your administrator.",
    ),
    "store.newer": QT_TRANSLATE_NOOP(
        "Problem",
        "A later version of Indraj wrote this store. Nothing was changed; install "
        "that version.",
    ),
    "store.wrong_passphrase": QT_TRANSLATE_NOOP(
        "Problem",
        "That passphrase does not open this store. Nothing was lost; check the "
        "keyboard's language and type it again. Tries before a wait: {left}.",
    ),
    "store.too_many_guesses": QT_TRANSLATE_NOOP(
        "Problem",
        "Too many wrong passphrases. Nothing was lost; wait {seconds} seconds and "
        "try again.",
    ),
    "store.disk_full": QT_TRANSLATE_NOOP(
        "Problem",
        "The disk is full. What was saved before is safe, but this was not saved. "
        "Free some space, then do it again.",
    ),
    "store.disk_failed": QT_TRANSLATE_NOOP(
        "Problem",
        "The disk refused to read or write. What was saved before is kept as far as"
        " the disk holds it. Check that the disk is present and may be written to, "
        "then try again.",
    ),
    "store.not_known": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no such thing in this store. Check what was asked for, or "
        "exchange with the registry to receive it.",
    ),
    "device.file_unreadable": QT_TRANSLATE_NOOP(
        "Problem",
        "The provisioning file {file} cannot be read. Nothing was changed; check "
        "its name and that you may read it.",
    ),
    "device.not_a_provisioning_file": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} is no provisioning file. Nothing was changed; ask your "
        "administrator for the file made with `indraj registry device add`.",
    ),
    "device.not_a_proxy": QT_TRANSLATE_NOOP(
        "Problem",
        "This is not the address of a proxy. Write it as"
        " `http://name:password@host:port`, `none` or `system`.",
    ),
    "device.file_expired": QT_TRANSLATE_NOOP(
        "Problem",
        "The file {file} could be used until {day}. Nothing was changed; ask your "
        "administrator for a new one, or mend this laptop's date if it is wrong.",
    ),
    "device.another_registry": QT_TRANSLATE_NOOP(
        "Problem",
        "This laptop belongs to the registry {mine}, and the file is of another one, "
        "{other}. Nothing was changed; ask for a file of your own registry.",
    ),
    "device.former_key": QT_TRANSLATE_NOOP(
        "Problem",
        "This file was made before the registry took another key. Nothing was changed;"
        " ask the registry's administrator for a new file.",
    ),
    "device.another_key": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry's key in this file is not the one that this laptop has followed."
        " Nothing was changed. Ask the registry's administrator: somebody may have had"
        " the registry's old key.",
    ),
    "device.who_are_you": QT_TRANSLATE_NOOP(
        "Problem",
        "The file is for several people: {people}. Nothing was changed; say who "
        "begins, or give the activation code.",
    ),
    "device.nobody_of_that_name": QT_TRANSLATE_NOOP(
        "Problem",
        "The file names nobody of that name. It is for {people}. Nothing was "
        "changed; check the name, or ask for a file of your own.",
    ),
    "device.code_needed": QT_TRANSLATE_NOOP(
        "Problem",
        "{person} needs the activation code that the office gave. Nothing was "
        "changed; give the code as well.",
    ),
    "device.wrong_code": QT_TRANSLATE_NOOP(
        "Problem",
        "That is not the activation code of this file. Nothing was changed; check "
        "the letters, and that the paper belongs to this laptop.",
    ),
    "device.passphrase_short": QT_TRANSLATE_NOOP(
        "Problem",
        "The office asks for a passphrase of at least {letters} letters. Nothing was "
        "changed; choose a longer one.",
    ),
    "device.not_enrolled": QT_TRANSLATE_NOOP(
        "Problem",
        "This laptop is not enrolled yet, so there is no registry to exchange with."
        " Everything is kept here; take a provisioning file with `indraj device "
        "enrol`.",
    ),
    "device.no_registry": QT_TRANSLATE_NOOP(
        "Problem",
        "The provisioning file named no address of a registry. Everything is kept "
        "here; give the address with --registry.",
    ),
    "device.enrolled_offline": QT_TRANSLATE_NOOP(
        "Problem",
        "The laptop is ready to work without the registry and will tell it at the "
        "next exchange.",
    ),
    "device.copied": QT_TRANSLATE_NOOP(
        "Problem",
        "This store was copied from another place, and two copies must not write as"
        " one laptop. Everything is kept here and you can go on working; before the"
        " next exchange take a new provisioning file with `indraj device enrol`.",
    ),
    "device.rolled-back": QT_TRANSLATE_NOOP(
        "Problem",
        "This store was put back to an earlier state, and must not write on as if "
        "nothing had happened. Everything is kept here and you can go on working; "
        "before the next exchange take a new provisioning file with `indraj device "
        "enrol`.",
    ),
}
