"""A check of a CSV against the official table schema, written from the schema alone."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from stdnum.fr import siret

import fund.donor

SCHEMA: Mapping[str, Any] = json.loads(
    (Path(fund.donor.__file__).parent / "scdl-subventions-2.1.1.json").read_text("utf-8")
)


def faults(content: bytes) -> list[str]:
    """What is wrong with a file, « row field rule » each; its first line must be the fields in their order."""
    assert not content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(StringIO(content.decode("utf-8"), newline=""))
    names = [field["name"] for field in SCHEMA["fields"]]
    if header != names:
        return ["header"]
    return [fault for number, row in enumerate(rows, start=2) for fault in _row_faults(number, row)]


def _row_faults(number: int, row: list[str]) -> Iterator[str]:
    fields = SCHEMA["fields"]
    if len(row) != len(fields):
        yield f"{number} length"
        return
    for field, text in zip(fields, row, strict=True):
        yield from (f"{number} {field['name']} {rule}" for rule in _cell_faults(field, text))
    cells = {field["name"]: text for field, text in zip(fields, row, strict=True)}
    for check in SCHEMA["custom_checks"]:
        told = [cells[column] for column in check["params"].values()]
        if check["name"] == "one-of-required" and not any(told):
            yield f"{number} {check['name']}"
        if check["name"] == "french-siret-value" and told[0] and not siret.is_valid(told[0]):
            yield f"{number} {check['params']['column']} {check['name']}"


def _cell_faults(field: Mapping[str, Any], text: str) -> Iterator[str]:
    rules = field.get("constraints", {})
    if not text:
        if rules.get("required"):
            yield "required"
    elif not _typed(field, text):
        yield "type"
    else:
        yield from (rule for rule, holds in CHECKS.items() if rule in rules and not holds(text, rules[rule]))


def _typed(field: Mapping[str, Any], text: str) -> bool:
    match field["type"]:
        case "date":
            return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None and bool(date.fromisoformat(text))
        case "number":
            return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
        case "boolean":
            return text in (*field["trueValues"], *field["falseValues"])
    return True


CHECKS: Mapping[str, Callable[[str, Any], bool]] = {
    "pattern": lambda text, rule: re.search(rule, text) is not None,
    "enum": lambda text, rule: text in rule,
    "maxLength": lambda text, rule: len(text) <= rule,
    "minimum": lambda text, rule: Decimal(text) >= Decimal(str(rule)),
    "maximum": lambda text, rule: Decimal(text) <= Decimal(str(rule)),
}
KNOWN = frozenset((*CHECKS, "required"))
"""The constraints that are checked: the schema has no other (a test says so)."""
