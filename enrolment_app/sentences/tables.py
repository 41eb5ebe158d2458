"""Words of taking households out into files and in from files."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

TABLES: Mapping[str, str] = {
    "export.readable": QT_TRANSLATE_NOOP(
        "Problem",
        "The files in {folder} will not be encrypted: whoever has them can read every "
        "answer. Keep them where you would keep the households' papers.",
    ),
    "export.not_empty": QT_TRANSLATE_NOOP(
        "Problem",
        "{folder} is not an empty folder. Nothing was written; name a folder that is "
        "not there yet.",
    ),
    "export.not_written": QT_TRANSLATE_NOOP(
        "Problem",
        "{folder} could not be written. Nothing was left there, and the households are "
        "as they were; look whether the disk is full or protected.",
    ),
    "export.stopped": QT_TRANSLATE_NOOP(
        "Problem",
        "Stopped. Nothing was written, and the households are as they were.",
    ),
    "export.no_parquet": QT_TRANSLATE_NOOP(
        "Problem",
        "This program was installed without {extra}. Nothing was written; have it "
        "added, or take CSV or JSON.",
    ),
    "import.unreadable": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} cannot be read as what its name says. Nothing was taken in.",
    ),
    "import.no_such_kind": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} is no CSV, workbook or JSON file. Nothing was taken in.",
    ),
    "import.no_such_table": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire has no list called {table}. Nothing was taken in.",
    ),
    "import.no_such_column": QT_TRANSLATE_NOOP(
        "Problem",
        "Table {table} has a column {column} that is no question. Nothing was taken "
        "in; take the column out, or call it as the question is called.",
    ),
    "import.no_such_key": QT_TRANSLATE_NOOP(
        "Problem",
        "{column} is no question of the household, so it cannot tell households apart. "
        "Nothing was taken in.",
    ),
    "import.no_key": QT_TRANSLATE_NOOP(
        "Problem",
        "The row does not say by what the household is known. It was not taken in.",
    ),
    "import.key_twice": QT_TRANSLATE_NOOP(
        "Problem",
        "An earlier row has the same key {key}. This one was not taken in.",
    ),
    "import.key_of_several": QT_TRANSLATE_NOOP(
        "Problem",
        "Several households here have the key {key}. The row was not taken in.",
    ),
    "import.open_here": QT_TRANSLATE_NOOP(
        "Problem",
        "Somebody works on this household here. The row was not taken in; submit or "
        "discard that work first.",
    ),
    "import.rows_differ": QT_TRANSLATE_NOOP(
        "Problem",
        "The people or things listed for this household are others here. Lists of "
        "households that are here already are changed by hand; the row was not taken "
        "in.",
    ),
}
