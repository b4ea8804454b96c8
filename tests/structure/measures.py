"""The size and the shape of the product: what is counted, and how much of it there may be."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType

ROOT = Path(__file__).parents[2]
NOT_COUNTED = ("__init__.py", "__main__.py")
NUMBER_WORDS = frozenset(("value", "euros", "money", "percent", "decimal", "hours", "count", "days", "points"))
"""The functions of the wording that write a number."""
CHART_ENGINE = "plotly.graph_objects"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number, and what it is the number of."""

    number: float
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a measure may be (`today`), and what it is to come down to (`goal`)."""

    today: float
    goal: float


LIMITS = MappingProxyType(
    {
        "lines": Limit(48_185, 30_000),
        "files": Limit(370, 235),
        "flat files in one folder": Limit(20, 20),
        "lines of the longest module": Limit(300, 300),
        "names of files in more than 3 packages": Limit(0, 0),
        "names of classes used twice": Limit(0, 0),
        "modules that word a figure's value": Limit(0, 0),
        "modules that import Plotly's figures": Limit(3, 3),
        "modules from upload to overview": Limit(24, 24),
    }
)
"""Lines are those of all the product's Python; the other sizes leave out `__init__.py` and `__main__.py`."""


def sources() -> dict[Path, str]:
    """Every Python file of the product with its text."""
    files = [ROOT / "app.py", *sorted((ROOT / "fund").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]
    return {file.relative_to(ROOT): file.read_text("utf-8") for file in files}


def measures() -> dict[str, Measure]:
    """Every measure that needs no run, by the name of its limit; the median is told beside the longest."""
    texts = sources()
    modules = {file: text for file, text in texts.items() if file.name not in NOT_COUNTED}
    lengths = {file: text.count("\n") for file, text in modules.items()}
    trees = {file: ast.parse(text) for file, text in texts.items()}
    longest = max(lengths, key=lambda file: lengths[file])
    folders = Counter(file.parent for file in modules)
    folder, most = folders.most_common(1)[0]
    return {
        "lines": Measure(sum(text.count("\n") for text in texts.values())),
        "files": Measure(len(modules)),
        "flat files in one folder": Measure(most, (str(folder),)),
        "lines of the longest module": Measure(
            lengths[longest], (str(longest), f"median {median(lengths.values()):.0f}")
        ),
        "names of files in more than 3 packages": _counted(
            name for name, times in Counter(file.name for file in modules).items() if times > 3
        ),
        "names of classes used twice": _counted(name for name, times in Counter(_classes(trees)).items() if times > 1),
        "modules that word a figure's value": _counted(str(file) for file, tree in trees.items() if _words(tree)),
        "modules that import Plotly's figures": _counted(
            str(file) for file, tree in trees.items() if CHART_ENGINE in _imports(tree)
        ),
    }


def _counted(found: Iterator[str]) -> Measure:
    about = tuple(sorted(found))
    return Measure(len(about), about)


def _classes(trees: dict[Path, ast.Module]) -> Iterator[str]:
    for tree in trees.values():
        yield from (node.name for node in tree.body if isinstance(node, ast.ClassDef))


def _imports(tree: ast.Module) -> set[str]:
    return {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} | {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }


def _words(tree: ast.Module) -> bool:
    """Whether a function that writes numbers is called with some `….value`."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in NUMBER_WORDS
        and any(_is_value(argument) for argument in node.args)
        for node in ast.walk(tree)
    )


def _is_value(argument: ast.expr) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "value" for node in ast.walk(argument))
