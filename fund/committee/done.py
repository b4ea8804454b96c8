"""What a programme has done, told in a few words: the first sentences of its latest text."""

from __future__ import annotations

import re

from fund.metrics.result import ProgrammeMetrics

ROOM = 190
"""Characters of a text that a row has room for: whole sentences, one at least."""
TOLD = ("", "fact")
"""The natures of the texts that tell what was done; the others tell what is difficult, what follows, or the context."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ«])")


def told(programme: ProgrammeMetrics) -> str:
    """The first sentences of the last text on what was done, else what the programme is for; empty without both."""
    stories = programme.stories[["nature", "text"]].fillna("").itertuples(index=False, name=None)
    texts = [text for nature, text in stories if nature in TOLD and text.strip()]
    whole = texts[-1].strip() if texts else programme.summary
    said = ""
    for sentence in _SENTENCE.split(whole.split("\n", 1)[0]):
        if said and len(said) + len(sentence) >= ROOM:
            break
        said = f"{said} {sentence}".strip()
    return said
