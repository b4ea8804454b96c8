"""A page as AppTest drew it, as the lines a person reads, from top to bottom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from tests.golden.chart_lines import chart_lines
from tests.golden.html_lines import cut, html_lines

TEXTS = ("label", "body", "value", "caption", "help", "placeholder", "alt", "queryString")
OF_TODAY = ("date_input",)
"""Elements whose value is the day itself."""
MOST_OPTIONS = 12


def page_lines(app: AppTest, *, sidebar: bool = False) -> list[str]:
    """The page's own part, and the sidebar where asked; what is said twice in a row is said once."""
    found: list[str] = []
    for part in app._tree.children.values():
        if sidebar or part is not app.sidebar:
            found += (line for line in _block(part))
    return [line for before, line in pairwise(["", *found]) if line not in (before, f"[{before}]", before.strip("[]"))]


def _block(block: Any) -> Iterator[str]:
    for child in block.children.values():
        if hasattr(child, "children"):
            label = _label(child)
            if label:
                yield f"▸ {label}"
            yield from _block(child)
        else:
            yield from _element(child)


def _label(block: Any) -> str:
    """What a fold, a popover or a tab is called."""
    proto = getattr(block, "proto", None)
    if proto is None:
        return ""
    message = MessageToDict(proto)
    return str(message.get("label") or message.get("popover", {}).get("label") or "")


def _element(element: Any) -> Iterator[str]:
    proto = element.proto
    if element.type == "html":
        yield from html_lines(proto.body)
    elif element.type == "plotly_chart":
        message = MessageToDict(proto)
        yield f"<chart> {message.get('alt', '')}"
        yield from chart_lines(json.loads(proto.spec))
    elif isinstance(getattr(element, "value", None), pd.DataFrame):
        frame, headings = element.value, json.loads(proto.columns or "{}")
        frame = frame[list(proto.column_order) or list(frame.columns)]
        yield f"<{element.type}>"
        yield " | ".join(headings.get(name, {}).get("label") or str(name) for name in frame.columns)
        yield from cut([" | ".join(map(str, row)) for row in frame.itertuples(index=False)], first=40)
    else:
        yield from _native(element.type, MessageToDict(proto))


def _native(kind: str, message: dict[str, Any]) -> Iterator[str]:
    skipped = ("value",) if kind in OF_TODAY else ()
    said = [_text(message[name]) for name in TEXTS if name not in skipped and message.get(name) not in (None, "", [])]
    chosen = message.get("rawValue") or message.get("rawValues")
    options = [_text(each) for each in message.get("options", ())]
    mark = " (disabled)" if message.get("disabled") else ""
    yield f"<{kind}>{mark} " + " · ".join(said)
    if chosen:
        yield f"  chosen: {_text(chosen)}"
    if options:
        yield f"  options: {' ; '.join(cut(options, first=MOST_OPTIONS))}"


def _text(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("content") or value.get("value") or "")
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    return str(value).replace("\n", " / ")
