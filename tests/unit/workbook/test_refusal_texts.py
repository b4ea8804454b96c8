"""Every reason for which a file is refused has its words, in every language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import fund.workbook
from fund.wording import languages
from fund.wording.findings import finding_text
from fund.workbook.door.refusal import RefusedError

CODES = sorted(
    {
        *("binary_workbook", "duplicate_entries", "empty_file", "encrypted", "entity", "external_links", "legacy_xls"),
        "list_of_rows",
        *(
            "macros",
            "numbers_document",
            "sensitivity_label",
            "web_page",
            "zipped_files",
            "not_a_workbook",
            "too_big_unpacked",
            "too_large",
            "too_many_cells",
            "too_many_columns",
            "too_many_entries",
        ),
        *(
            "too_many_rows",
            "too_many_sheets",
            "too_much_memory",
            "too_much_text",
            "truncated_zip",
            "unsafe_entry_name",
            "zip_bomb",
        ),
    }
)
"""What a refused upload is kept under in the audit list."""

DETAILS = {"size": 61, "limit": 50, "rows": 1_048_576, "columns": 16_384, "sheets": 90, "sheet": "A", "entry": "../x"}


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_is_said_in_both_languages(code: str) -> None:
    for language in languages():
        text = finding_text(RefusedError(code, DETAILS).finding("dons.xlsx"), language)
        assert "dons.xlsx" in text.what
        assert "{" not in text.title + text.what + text.todo


def test_every_code_that_a_file_is_refused_under_has_its_sentences() -> None:
    modules = [path.read_text(encoding="utf-8") for path in Path(fund.workbook.__path__[0]).rglob("*.py")]
    raised = {code for module in modules for code in re.findall(r'RefusedError\(\s*"(\w+)"', module)}
    others = {"encrypted", "legacy_xls", "numbers_document", "sensitivity_label", "zipped_files"}
    assert raised | others == set(CODES)


def test_numbers_of_a_refusal_are_written_as_the_language_does() -> None:
    refusal = RefusedError("too_many_rows", {"sheet": "Dons", "rows": 1_048_576, "limit": 200_000})
    assert "1\u202f048\u202f576 lignes" in finding_text(refusal.finding("a.xlsx"), "fr").what


def test_openpyxl_reads_with_defusedxml_even_where_lxml_is_installed():
    probe = "import fund.workbook.door.guard, openpyxl; print(openpyxl.LXML, openpyxl.DEFUSEDXML)"

    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["False", "True"]
