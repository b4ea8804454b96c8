"""Pictures decoded in a process of their own, which may take so much memory and time and no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from subprocess import CalledProcessError

from fund.pictures.encode import EncodedPicture, encoded
from fund.pictures.refusal import PictureRefusedError
from fund.run_in_subprocess import TooMuchMemoryError, TooMuchTimeError, run_in_subprocess

MOST_MEMORY = 512 * 2**20
"""Bytes; the largest pictures that are taken take 460 MB."""
MOST_SECONDS = 20
"""Of a processor, for one picture; a large one takes 2."""
TOGETHER, BYTES_TOGETHER = 8, 2**24
"""Pictures that one process takes, and their bytes: to start it takes as long as a small one."""


def encode_in_subprocess(data: bytes) -> EncodedPicture:
    """The picture in these bytes, with bounds, one after the other; raises PictureRefusedError as `encoded` does."""
    (answer,) = encode_each([data])
    if isinstance(answer, PictureRefusedError):
        raise answer
    return answer


def encode_each(pictures: Iterable[bytes]) -> Iterator[EncodedPicture | PictureRefusedError]:
    """Each picture, or why it is refused, in their order; some are taken together, what breaks one breaks no other."""
    waiting: list[bytes] = []
    for data in pictures:
        if len(waiting) == TOGETHER or sum(map(len, waiting)) + len(data) > BYTES_TOGETHER:
            yield from _answers(waiting)
            waiting = []
        waiting.append(data)
    yield from _answers(waiting)


def _answers(pictures: Sequence[bytes]) -> Iterator[EncodedPicture | PictureRefusedError]:
    if not pictures:
        return
    seconds = MOST_SECONDS * len(pictures)
    try:
        made = run_in_subprocess(_encoded, tuple(pictures), most_memory=MOST_MEMORY, most_seconds=seconds, often=True)
    except (TooMuchMemoryError, TooMuchTimeError, CalledProcessError) as error:
        if len(pictures) > 1:
            for data in pictures:
                yield from _answers([data])
        else:  # what isn't a bound that was met is a decoder that broke down
            yield PictureRefusedError("unreadable" if isinstance(error, CalledProcessError) else "too_large")
        return
    head, _, pixels = made.partition(b"\n")
    place = 0
    for told in json.loads(head):
        if "code" in told:
            yield PictureRefusedError(**told)
            continue
        middle, end = place + told.pop("large"), place + told.pop("both")
        large, small = pixels[place:middle], pixels[middle:end]
        place = end
        yield EncodedPicture(sha256(large).hexdigest(), large, small, **told)


def _encoded(pictures: Sequence[bytes]) -> bytes:
    """A line that tells of each picture what was made, or why nothing was, and the JPEGs."""
    told: list[dict[str, object]] = []
    pixels = []
    for data in pictures:
        try:
            made = encoded(data)
        except PictureRefusedError as refused:
            told.append({"code": refused.code, "details": refused.details})
            continue
        sizes = {"large": len(made.large), "both": len(made.large) + len(made.small)}
        told.append({**sizes, "width": made.width, "height": made.height, "is_first": made.is_first})
        pixels += [made.large, made.small]
    return b"".join((json.dumps(told).encode(), b"\n", *pixels))
