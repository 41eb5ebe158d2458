"""Everything that a process still says: objects, readers, clipboard, titles, heap."""

import gc
from collections.abc import Iterator
from contextlib import suppress

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit
from shiboken6 import isValid

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
ROLES += (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
ROWS_MOST, CHILDREN_MOST = 300, 400

TEXTS = ("QString", "QStringList", "QVariant", "QByteArray")

Said = tuple[str, str]


def everything_said() -> Iterator[Said]:
    """Yield where and what, of all that Qt holds."""
    for one in every_object():
        yield from _properties(one)
        if isinstance(one, QAbstractItemModel):
            yield from _cells(one)
        if isinstance(one, QTextDocument):
            yield "document", one.toPlainText()
        if isinstance(one, QCompleter):
            yield from _cells(one.model())
    for window in QGuiApplication.topLevelWindows():
        yield "title", window.title()
        yield "file", window.filePath()
        yield from _readers(QAccessible.queryAccessibleInterface(window), 0)
    yield from _clipboard()


def every_object() -> list[QObject]:
    """Give all living Qt objects: of all windows, and those that Python still holds."""
    found: dict[int, QObject] = {}
    roots = [*QApplication.topLevelWidgets(), *QGuiApplication.topLevelWindows()]
    roots += [QApplication.instance()]
    roots += [one for one in gc.get_objects() if isinstance(one, QObject)]
    for root in roots:
        if isValid(root):
            for one in (root, *root.findChildren(QObject)):
                found[id(one)] = one
    return list(found.values())


def undoable() -> list[str]:
    """Name the lines and documents that could still bring something back."""
    return [
        type(one).__name__ + " " + one.objectName()
        for one in every_object()
        if (isinstance(one, QLineEdit | QTextDocument) and one.isUndoAvailable())
    ]


def strings_of_the_heap(marks: tuple[str, ...]) -> list[Said]:
    """Give what containers of Python still hold of some marks."""
    held = []
    for one in gc.get_objects():
        if isinstance(one, dict):
            texts = [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set | frozenset):
            texts = list(one)
        else:
            texts = []
        if one is marks:
            continue
        held += [
            (type(one).__name__, text)
            for text in texts
            if isinstance(text, str) and any(mark in text for mark in marks)
        ]
    return held


def _properties(one: QObject) -> Iterator[Said]:
    about = one.metaObject()
    for at in range(about.propertyCount()):
        name = about.property(at).name()
        if about.property(at).typeName() not in TEXTS:
            continue
        value = one.property(name)
        if isinstance(value, str):
            yield f"{about.className()}.{name}", value
        elif isinstance(value, list):
            yield f"{about.className()}.{name}", " ".join(map(str, value))
    for name in one.dynamicPropertyNames():
        named = bytes(name).decode()
        with suppress(RuntimeError):  # pointers of Qt's own, with no text behind
            yield f"{about.className()} {named}", str(one.property(named))


def _cells(model: QAbstractItemModel | None) -> Iterator[Said]:
    if model is None:
        return
    flat = isinstance(model, QAbstractListModel)  # its columns are nobody's business
    columns = 1 if flat else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), ROWS_MOST)):
        for column in range(columns):
            index = model.index(row, column)
            for role in ROLES:
                yield type(model).__name__, str(model.data(index, role))


def _readers(seen, depth) -> Iterator[Said]:
    if seen is None or not seen.isValid() or depth > 40:
        return
    for part in QAccessible.Text:
        if part is not QAccessible.Text.UserText:
            yield f"reader {part.name}", seen.text(part)
    for at in range(min(seen.childCount(), CHILDREN_MOST)):
        yield from _readers(seen.child(at), depth + 1)


def _clipboard() -> Iterator[Said]:
    board = QApplication.clipboard()
    for mode in QClipboard.Mode:
        data: QMimeData | None = board.mimeData(mode)
        if data is not None:
            yield f"clipboard {mode.name}", data.text() + data.html()
