"""The colours of the charts: one hue says one thing everywhere, in the light and in the dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours by what they mean, each `#RRGGBB`.

    Text (`ink`, `soft`, `declared_text`) stands 7:1 or better on `surface`; marks stand 3:1 or better on
    it, and so do `mid` and `blue` against each other. `track` is the whole of which a bar is a part: it is
    faint, so it is always drawn with an outline. Other marks that touch are parted by a line of `surface`.
    """

    surface: str
    ink: str
    soft: str
    blue: str
    mid: str
    teal: str
    ochre: str
    red: str
    track: str
    declared: str
    declared_text: str

    def text_on(self, fill: str) -> str:
        """The colour of a text written inside a mark of that fill: the most legible one, 4.5:1 or better."""
        return max((self.ink, self.surface, "#FFFFFF"), key=lambda colour: contrast(colour, fill))


LIGHT = Palette(
    surface="#FFFFFF",
    ink="#14213D",
    soft="#47536B",
    blue="#133E76",
    mid="#6F93C5",
    teal="#0B7A6B",
    ochre="#C77700",
    red="#B3261E",
    track="#E4EAF3",
    declared="#7A5A00",
    declared_text="#5C4300",
)
DARK = Palette(
    surface="#0E1626",
    ink="#E9EEF7",
    soft="#B4C0D4",
    blue="#BFD7FA",
    mid="#5677A8",
    teal="#3FBFAA",
    ochre="#F0A030",
    red="#FF8A80",
    track="#26324A",
    declared="#E3C268",
    declared_text="#F0D488",
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [each / 255 for each in bytes.fromhex(colour[1:])]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
