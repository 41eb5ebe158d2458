"""What the keys of language, theme and text size do to the look."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from enrolment_app.ui import tokens
from enrolment_app.ui.languages import language_after

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look


def _next_scale(scale: float) -> float:
    bigger = [one for one in tokens.SCALES if one > scale]
    return bigger[0] if bigger else tokens.SCALES[0]


def _previous_scale(scale: float) -> float:
    smaller = [one for one in tokens.SCALES if one < scale]
    return smaller[-1] if smaller else scale


def _other(colours: tokens.Colours) -> tokens.Colours:
    return tokens.LIGHT if colours is tokens.DARK else tokens.DARK


LOOKS: dict[str, Callable[["Look"], None]] = {
    "language": lambda look: look.wear(language=language_after(look.language)),
    "theme": lambda look: look.wear(colours=_other(look.colours)),
    "bigger": lambda look: look.wear(scale=_next_scale(look.scale)),
    "smaller": lambda look: look.wear(scale=_previous_scale(look.scale)),
    "plain": lambda look: look.wear(scale=1.0),
}
