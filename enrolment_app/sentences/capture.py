"""Sentences about instruments and files: receivers, codes, pictures."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

CAPTURE: Mapping[str, str] = {
    "capture.failed": QT_TRANSLATE_NOOP(
        "Problem",
        "The instrument did not give what was asked of it. Nothing was changed; try "
        "again.",
    ),
    "position.none": QT_TRANSLATE_NOOP(
        "Problem",
        "No position can be had. Nothing was changed; type it from the receiver's "
        "display.",
    ),
    "position.port": QT_TRANSLATE_NOOP(
        "Problem",
        "The receiver cannot be opened: it was unplugged, another program uses it, or "
        "this person may not. Connect it again, or type the position.",
    ),
    "position.silent": QT_TRANSLATE_NOOP(
        "Problem",
        "Nothing came from the receiver. See that it is switched on and that it is the "
        "one chosen here, or type the position.",
    ),
    "position.garbled": QT_TRANSLATE_NOOP(
        "Problem",
        "What came over this connection is not the language of receivers (NMEA 0183). "
        "Choose another connection, or type the position.",
    ),
    "position.no_sky": QT_TRANSLATE_NOOP(
        "Problem",
        "The receiver does not know yet where it is. Go into the open and wait for a "
        "minute, then try again, or type the position.",
    ),
    "picture.no_code": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no readable code in this picture. Take it nearer and sharper, or "
        "type the code.",
    ),
    "picture.unreadable": QT_TRANSLATE_NOOP(
        "Problem",
        "This file is no picture that can be read here. Nothing was changed; JPEG and "
        "PNG pictures always can.",
    ),
    "file.too_large": QT_TRANSLATE_NOOP(
        "Problem",
        "The file is larger than {most}, the most that an answer may be. Nothing was "
        "changed; choose a smaller one.",
    ),
    "file.unread": QT_TRANSLATE_NOOP(
        "Problem",
        "The file cannot be read, or there is nothing in it. Nothing was changed; see "
        "that the stick or card is still connected.",
    ),
}
