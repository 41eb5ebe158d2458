"""First use, step two: who begins, and the activation code that proves it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from enrolment_app.ui.text import fill, lab, ltr, translate
from enrolment_app.ui.widgets.layouts import box, clear, column

if TYPE_CHECKING:
    from enrolment_app.ui.lock.begin_said import Setup
    from enrolment_app.ui.theme import Look
    from sync.session import Provisioned
    from sync.session.activation import ProvisionedPerson


class Who(QRadioButton):
    """One of the people; Enter marks and goes on, where Qt knows only Space."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark at Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class BeginPerson(QWidget):
    """The people of the file, or a line for a name where there is no file."""

    ready = Signal()

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look
        self._setup: Setup | None = None
        self._of = lab("", "body", weight=600, wrap=True)
        self._registry = lab("", "small", "text2", wrap=True)
        self._about = box(
            column(self._of, self._registry, gap=2, margins=(14, 10, 14, 10)),
            "banner",
            state="info",
        )
        self._who = lab("", "body", weight=600)
        self._people = column(gap=2)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._follow)
        self.name = QLineEdit()
        self.name.setObjectName("begin.person")
        self._code_name = lab("", "body", weight=600)
        self.code = QLineEdit()
        self.code.setObjectName("begin.code")
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._code_below = lab("", "small", "text2", wrap=True)
        self._code_name.setBuddy(self.code)
        self._code_box = QWidget()
        self._code_box.setLayout(
            column(self._code_name, self.code, self._code_below, gap=4)
        )
        for field in (self.name, self.code):
            field.returnPressed.connect(self.ready)
        self.setLayout(
            column(
                self._about,
                column(self._who, self._people, self.name, gap=4),
                self._code_box,
                gap=14,
            )
        )

    def show_setup(self, setup: "Setup | None") -> None:
        """Ask for somebody of this file; None asks for a name."""
        self._setup = setup
        self.code.clear()
        self._fill()
        self.retranslate()

    @property
    def chosen(self) -> "ProvisionedPerson | None":
        """Who of the file it is; None where nobody is marked or there is no file."""
        people = self._listed
        at = self._group.checkedId() if len(people) > 1 else 0
        return people[at] if 0 <= at < len(people) else None

    @property
    def missing(self) -> QLineEdit | QRadioButton | None:
        """What must still be given."""
        if not self._listed:
            return None if self.name.text().strip() else self.name
        if self.chosen is None:
            return self._radios[0]
        needs = self.chosen.needs_code and not self.code.text().strip()
        return self.code if needs else None

    def focus_here(self) -> None:
        """Put the keyboard where something is still to be given."""
        (self.missing or (self.code if self._listed else self.name)).setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        given = self._setup.given if self._setup else None
        self._about.setVisible(given is not None)
        if self._setup is not None and given is not None:
            self._of.setText(
                fill(
                    translate("Lock", "Laptop {laptop}, for {areas}"),
                    laptop=given.name,
                    areas=areas_of(given, urdu=self._look.language.code == "ur"),
                )
            )
            self._registry.setText(
                fill(
                    translate("Lock", "Registry {registry}"),
                    registry=ltr(self._setup.fingerprint),
                )
            )
        several = len(self._listed) > 1
        who = translate("Lock", "Who are you?") if several else ""
        self._who.setText(who or translate("Lock", "Your name"))
        self._code_name.setText(translate("Lock", "Activation code"))
        self._code_below.setText(
            translate(
                "Lock",
                "From the office, on paper or by telephone. Capitals and dashes do "
                "not matter.",
            )
        )
        self.name.setAccessibleName(self._who.text())
        self.code.setAccessibleName(self._code_name.text())
        for radio, person in zip(self._radios, self._listed, strict=False):
            radio.setText(self._shown(person))
            radio.setAccessibleName(self._shown(person))

    @property
    def _listed(self) -> "tuple[ProvisionedPerson, ...]":
        return self._setup.given.people if self._setup else ()

    @property
    def _radios(self) -> list[QRadioButton]:
        return [one for one in self._group.buttons() if isinstance(one, QRadioButton)]

    def _fill(self) -> None:
        for radio in self._radios:
            self._group.removeButton(radio)
        clear(self._people)
        people = self._listed
        for at, _ in enumerate(people):
            radio = Who()
            radio.entered.connect(self._entered)
            radio.setObjectName(f"begin.who.{at}")
            radio.setChecked(len(people) == 1)
            self._group.addButton(radio, at)
            self._people.addWidget(radio)
        self.name.setVisible(not people)
        self._follow()

    def _entered(self) -> None:
        if self.missing is self.code:
            self.code.setFocus()
        else:
            self.ready.emit()

    def _follow(self) -> None:
        person = self.chosen
        self._code_box.setVisible(person is not None and person.needs_code)

    def _shown(self, person: "ProvisionedPerson") -> str:
        urdu = self._look.language.code == "ur"
        return person.name_ur if urdu and person.name_ur else person.name


def areas_of(given: "Provisioned", *, urdu: bool) -> str:
    """Name the areas of a provisioning file; a code where it does not name it."""
    geography = given.geography
    names = (geography.name(code, urdu=urdu) or ltr(code) for code in given.areas)
    return ", ".join(names)
