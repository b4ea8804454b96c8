"""Style rules do not have the whole page styled again at every change: fifty viewers wait for it as long as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "pages" / "static"
COMMENTS, PRINT = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"@media print \{.*?\n\}", re.DOTALL)
SELECTOR = re.compile(r"(?:^|[{};])\s*([^{};@]+?)\s*\{")
INSIDE = re.compile(r"\[[^\]]*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
"""What stands in brackets or parentheses, three deep."""


def around_others(style: str) -> Iterator[str]:
    """What a selector ends with, of each that asks `:has` of a part and then styles others."""
    for found in SELECTOR.finditer(PRINT.sub("", COMMENTS.sub("", style))):
        whole = INSIDE.sub(lambda part: "·" * len(part[0]), found[1])
        start = 0
        for one in whole.split(","):
            after, said = re.search(r"[\s>+~]+([^\s>+~]+)$", one.rstrip()), found[1][start : start + len(one.rstrip())]
            if after is not None and ":has(" in said[: after.start()]:
                yield said[after.start(1) :]
            start += len(one) + 1


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.css")), ids=lambda file: file.name)
def test_what_depends_on_another_part_is_named_by_a_class_or_a_tag(file: Path) -> None:
    # Of `*`, or of an attribute that all of Streamlit's parts have, the browser restyles every one each time that
    # anything comes into the part asked.
    ends = list(around_others(file.read_text("utf-8")))
    assert not [end for end in ends if re.search(r"\*|(?:^|[(,] *)\[", end)]


def test_the_rule_is_seen() -> None:
    slow = 'a { b: c } [d="e"]:has([f="g"]) > * { h: i } .j:has(.k:not(:has(.l))), .m:has(.n) [o="p"] { q: r }'
    assert list(around_others(slow)) == ["*", '[o="p"]']
