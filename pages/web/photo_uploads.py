"""Photos that staff bring and have not published yet: encoded one at a time, apart, and kept on disk until then."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from fund.model import Picture, dropped_name
from fund.pictures.encode_in_subprocess import encode_in_subprocess
from fund.pictures.refusal import PictureRefusedError
from fund.store.picture_rows import TwoForms
from pages.web.signed_in import current_authenticator

MOST_DROPPED = 300
"""Pictures that one person may have dropped and not published."""


@dataclass(frozen=True, slots=True)
class DroppedPicture:
    """A picture dropped beside the workbooks: its name as it came, and what was made of it.

    `replaces` where it took the place of a different one: two telephones give one name to different photos.
    """

    name: str
    picture: Picture
    replaces: bool = False


@dataclass(eq=False)
class PhotoUploads:
    """What one session of staff has brought. Its folder goes with it."""

    _folder: TemporaryDirectory[str] = field(default_factory=lambda: TemporaryDirectory(prefix="photos-"))
    _made: dict[str, Picture] = field(default_factory=dict)
    _dropped: dict[str, DroppedPicture] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def folder(self) -> Path:
        """Where its files stand."""
        return Path(self._folder.name)

    def dropped(self) -> dict[str, DroppedPicture]:
        """The pictures dropped beside the workbooks, by the name that rows find them under."""
        with self._lock:
            return dict(self._dropped)

    def drop(self, name: str, data: bytes) -> Picture:
        """Take a picture dropped under that name, in the place of another one of that name."""
        return self._take(name, self.encode(data))

    def refuse(self, name: str, fault: str) -> Picture:
        """Remember why the picture of that name was not taken."""
        return self._take(name, Picture(fault=fault))

    def is_full(self) -> bool:
        """Whether no more may be dropped."""
        return len(self._dropped) >= MOST_DROPPED

    def forget_dropped(self) -> None:
        """Let go of what was dropped: it was published, or is not wanted any more."""
        with self._lock:
            self._dropped.clear()

    def encode(self, data: bytes) -> Picture:
        """What is made of a picture, once for the same bytes; where it is not taken, why."""
        source = sha256(data).hexdigest()
        with self._lock:
            if source in self._made:
                return self._made[source]
        try:
            made = encode_in_subprocess(data)
        except PictureRefusedError as refused:
            picture = Picture(fault=refused.code, details=refused.details)
        else:
            picture = Picture(made.digest, made.width, made.height, moves=made.is_first)
            (self.folder / f"{made.digest}-large").write_bytes(made.large)
            (self.folder / f"{made.digest}-small").write_bytes(made.small)
        with self._lock:
            return self._made.setdefault(source, picture)

    def forms(self, digest: str) -> TwoForms | None:
        """The bytes of a picture that was made here; None for another one."""
        large, small = (self.folder / f"{digest}-{form}" for form in ("large", "small"))
        return TwoForms(large.read_bytes(), small.read_bytes()) if small.exists() else None

    def _take(self, name: str, picture: Picture) -> Picture:
        with self._lock:
            before = self._dropped.get(dropped_name(name))
            replaces = before is not None and (before.replaces or before.picture.digest not in {"", picture.digest})
            self._dropped[dropped_name(name)] = DroppedPicture(name, picture, replaces)
        return picture


@cache
def _workshops() -> dict[str, PhotoUploads]:
    return {}


def photo_uploads_of(session: str) -> PhotoUploads:
    """The uploads of a session of staff; those of sessions that have ended go."""
    kept, sessions = _workshops(), current_authenticator().sessions
    for ended in [each for each in kept if each != session and not sessions.is_open(each)]:
        kept.pop(ended, None)
    return kept.setdefault(session, PhotoUploads())
