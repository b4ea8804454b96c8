"""What the store decides without a database; tests/store holds the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from fund.model import WorkbookFile
from fund.store.errors import InvalidFundCode, InvalidPublication, UnsupportedDatabase
from fund.store.open_store import default_url, open_store
from fund.store.stored_files import StoredFile
from fund.store.version_rows import check_names, checked_code, digest_of, fund_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ukraine", "ukraine"),
        ("Îles Orvanes 2024", "iles-orvanes-2024"),
        ("  Gaza / Cisjordanie ", "gaza-cisjordanie"),
        ("Fonds\u00a0d’urgence", "fonds-durgence"),
        ("a" * 59 + " bc", "a" * 59),
    ],
)
def test_a_fund_s_code_is_made_from_its_name(name: str, code: str) -> None:
    assert fund_code(name) == code
    assert checked_code(code) == code


@pytest.mark.parametrize("name", ["", "…", "Україна"])
def test_a_name_without_a_latin_letter_or_digit_gives_no_code(name: str) -> None:
    with pytest.raises(InvalidFundCode):
        fund_code(name)


@pytest.mark.parametrize("code", ["", "Ukraine", "a b", "../ukraine", "-a", "a-", "a--b", "é", "a\n", "a" * 61])
def test_a_fund_s_code_is_lower_case_letters_digits_and_single_hyphens(code: str) -> None:
    with pytest.raises(InvalidFundCode):
        checked_code(code)


@pytest.mark.parametrize(
    "names",
    [
        [],
        [""],
        ["."],
        [".."],
        ["a/b.xlsx"],
        ["..\\b.xlsx"],
        ["a\x00.xlsx"],
        ["x" * 201],
        ["\ud800.xlsx"],
        ["a.xlsx", "A.XLSX"],
        ["été.xlsx", "e\u0301te\u0301.xlsx"],
    ],
)
def test_the_files_of_a_version_could_stand_in_one_windows_folder(names: list[str]) -> None:
    with pytest.raises(InvalidPublication):
        check_names([WorkbookFile(name, b"") for name in names])


def test_names_people_give_are_accepted() -> None:
    names = ["Fonds\u00a0Ukraine – suivi (v2) FINAL.xlsx", "données.csv", "..xlsx"]
    check_names([WorkbookFile(name, b"") for name in names])  # raises nothing


def test_the_digest_tells_names_contents_and_their_pairing_apart_but_not_their_order() -> None:
    x, y = "00" * 32, "ff" * 32
    pair = digest_of([StoredFile("a", x), StoredFile("b", y)])
    assert pair == digest_of([StoredFile("b", y), StoredFile("a", x)])
    others = [
        [StoredFile("a", y), StoredFile("b", x)],
        [StoredFile("a", x)],
        [StoredFile("ab", x), StoredFile("", y)],
        [],
    ]
    assert len({pair, *map(digest_of, others)}) == 5


def test_the_store_stands_where_the_settings_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FUND_DATABASE_URL", raising=False)
    monkeypatch.delenv("FUND_STATE_DIR", raising=False)
    root = Path(__file__).parents[2]
    assert default_url() == f"sqlite:///{root}/.state/fund.sqlite"
    monkeypatch.setenv("FUND_STATE_DIR", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path}/fund.sqlite"
    monkeypatch.setenv("FUND_DATABASE_URL", "postgresql://fund@host/fund")
    assert default_url() == "postgresql://fund@host/fund"


def test_a_folder_of_any_name_may_hold_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "état ? 50% #1"
    monkeypatch.delenv("FUND_DATABASE_URL", raising=False)
    monkeypatch.setenv("FUND_STATE_DIR", str(folder))
    open_store(default_url(), seed=None).close()
    assert [file.name for file in folder.iterdir()] == ["fund.sqlite"]


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://a:secret@host/b", "postgresql+psycopg2://h/b", "x"]
)
def test_other_databases_are_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(UnsupportedDatabase) as refused:
        open_store(url, seed=None)
    assert "secret" not in str(refused.value)
