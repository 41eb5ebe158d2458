"""A recovery code on paper, and nowhere else: never into a file."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from enrolment_app.ui.lock.code_sheet import spelled_out
from enrolment_app.ui.text import ltr, translate

MARGIN_SHARE = 12
LINE_SHARE = 40
CODE_POINTS, TEXT_POINTS = 20, 11


def print_code(parent: QWidget, words: tuple[str, str], code: str) -> str:
    """Ask for a printer and print; give why it could not be done, "" if it was."""
    if not QPrinterInfo.availablePrinterNames():
        return translate(
            "Lock", "There is no printer here. Write the code on paper instead."
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    # A file would be the code in plain on the laptop that it opens.
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        paint(printer, words, code)
    return ""


def paint(paper: QPagedPaintDevice, words: tuple[str, str], code: str) -> None:
    """Draw heading, explanation and the code with its letters spelled."""
    painter = QPainter(paper)
    painter.setLayoutDirection(QApplication.layoutDirection())
    across, down = paper.width(), paper.height()
    edge = across // MARGIN_SHARE
    at = QRect(edge, edge, across - 2 * edge, down - 2 * edge)
    side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
    for text, points in (
        (words[0], CODE_POINTS),
        (words[1], TEXT_POINTS),
        *((_line(group), TEXT_POINTS) for group in code.split("-")),
    ):
        font = QFont(QApplication.font())
        font.setPointSize(points)
        painter.setFont(font)
        flags = int(side | Qt.TextFlag.TextWordWrap)
        used = painter.boundingRect(at, flags, text)
        painter.drawText(at, flags, text)
        at.setTop(used.bottom() + down // LINE_SHARE)
    painter.end()


def _line(group: str) -> str:
    return f"{ltr(group)}    {' · '.join(spelled_out(group))}"
