"""What can go wrong with a questionnaire as a whole."""

from __future__ import annotations

from sync.errors import IndrajError


class QuestionnaireError(IndrajError):
    """The questionnaire cannot be used.

    `detail` is for the log and names the place in the form.
    """

    code = "form.unusable"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class NotAForm(QuestionnaireError):
    """The file is no questionnaire at all."""

    code = "form.not_a_form"


class BadList(QuestionnaireError):
    """A list beside the form is none; `list` is its file's name."""

    code = "form.bad_list"

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.list = name


class Circular(QuestionnaireError):
    """Calculations need each other's results; `members` are their paths."""

    code = "form.circular"

    def __init__(self, members: tuple[str, ...]) -> None:
        super().__init__(", ".join(members))
        self.members = members


class BadExpression(QuestionnaireError):
    """An expression of the form cannot be understood."""

    code = "form.bad_expression"

    def __init__(
        self, detail: str, expression: str = "", where: str = "", rule: str = ""
    ) -> None:
        super().__init__(f"{where}: {detail}: {expression}" if where else detail)
        self.expression = expression
        self.where = where
        self.reason = detail
        self.rule = rule  # "relevant", "constraint" ..., where that is known
