"""What the annotated copy of a workbook loses, told by the parts of its zip: openpyxl takes over what it knows.

Pictures over the cells and comments stay. Pictures in cells, in headers, behind the cells or in formats of Windows
don't, nor how a picture is cut; shapes, buttons and embedded objects don't, nor the threads of comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fund.wording import Language, words
from fund.workbook.door.guard import is_delimited, is_open_document
from fund.workbook.door.parts import Parts
from fund.workbook.door.refusal import LIMITS, RefusedError

VALUES, PICTURES, SHAPES, COMMENTS = "values", "pictures", "shapes", "comments"

_LOST = (
    (PICTURES, re.compile(r"/richdata/richvaluerel\.xml$|/media/[^/]*\.(?:emf|wmf)$|/drawings/_rels/vmldrawing")),
    (SHAPES, re.compile(r"/(?:ctrlprops|embeddings|diagrams|slicers|timelines|ink)/")),
    (COMMENTS, re.compile(r"/threadedcomments/")),
)
"""What is lost wherever there is a part of such a name."""
_SHEET_RELATIONS, _DRAWING = re.compile(r"/worksheets/_rels/"), re.compile(r"/drawings/drawing[^/]*$")
_INSIDE = (
    (PICTURES, _SHEET_RELATIONS, re.compile(rb"""/relationships/image["']""")),
    (PICTURES, _DRAWING, re.compile(rb"<(?:\w+:)?srcRect\s[^>]*?\b[ltrb]\s*=")),
    (SHAPES, _DRAWING, re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|contentPart|AlternateContent)[\s>]")),
)
"""What is lost where a small part of such a name holds such a text."""


def lost_in_copy(name: str, content: bytes) -> tuple[str, ...]:
    """What the copy of that file lacks, of the kinds above; nothing for one that can't be opened."""
    if is_delimited(name):
        return ()
    try:
        parts = Parts(content, LIMITS)
        if is_open_document(content) or "mimetype" in parts.entries:
            return (VALUES,)
        found = {kind for kind, part in _LOST if any(map(part.search, parts.entries))}
        found |= {
            kind
            for kind, part, text in _INSIDE
            for each in filter(part.search, parts.entries)
            if text.search(parts.small(each))
        }
    except RefusedError:
        return ()
    return tuple(kind for kind in (PICTURES, SHAPES, COMMENTS) if kind in found)


def losses_told(lost: Sequence[str], language: Language) -> str:
    """What a copy that lacks something lacks, and that it is not one to go on with."""
    if VALUES in lost:
        return words("workbook.annotate.values_only", language)
    missing = ", ".join(words(f"workbook.annotate.losses.{kind}", language) for kind in lost)
    return words("workbook.annotate.lost", language, missing=missing)
