"""Pictures are decoded in another process, within bounds; what breaks that process is one picture's fault only."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

import pytest

from fund.pictures import encode_in_subprocess as subject
from fund.pictures.encode import EncodedPicture, encoded
from fund.pictures.refusal import PictureRefusedError
from tests.pictures import drawing, moving, png_bomb, telephone_photo, written

WORK = subject._encoded


def _told(answers: Sequence[EncodedPicture | PictureRefusedError]) -> list[str]:
    return [answer.code if isinstance(answer, PictureRefusedError) else "taken" for answer in answers]


def _takes(pictures: Sequence[bytes]) -> bytes:
    """Work that meets a bound on some pictures, as a decoder might."""
    for data in pictures:
        if data == b"memory":
            bytearray(subject.MOST_MEMORY)
        if data == b"time":
            while time.process_time() < 60:
                pass
        if data == b"breaks down":
            os._exit(3)
    return WORK(pictures)


def test_each_is_as_it_would_be_here_and_refusals_keep_their_place() -> None:
    pictures = [telephone_photo(), png_bomb(), moving("GIF"), b"none", written(drawing(30, 20), "PNG")]
    first, bomb, still, none, last = subject.encode_each(pictures)
    assert (first, still, last) == tuple(encoded(pictures[number]) for number in (0, 2, 4))
    assert isinstance(bomb, PictureRefusedError)
    assert (bomb.code, bomb.details["limit"]) == ("bomb", 120_000_000)
    assert isinstance(none, PictureRefusedError)
    assert none.code == "unreadable"


def test_none_gives_none() -> None:
    assert list(subject.encode_each([])) == []


def test_one_picture_or_its_refusal() -> None:
    assert subject.encode_in_subprocess(telephone_photo()) == encoded(telephone_photo())
    with pytest.raises(PictureRefusedError) as refused:
        subject.encode_in_subprocess(png_bomb())
    assert refused.value.code == "bomb"


def test_what_meets_a_bound_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "_encoded", _takes)
    monkeypatch.setattr(subject, "MOST_SECONDS", 1)
    pictures = [telephone_photo(), b"memory", b"time", b"breaks down", telephone_photo()]
    told = _told(list(subject.encode_each(pictures)))
    assert told == ["taken", "too_large", "too_large", "unreadable", "taken"]


def test_few_are_taken_together(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def run(_work: object, pictures: Sequence[bytes], **_: object) -> bytes:
        asked.append(len(pictures))
        return WORK(pictures)

    monkeypatch.setattr(subject, "run_in_subprocess", run)
    assert len(list(subject.encode_each([b""] * (2 * subject.TOGETHER + 1)))) == 2 * subject.TOGETHER + 1
    assert asked == [subject.TOGETHER, subject.TOGETHER, 1]
    asked.clear()
    assert len(list(subject.encode_each([b"", bytes(subject.BYTES_TOGETHER), b"one more"]))) == 3
    assert asked == [2, 1]
