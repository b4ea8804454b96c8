"""Why a picture is not taken."""

from __future__ import annotations

from collections.abc import Mapping


class PictureRefusedError(Exception):
    """A picture that is not taken.

    `code` is one of: `bomb` (more pixels than may be decoded; `width`, `height` and `limit`, in pixels), `unreadable`
    (truncated, damaged, or no picture), `heic` (a package has to be installed for it), `format` (a picture of a kind
    that is not read; `format` names it where that is known), `too_large` (`size` and `limit` in MB; without them it
    took more memory or time than it may), `removed` (the grey point that took a picture's place in a stored workbook).
    """

    def __init__(self, code: str, details: Mapping[str, object] | None = None) -> None:
        """Take the reason's code, and what fills its sentences."""
        super().__init__(code)
        self.code = code
        self.details = dict(details or {})
