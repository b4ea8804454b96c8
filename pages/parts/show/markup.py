"""The one way text becomes HTML or a label: whatever comes from a workbook is escaped on the way."""

from __future__ import annotations

import re

import streamlit as st
from markupsafe import Markup

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:^=-])")


def draw(template: str, **fields: object) -> None:
    """Show HTML. `template` is ours; each field is escaped unless it is already `Markup`."""
    st.html(fill(template, **fields))


def fill(template: str, **fields: object) -> Markup:
    """HTML with its fields escaped."""
    return Markup(template).format(**fields)  # noqa: S704


def join(parts: list[Markup]) -> Markup:
    """Several pieces of HTML as one."""
    return Markup("").join(parts)


def plain_label(text: str) -> str:
    """Text for a Streamlit label, where Markdown would otherwise show links and images."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
