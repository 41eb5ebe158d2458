"""Words about attachments: photos, signatures, sounds and files of an answer."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

ATTACHMENTS: Mapping[str, str] = {
    "attachment.missing": QT_TRANSLATE_NOOP(
        "Problem",
        "The file of this answer is not on this laptop. The answer itself is kept; "
        "exchange with the registry to receive the file.",
    ),
    "attachment.damaged": QT_TRANSLATE_NOOP(
        "Problem",
        "The file of this answer is damaged and was left as it is. The answer itself "
        "is kept. Attach the file again, or exchange with the registry to receive it.",
    ),
    "attachment.too_large": QT_TRANSLATE_NOOP(
        "Problem",
        "The file is too large: an answer takes at most 64 MiB. Nothing was changed; "
        "choose a smaller file.",
    ),
    "attachment.unreadable": QT_TRANSLATE_NOOP(
        "Problem",
        "The file {file} cannot be read. Nothing was attached; check its name and that "
        "you may read it.",
    ),
    "attachment.unwritable": QT_TRANSLATE_NOOP(
        "Problem",
        "The file {file} cannot be written. Choose another place; what was attached "
        "stays in the store.",
    ),
}
