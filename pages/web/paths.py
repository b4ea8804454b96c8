"""Addresses of our own: where a person may be sent, and what is a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from starlette.types import Scope

from fund.wording import Language, language_named

SIGN_IN = "/connexion"
SIGN_OUT = "/deconnexion"

_PAGE = re.compile(r"/[a-z0-9-]*")
"""Every page is one word after the slash; nothing of Streamlit's, and no other host, looks like that."""


def path_of(scope: Scope) -> str:
    """The path below the point where the application is mounted."""
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


def own_page(address: str) -> str | None:
    """The address if it is one of a page of ours, its query written anew; None for anything else."""
    path, _, query = address.partition("#")[0].partition("?")
    if not _PAGE.fullmatch(path) or path in {SIGN_IN, SIGN_OUT}:
        return None
    try:
        fields = parse_qsl(query, max_num_fields=50)
    except ValueError:
        return path
    return f"{path}?{urlencode(fields)}" if fields else path


def language_of(fields: Mapping[str, str]) -> Language:
    """The language a query or a form asks for, else the first."""
    return language_named(fields.get("langue"))
