"""A list names the head in the script that is read, where the form has both."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from enrolment_app.ui.words import head_in
from tests.ui.conftest import listed

LATIN, ARABIC = "Gul Zaman", "گل زمان"


@pytest.mark.parametrize("names", [(LATIN, ARABIC), (ARABIC, LATIN)])
@pytest.mark.parametrize(("code", "shown"), [("en", LATIN), ("ur", ARABIC)])
def test_the_name_is_in_the_script_of_the_window(dressed, names, code, shown):
    dressed(code)
    one = replace(listed(1), head=names[0], head_other=names[1])

    assert head_in(one) == shown


@pytest.mark.parametrize("code", ["en", "ur"])
def test_a_name_in_one_script_is_shown_as_it_is(dressed, code):
    dressed(code)

    assert head_in(replace(listed(1), head=LATIN)) == LATIN


def test_a_list_shows_it(a_window, settled):
    window = a_window("ur", "households")
    rows = window.shell.parts.work.store.households.rows
    rows[:] = [replace(one, head=LATIN, head_other=ARABIC) for one in rows]
    window.shell.go("households")
    settled()

    model = window.shell.front.findChild(object, "households.table").model()
    shown = {
        model.data(model.index(0, column), Qt.ItemDataRole.DisplayRole)
        for column in range(model.columnCount())
    }
    assert any(ARABIC in str(each) for each in shown)
