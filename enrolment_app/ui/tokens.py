"""Colours, sizes and gaps by meaning; the only file with colour values."""

from typing import NamedTuple


class Colours(NamedTuple):
    """One theme's colours, `#RRGGBB` by meaning.

    No dataclass: its 39 fields would cost milliseconds before the first paint.
    """

    name: str
    bg: str
    surface: str
    surface2: str
    sunken: str
    rail: str
    line: str
    line_strong: str
    text: str
    text2: str
    text3: str
    on_accent: str
    accent: str
    accent_hover: str
    accent_press: str
    accent_soft: str
    accent_line: str
    accent_text: str
    focus: str
    ok: str
    ok_soft: str
    ok_line: str
    warn: str
    warn_soft: str
    warn_line: str
    err: str
    err_soft: str
    err_line: str
    info: str
    info_soft: str
    info_line: str
    mine: str
    mine_soft: str
    theirs: str
    theirs_soft: str
    marked: str  # behind the characters that differ


LIGHT = Colours(
    name="light",
    bg="#F3F5F7",
    surface="#FFFFFF",
    surface2="#F8FAFB",
    sunken="#E9EDF1",
    rail="#FBFCFD",
    line="#D9DFE5",
    line_strong="#7A8794",
    text="#14202B",
    text2="#465564",
    text3="#5C6B79",
    on_accent="#FFFFFF",
    accent="#0B6B70",
    accent_hover="#085559",
    accent_press="#06454A",
    accent_soft="#E0F1F1",
    accent_line="#9CCFD0",
    accent_text="#085C60",
    focus="#0A6CD6",
    ok="#1A7044",
    ok_soft="#E3F4EA",
    ok_line="#A9D8BD",
    warn="#855300",
    warn_soft="#FFF3DC",
    warn_line="#E9C581",
    err="#B3261E",
    err_soft="#FDECEA",
    err_line="#EFB3AE",
    info="#1B5AA8",
    info_soft="#E6F0FB",
    info_line="#AFCDEF",
    mine="#6A3FA0",
    mine_soft="#F1EAFA",
    theirs="#1B5AA8",
    theirs_soft="#E6F0FB",
    marked="#FFE7B3",
)
DARK = Colours(
    name="dark",
    bg="#0F151B",
    surface="#18212A",
    surface2="#1D2731",
    sunken="#111920",
    rail="#141C24",
    line="#2C3844",
    line_strong="#75859A",
    text="#E8EEF3",
    text2="#B3C0CC",
    text3="#93A2B0",
    on_accent="#04201F",
    accent="#4DC3C1",
    accent_hover="#6BD3D1",
    accent_press="#8ADFDD",
    accent_soft="#143538",
    accent_line="#2B6B6D",
    accent_text="#6FD6D3",
    focus="#6FB3FF",
    ok="#69CC94",
    ok_soft="#15301F",
    ok_line="#2F6645",
    warn="#F0BC5E",
    warn_soft="#33270F",
    warn_line="#6D5420",
    err="#FF938A",
    err_soft="#3B1B1A",
    err_line="#7A3531",
    info="#83B7F5",
    info_soft="#172B43",
    info_line="#335A88",
    mine="#C6A6F2",
    mine_soft="#2B2140",
    theirs="#83B7F5",
    theirs_soft="#172B43",
    marked="#5A4312",
)
THEMES = (LIGHT, DARK)

# Gaps in pixels. They do not grow with the text: a reader of large text
# needs the room for the text.
GAP_XS, GAP_S, GAP_M, GAP_L, GAP_XL = 4, 8, 12, 16, 24

# Sizes in pixels at scale 1.0: letters of a role, and the weight it has
# unless something else is asked for.
SIZES_LATIN = {
    "display": 24.0,
    "title": 18.0,
    "question": 16.0,
    "body": 14.0,
    "small": 12.5,
    "key": 11.0,
}
SIZES_ARABIC = {
    "display": 24.0,
    "title": 20.0,
    "question": 18.0,
    "body": 15.0,
    "small": 14.0,
    "key": 11.0,
}
SIZES_NASTALIQ = {
    "display": 25.0,
    "title": 21.0,
    "question": 19.0,
    "body": 16.0,
    # Below 16 pixels Nastaliq cannot be read: it is Naskh there.
    "small": 14.0,
    "key": 11.0,
}
WEIGHTS = {
    "display": 700,
    "title": 700,
    "question": 600,
    "body": 400,
    "small": 400,
    "key": 600,
}
TONES = (
    "text",
    "text2",
    "text3",
    "accent",
    "accent_text",
    "on_accent",
    "ok",
    "warn",
    "err",
    "info",
    "mine",
    "theirs",
    "surface",
)
SCALES = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75)


def contrast(front: str, back: str) -> float:
    """Return the contrast ratio of two `#RRGGBB` colours (WCAG 2), 1 to 21."""
    light, dark = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.03928:  # noqa: PLR2004 - the threshold of WCAG's formula
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
