"""An open form: what was on the screen when it was opened."""

from dataclasses import dataclass

from sync.change import Context


@dataclass(frozen=True)
class Form:
    """A record as it was when its form was opened, and what was on the screen.

    `beside` is another record that the same visit writes to.
    """

    record: str
    area: str
    context: Context
    shown: frozenset
    beside: "Form | None" = None

    @property
    def records(self):
        """Every record that a visit writes to, as it was when the form was opened."""
        return (self, *(self.beside.records if self.beside else ()))

    def renamed(self, renamed):
        """Give the form after changes it names were named anew."""
        context = renamed_in(self.context, renamed)
        shown = frozenset(renamed.get(n, n) for n in self.shown)
        beside = self.beside and self.beside.renamed(renamed)
        return Form(self.record, self.area, context, shown, beside)


def renamed_in(context, renamed):
    extras = frozenset(renamed.get(name, name) for name in context.extras)
    return Context(context.seen, extras, context.epoch)
