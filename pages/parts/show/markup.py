"""The one way text becomes HTML or a label: whatever comes from a workbook is escaped on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.wording.stories import unbroken

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
"""Those at which a line may break: « 6 400 € » stays together."""
_JOINER = "\u2060"
"""A sign that does not show and keeps a line whole. Where it parts two signs, they mean nothing to Markdown."""
_PARTED = re.compile(
    r"[\\<&\[\]@]|>(?==)|-(?=[->])|:(?=[^\W\d])|\b(?:www(?=\.)|(?:https?|ftp|mailto|xmpp)(?=:))"
    r"|^(?=(?:[-+]|#+|\d+[.)])(?:\s|$)|[>|])",
    re.IGNORECASE,
)
"""After what it is put: addresses, entities, tags, brackets, arrows, pictures; lists and headings at the start."""
_ENDS = re.compile(
    r"(?<=<)(?=/(?:style|script|title|xmp|textarea|noscript|iframe|noembed|noframes))|(?:(?<=--)|(?<=--!)|(?<=\]))(?=>)",
    re.IGNORECASE,
)
"""What the browser's purifier takes for the end of a script or a comment: it would drop the whole attribute."""
_NAMED = re.compile(r"(?<=:) (?=[\d≈€])")
"""The space between a name and its number."""
_ESCAPED = re.compile(rf"[*`~$]|:(?={_JOINER}\w)")
"""What only a backslash keeps as it is. Names for screen readers would show it: pages/static/page.js takes it out."""


def draw(template: str | Markup, **fields: object) -> None:
    """Show HTML: ready made, or a `template` of ours whose fields are escaped unless they are already `Markup`."""
    st.html(template if isinstance(template, Markup) else fill(template, **fields))


def fill(template: str, **fields: object) -> Markup:
    """HTML with its fields escaped; what is counted stays on the line of its name: « reçus : 38 »."""
    texts = {name: _NAMED.sub("\u00a0", _ENDS.sub(_JOINER, each)) for name, each in fields.items() if type(each) is str}
    return Markup(template).format(**fields | texts)  # noqa: S704


def fill_if(text: str, template: str) -> Markup:
    """HTML around a `{text}`; nothing where there is no text."""
    return fill(template, text=text) if text else Markup("")


def join(parts: Iterable[Markup]) -> Markup:
    """Several pieces of HTML as one."""
    return Markup("").join(parts)


def bullets(items: Iterable[str], kind: str = "") -> Markup:
    """Texts, or pieces of HTML, as a list; nothing where there are none."""
    listed = join([fill("<li>{text}</li>", text=text) for text in items])
    return fill('<ul class="{kind}">{items}</ul>', kind=kind, items=listed) if listed else listed


def terms(facts: Iterable[tuple[str, str]], kind: str) -> Markup:
    """Names and what each is, as a list of terms; those of which nothing is known are left out."""
    items = [fill("<div><dt>{name}</dt><dd>{text}</dd></div>", name=name, text=text) for name, text in facts if text]
    return fill('<dl class="{kind}">{items}</dl>', kind=kind, items=join(items)) if items else Markup("")


def paragraphs(text: str) -> Markup:
    """A workbook's text of several paragraphs, its numbers unbroken."""
    said = (fill("<p>{text}</p>", text=unbroken(each)) for each in text.split("\n") if each.strip())
    return fill('<div lang="{language}">{text}</div>', language=WORKBOOK_LANGUAGE, text=join(said))


def bar(part: float, kind: str) -> Markup:
    """A part of one as a bar, for the eye only: the number stands beside it."""
    width = f"{min(max(part, 0), 1) * 100:.2f}"
    bare = '<div class="track" aria-hidden="true"><div class="{kind}" style="width:{width}%"></div></div>'
    return fill(bare, kind=kind, width=width)


def dotted(parts: Iterable[str]) -> str:
    """Short facts on one line, those that are not known left out."""
    return " · ".join(part for part in parts if part)


def paragraph(text: str, *, kind: str = "plain") -> None:
    """A paragraph of plain text; its line breaks are kept."""
    draw('<p class="text {kind}">{text}</p>', kind=kind, text=text)


def alert(text: str) -> None:
    """What is wrong, read aloud at once."""
    draw('<p class="text broken" role="alert">{text}</p>', text=text)


def plain_label(text: str) -> str:
    """Text for a Streamlit label, which Markdown would otherwise make links, pictures and signs of.

    The choices of `selectbox` and `multiselect` and the title of a tab are no Markdown.
    """
    parted = _PARTED.sub(rf"\g<0>{_JOINER}", _SPACES.sub(" ", text.strip()))
    return _ESCAPED.sub(r"\\\g<0>", parted.replace("_", f"{_JOINER}_{_JOINER}"))
