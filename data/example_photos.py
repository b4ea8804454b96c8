"""The drawings that stand for photos in the invented fund: plain shapes, which nobody can take for a photograph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (800, 600)
SKY, GROUND, INK, BLUE, WOOD, WALL = "#dce8f5", "#c9d7b5", "#14213d", "#133e76", "#b07d4f", "#f2e3c9"
Box = tuple[int, int, int, int]


def drawings() -> Sequence[bytes]:
    """A PNG for each row of the table of photos, in its order."""
    return [_drawn(draw) for draw in (_reservoir, _pump, _school, _frame, _trainee)]


def _drawn(draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    image = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 430, *SIZE), fill=GROUND)
    draw(pen)
    content = BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(content, "PNG", compress_level=9)
    return content.getvalue()


def _reservoir(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon([(120, 430), (330, 190), (540, 430)], fill="#a9bd8c")
    pen.rectangle((270, 120, 390, 210), fill=BLUE)
    pen.ellipse((270, 95, 390, 145), fill="#2d5a96")
    pen.line((390, 200, 560, 470), fill=INK, width=10)
    for number in range(6):
        _house(pen, 430 + number % 3 * 120, 450 + number // 3 * 70)


def _house(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    pen.rectangle((left, top, left + 70, top + 45), fill=WALL, outline=INK, width=3)
    pen.polygon([(left - 8, top), (left + 35, top - 30), (left + 78, top)], fill="#a0522d")


def _pump(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((180, 420, 470, 470), fill="#8a8f98")
    pen.ellipse((220, 250, 400, 430), fill=BLUE, outline=INK, width=6)
    pen.rectangle((380, 300, 500, 350), fill="#2d5a96", outline=INK, width=6)
    pen.rectangle((540, 350, 720, 480), fill=WOOD, outline=INK, width=6)
    pen.line((540, 350, 520, 260), fill=WOOD, width=14)


def _school(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((140, 220, 660, 460), fill=WALL, outline=INK, width=6)
    pen.polygon([(110, 220), (400, 90), (690, 220)], fill="#a0522d")
    for left in (190, 300, 540):
        pen.rectangle((left, 270, left + 70, 340), fill=BLUE)
    pen.rectangle((420, 300, 500, 460), fill=WOOD)
    for left, top in ((380, 420), (540, 430)):
        _person(pen, left, top)


def _frame(pen: ImageDraw.ImageDraw) -> None:
    for left in (160, 320, 480, 640):
        pen.rectangle((left, 230, left + 24, 470), fill=WOOD)
    pen.line((130, 230, 400, 90, 690, 230), fill=WOOD, width=24)
    pen.line((130, 230, 690, 230), fill=WOOD, width=24)


def _trainee(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((400, 380, 700, 410), fill=WOOD)
    for left in (420, 660):
        pen.rectangle((left, 410, left + 20, 500), fill=WOOD)
    _person(pen, 300, 330)


def _person(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    pen.ellipse((left, top - 60, left + 44, top - 16), fill="#8a5a3c")
    pen.rounded_rectangle((left - 8, top - 14, left + 52, top + 80), 16, fill="#0b7a6b")
