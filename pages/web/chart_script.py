"""Streamlit's script for charts without what no chart of ours uses: a quarter of it is sent and compiled.

It holds plotly.js as one function for each of its modules, beside the module's own path, and at its end the list of
those that are registered: kinds of traces, calendars. What only modules taken off that list call is left out.
"""

from __future__ import annotations

import re
from itertools import pairwise

KINDS = ("bar", "scatter")
"""The kinds of traces that charts are drawn with; the script's core registers the second one itself."""
_MODULE = r'[\w$]+\(\{"([^"]+/[^"]+)"\('
_BOUNDARY = re.compile(rf"(?<=\}}\}}\))(?:,[\w$]+=|;return ){_MODULE}")
_NAMED = re.compile(rf"([\w$]+)={_MODULE}")
_LIST = re.compile(r"(?<=\.register\(\[)(?:[\w$]+\(\),)+[\w$]+\(\)(?=\]\))")
_CALL = re.compile(r"([\w$]+)\(\)")


def cut(script: str) -> str:
    """The script with the kinds of traces that we draw and all that these need; whole where it is not built so."""
    starts = [found.start() for found in _BOUNDARY.finditer(script)]
    if not starts:
        return script
    parts = [script[start:end] for start, end in pairwise(starts)]
    start, end = script[: starts[0]], script[starts[-1] :]
    # A part is a module and those after it whose own variables stand between the two.
    part_of = {name: part for part in parts for name, _ in _NAMED.findall(part)}
    paths = {name: path for part in parts for name, path in _NAMED.findall(part)}
    listed = _CALL.findall(found[0]) if (found := _LIST.search(end)) else []
    ours = [name for name in listed if paths.get(name) in {f"lib/{kind}.js" for kind in KINDS}]
    if not ours:
        return script
    end = _LIST.sub(",".join(f"{name}()" for name in ours), end)
    waiting, kept = [start, end], set[str]()
    while waiting:
        called = {part_of[name] for name in _CALL.findall(waiting.pop()) if name in part_of}
        waiting += called - kept
        kept |= called
    return "".join([start, *(part for part in parts if part in kept), end])
