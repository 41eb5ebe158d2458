"""What an editor is told: one question's answer and the ways it may be given."""

from dataclasses import dataclass

from enrolment_app.questionnaire import Choice
from sync.values import Atom, Special


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as its editor sees it; all texts in the language of the form.

    `name` and `description` are what a screen reader says. `value` is the answer as
    the XForm stores it, "" where there is none or where a special answer stands.
    """

    value: str = ""
    special: Special | None = None
    readonly: bool = False
    choices: tuple[Choice, ...] = ()
    appearance: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    name: str = ""
    description: str = ""

    @property
    def atom(self) -> Atom | None:
        """The answer as one thing: a special answer, a value, or None."""
        return self.special or self.value or None

    def parameter(self, name: str) -> str:
        """Give a parameter of the question, "" where the form has none."""
        return dict(self.parameters).get(name, "")
