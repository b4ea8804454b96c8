"""Texts inside a figure: escaped, cut to size and wrapped."""

from __future__ import annotations

import html
import textwrap


def escape(text: str) -> str:
    """A text that Plotly shows as it is: its pseudo-HTML would else obey the workbook."""
    return html.escape(text, quote=False)


def cut(text: str, length: int) -> str:
    """At most `length` characters, cut after a word where there is one, with … for what was left out."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    space = head.rfind(" ")
    return head[: space if space > length / 2 else None].rstrip() + "…"


def wrap(text: str, length: int, lines: int = 2) -> list[str]:
    """The text on at most `lines` lines of `length` characters, cut with … where it does not fit."""
    found = textwrap.wrap(text, length, break_long_words=True) or [""]
    if len(found) > lines:
        found = [*found[: lines - 1], cut(" ".join(found[lines - 1 :]), length)]
    return found


def hover(*parts: str) -> str:
    """A hover text: the parts that say something, escaped, one below the other, long ones wrapped."""
    return "<br>".join(escape(line) for part in parts if part for line in wrap(part, 60, lines=6))
