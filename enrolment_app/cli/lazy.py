"""A group of verbs that imports a verb only when it is called."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click


class Verbs(click.Group):
    """A group whose members are listed as (name, "module:attribute")."""

    def __init__(
        self,
        *args: Any,
        verbs: Sequence[tuple[str, str]],
        short: Mapping[str, str] | None = None,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.places = dict(verbs)
        self.short = SHORT if short is None else short

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs in the order of their list."""
        return [*self._here(), *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give one verb."""
        place = self._here().get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = place.partition(":")
        verb = getattr(import_module(module), attribute)
        assert isinstance(verb, click.Command), place
        return verb

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the verbs without importing them; each explains itself."""
        del ctx  # click hands it over; the words do not depend on it
        rows = [(name, self.short.get(name, "")) for name in self._here()]
        rows += [
            (name, verb.get_short_help_str(60)) for name, verb in self.commands.items()
        ]
        with formatter.section("Verbs"):
            formatter.write_dl(rows)

    def _here(self) -> dict[str, str]:
        """Give the verbs that this package has: a laptop's has none of the registry."""
        return {
            name: place
            for name, place in self.places.items()
            if find_spec(place.partition(":")[0]) is not None
        }


SHORT = {
    "demo": "A throwaway district to look around in.",
    "store": "This laptop's encrypted files: create, info, check, backup ...",
    "user": "Who can open this store: list, add, disable, passphrase, code.",
    "recover": "Back into a store whose passphrase is lost.",
    "audit": "Who opened the store, and who changed who can: list, verify.",
    "form": "Questionnaires: check, install, run, explain, migrate, xpath.",
    "household": "New, show, set, finish, list, search, approve, return ...",
    "conflict": "What two people disagree on: list, show, settle.",
    "duplicate": "Households that may be one and the same: list, look, apart.",
    "sync": "One exchange with the registry; its status.",
    "bundle": "The exchange as a sealed file: write, read, inspect.",
    "device": "Enrol this laptop from a provisioning file; who it is.",
    "office": "What the office told: messages, whose work is whose.",
    "geography": "The places that this laptop knows, in their versions.",
    "registry": "The central side: init, serve, device, form ...",
    "doctor": "Diagnostics without personal data.",
}
