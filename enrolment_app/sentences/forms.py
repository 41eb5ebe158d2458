"""Words about questionnaires."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

FORMS: Mapping[str, str] = {
    "form.says": QT_TRANSLATE_NOOP(
        "Problem",
        "{message}",
    ),
    "form.unsupported": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire uses {feature}, which Indraj does not do: {where}",
    ),
    "form.repaired_root": QT_TRANSLATE_NOOP(
        "Problem",
        "A question is called data, like the form itself; the form was given another "
        "name inside.",
    ),
    "form.repaired_duplicates": QT_TRANSLATE_NOOP(
        "Problem",
        "A list has one choice twice; both were kept.",
    ),
    "form.repaired_header": QT_TRANSLATE_NOOP(
        "Problem",
        "Sheet {sheet} has two columns for one thing; column {column} was left out.",
    ),
    "form.lacking": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire that this household was captured with has not come to "
        "this laptop yet. Nothing was lost; exchange with the registry and open it "
        "again.",
    ),
    "form.none_installed": QT_TRANSLATE_NOOP(
        "Problem",
        "No questionnaire is installed in this store. Install one with `indraj form"
        " install`, or enrol the laptop with a provisioning file.",
    ),
    "form.not_installed": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no questionnaire {form} in this store; there are: {forms}. "
        "Nothing was written.",
    ),
    "form.which": QT_TRANSLATE_NOOP(
        "Problem",
        "Several questionnaires are installed: {forms}. Nothing was written; name "
        "one with --form.",
    ),
    "form.not_a_form": QT_TRANSLATE_NOOP(
        "Problem",
        "This file is no questionnaire (XLSForm or XForm). Nothing was installed; "
        "choose another file.",
    ),
    "form.unusable": QT_TRANSLATE_NOOP(
        "Problem",
        "This questionnaire cannot be used. Nothing was installed; `indraj form "
        "check` lists what is wrong: {detail}",
    ),
    "form.circular": QT_TRANSLATE_NOOP(
        "Problem",
        "Calculations of this questionnaire need each other's results: {members}. "
        "Nothing was installed; break the circle in the form.",
    ),
    "form.bad_expression": QT_TRANSLATE_NOOP(
        "Problem",
        "An expression of this questionnaire cannot be understood, at {where}: "
        "{expression}. Nothing was installed; correct it in the form.",
    ),
}
