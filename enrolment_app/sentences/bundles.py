"""Words about bundles: sealed files that are carried by hand."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

BUNDLES: Mapping[str, str] = {
    "bundle.refused": QT_TRANSLATE_NOOP(
        "Problem",
        "This bundle was not taken. Nothing here was changed.",
    ),
    "bundle.not_a_bundle": QT_TRANSLATE_NOOP(
        "Problem",
        "This file is not a bundle. Nothing here was changed; choose a file "
        "that Indraj wrote.",
    ),
    "bundle.cut_short": QT_TRANSLATE_NOOP(
        "Problem",
        "The end of this bundle is missing: it was not copied whole, or the "
        "stick was pulled out too early. Nothing here was changed; copy it "
        "again or have it written again.",
    ),
    "bundle.altered": QT_TRANSLATE_NOOP(
        "Problem",
        "This bundle is not as it was written: it is damaged or somebody "
        "changed it. Nothing here was changed; have it written again.",
    ),
    "bundle.too_large": QT_TRANSLATE_NOOP(
        "Problem",
        "This bundle is larger than any may be. It was not read; nothing here "
        "was changed.",
    ),
    "bundle.newer": QT_TRANSLATE_NOOP(
        "Problem",
        "A newer version of Indraj wrote this bundle. Nothing here was changed;"
        " update Indraj and read it again.",
    ),
    "bundle.other_registry": QT_TRANSLATE_NOOP(
        "Problem",
        "This bundle belongs to another registry than this laptop does. Nothing"
        " here was changed.",
    ),
    "bundle.other_district": QT_TRANSLATE_NOOP(
        "Problem",
        "This bundle is not sealed to you: it comes from another district, or was "
        "written with a newer key of yours that this laptop has not heard of. Nothing "
        "here was changed; exchange first, or take it to the registry.",
    ),
    "bundle.for_somebody_else": QT_TRANSLATE_NOOP(
        "Problem",
        "Nothing in this bundle is for this laptop; it is for {whose}. Nothing "
        "here was changed.",
    ),
    "bundle.for_registry": QT_TRANSLATE_NOOP(
        "Problem",
        "This bundle is on its way to the registry; there is nothing in it for "
        "this laptop. Nothing here was changed.",
    ),
    "bundle.empty": QT_TRANSLATE_NOOP(
        "Problem",
        "There is nothing in this bundle. Nothing here was changed.",
    ),
    "bundle.unwritten": QT_TRANSLATE_NOOP(
        "Problem",
        "The bundle could not be written: the stick is full, protected or was "
        "pulled out. Nothing was lost; what was on it before is still there. "
        "Try again or take another stick.",
    ),
    "bundle.file_unreadable": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} cannot be read. Nothing here was changed; check that the stick "
        "is plugged in.",
    ),
    "bundle.no_readers": QT_TRANSLATE_NOOP(
        "Problem",
        "This laptop was set up from a file that says nobody to seal bundles "
        "to. Nothing was written; ask for a new provisioning file, or exchange "
        "over the network.",
    ),
    "bundle.reading_key_sealed": QT_TRANSLATE_NOOP(
        "Problem",
        "The key that opens the district's bundles is still locked on this "
        "laptop. Nothing here was changed; enter your activation code first.",
    ),
    "bundle.wrong_code": QT_TRANSLATE_NOOP(
        "Problem",
        "This activation code does not open the district's key. Look at it "
        "again; nothing was changed.",
    ),
    "bundle.without_basis": QT_TRANSLATE_NOOP(
        "Problem",
        "An answer builds on something that this laptop no longer has, so it "
        "was not used. Nothing was lost; write a new bundle and have it "
        "answered.",
    ),
}
