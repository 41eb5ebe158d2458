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
        "Sheet {sheet} has two columns for one thing; what only {column} said was "
        "taken into {kept}.",
    ),
    "form.repaired_twice": QT_TRANSLATE_NOOP(
        "Problem",
        "Column {column} stands there twice; the second one was left out.",
    ),
    "form.repaired_name": QT_TRANSLATE_NOOP(
        "Problem",
        "Sheet {sheet}, row {row}: {name} is a name that forms keep for themselves; "
        "it is called {new} now.",
    ),
    "form.repaired_label": QT_TRANSLATE_NOOP(
        "Problem",
        "Sheet {sheet}, row {row}: {name} has no words; its name is shown instead.",
    ),
    "form.repaired_column": QT_TRANSLATE_NOOP(
        "Problem",
        "Column {column} is for another program and was left out.",
    ),
    "form.repaired_type": QT_TRANSLATE_NOOP(
        "Problem",
        "The type {type} is another program's own; it is asked as {new}.",
    ),
    "form.repaired_signs": QT_TRANSLATE_NOOP(
        "Problem",
        "Column {column}, row {row} and perhaps others: signs were written as in XML; "
        "they were put right.",
    ),
    "form.in_cell": QT_TRANSLATE_NOOP(
        "Problem",
        "Sheet {sheet}, row {row}, column {column}: {detail} Nothing was installed; "
        "correct it in the workbook.",
    ),
    "form.in_row": QT_TRANSLATE_NOOP(
        "Problem",
        "Sheet {sheet}, row {row}: {detail} Nothing was installed; correct it in the "
        "workbook.",
    ),
    "form.in_sheet": QT_TRANSLATE_NOOP(
        "Problem",
        "Sheet {sheet}: {detail} Nothing was installed; correct it in the workbook.",
    ),
    "form.bad_list": QT_TRANSLATE_NOOP(
        "Problem",
        "The file {list} beside the questionnaire is no list (CSV in UTF-8, XML or "
        "GeoJSON). Nothing was installed; mend it or take it away.",
    ),
    "form.reads_nothing": QT_TRANSLATE_NOOP(
        "Problem",
        "Reads {path}, which is no place of this form.",
    ),
    "form.no_such_choice": QT_TRANSLATE_NOOP(
        "Problem",
        "Asks whether {question} is {code}, which is none of its choices.",
    ),
    "form.never_equal": QT_TRANSLATE_NOOP(
        "Problem",
        "Compares {question}, a number or a date, with the words {text}; they are "
        "never the same.",
    ),
    "form.several_chosen": QT_TRANSLATE_NOOP(
        "Problem",
        "Asks whether {question}, of which several can be chosen, is {code} and "
        "nothing else; selected() asks whether it is among them.",
    ),
    "form.no_number": QT_TRANSLATE_NOOP(
        "Problem",
        "Reckons with {question}, whose choices are no numbers; what comes of it is "
        "always blank.",
    ),
    "form.day_as_number": QT_TRANSLATE_NOOP(
        "Problem",
        "Compares the day {question} with a small number; a day counts from 1970. Put "
        "the age into a calculation of its own.",
    ),
    "form.cannot_answer": QT_TRANSLATE_NOOP(
        "Problem",
        "Must be answered and can be answered by nobody: it is required and read-only, "
        "and nothing fills it.",
    ),
    "form.never_asked": QT_TRANSLATE_NOOP(
        "Problem",
        "Is never asked: {expression} cannot be true.",
    ),
    "form.never_right": QT_TRANSLATE_NOOP(
        "Problem",
        "No answer is ever right: {expression} cannot be true.",
    ),
    "form.untranslated": QT_TRANSLATE_NOOP(
        "Problem",
        "In {language}, {count} texts are missing, the first of them at {where}; they "
        "are said in {other}.",
    ),
    "form.asks_presence": QT_TRANSLATE_NOOP(
        "Problem",
        "{expression} asks whether {question} is there, which it always is; compare it "
        "with a value.",
    ),
    "form.regex_open": QT_TRANSLATE_NOOP(
        "Problem",
        "The pattern {pattern} is found anywhere in an answer; begin it with ^ and end "
        "it with $ to mean all of it.",
    ),
    "form.depends_on_itself": QT_TRANSLATE_NOOP(
        "Problem",
        "Is asked depending on itself; whether it is then shown is a matter of chance.",
    ),
    "form.other_dialect": QT_TRANSLATE_NOOP(
        "Problem",
        "This workbook is written for ODK-X, which has rules of its own. Nothing was "
        "installed; write it as an XLSForm.",
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
    "form.too_large": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} is too large to travel to the laptops. Nothing was published; shorten "
        "its lists. Villages and other places need none: they come with the geography.",
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
