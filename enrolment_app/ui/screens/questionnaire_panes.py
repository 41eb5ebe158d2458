"""Going from pane to pane, and from person to person."""

from PySide6.QtWidgets import QApplication

from enrolment_app.ui.screens.questionnaire_frame import QuestionnaireFrame


def cycle_panes(screen: QuestionnaireFrame) -> bool:
    """Go from the sections to the table and back; False: the questions are next."""
    focus = QApplication.focusWidget()
    in_rail = focus is not None and screen.rail.isAncestorOf(focus)
    at_people = screen.front is screen.roster
    if screen.reviewing:
        screen.review.focus_here()
    elif screen.explaining:
        screen.why.focus_here()
    elif in_rail and at_people and not screen.roster.table_focused:
        screen.roster.focus_table()
    elif in_rail or (at_people and screen.roster.table_focused):
        return False
    else:
        screen.rail.focus_here()
    return True


def step_person(screen: QuestionnaireFrame, by: int) -> None:
    """Go to the next person or the one before; elsewhere a page down or up."""
    if screen.front is screen.roster and screen.asking:
        screen.settle()
        screen.roster.step(by)
    else:
        screen.page.scroll_pages(by)


def add_person(screen: QuestionnaireFrame) -> None:
    """Add a person where people are listed."""
    if screen.front is screen.roster and screen.asking:
        screen.settle()
        screen.roster.add_person()
