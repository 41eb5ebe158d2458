"""What a kept file is, in words: never its reference, which says nothing to anybody."""

from enrolment_app.ui.sizes import size_words
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, fill, translate
from sync.attachments import is_reference, media_type

PICTURE = "image"
KINDS = {
    PICTURE: (QT_TRANSLATE_NOOP("Attached", "Picture"), "image"),
    "audio": (QT_TRANSLATE_NOOP("Attached", "Sound recording"), "mic"),
    "video": (QT_TRANSLATE_NOOP("Attached", "Film"), "video"),
}
FILE = (QT_TRANSLATE_NOOP("Attached", "File"), "paperclip")


def kind_of(reference: str) -> str:
    """Give image, audio, video or whatever else a kept file is, by its extension."""
    return media_type(reference).partition("/")[0]


def icon_of(reference: str) -> str:
    """Give the icon of a kept file's kind."""
    return KINDS.get(kind_of(reference), FILE)[1]


def attached_words(reference: str, size_bytes: int | None = None) -> str:
    """Give "Picture, 182 KB" for a kept file, "Picture" where nobody knows its size."""
    word = translate("Attached", KINDS.get(kind_of(reference), FILE)[0])
    if size_bytes is None:
        return word
    both = translate("Attached", "{kind}, {size}")
    return fill(both, kind=word, size=size_words(size_bytes))


def spoken(value: str) -> str:
    """Give an answer as people read it: a reference by what it is, else as it is."""
    return attached_words(value) if is_reference(value) else value
