"""An older back-up restored: what was withdrawn since is withdrawn again, or the command says that it cannot know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fund.records import Version
from fund.store.__main__ import main
from fund.store.backup import back_up, restore
from fund.store.errors import NothingLeft
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.store.withdrawals import Replacement
from tests.store.publishing import publish, workbook
from tests.store.test_withdrawals import contents

Command = Callable[[str | None, Path], tuple[int, str]]
UNKNOWN = "cannot be known"


def withdraw(store: Store, version: Version, instead: Version | None = None) -> Version:
    public = store.pointers()[version.fund]
    replacement = None if instead is None else Replacement(instead.id)
    return store.withdraw(version.id, author="Léo", reason="un nom", public=public, replacement=replacement)


@pytest.fixture
def three(url: str, store: Store, tmp_path: Path) -> tuple[Version, Version, Version]:
    """Versions « un », « deux » and, public, « trois », with a back-up of them."""
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    third = publish(store, "trois", based_on=second)
    back_up(url, tmp_path / "backup.sqlite")
    return first, second, third


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite"


@pytest.fixture
def command(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command that puts a back-up in the place of a store, by default this one: its code, what it says."""

    def run(store_url: str | None, file: Path) -> tuple[int, str]:
        monkeypatch.setenv("FUND_DATABASE_URL", store_url or url)
        code = main(["restore", str(file), "--replace"])
        return code, capsys.readouterr().err

    return run


def test_a_version_withdrawn_since_is_withdrawn_again(
    url: str, store: Store, three: tuple[Version, Version, Version], backup: Path
) -> None:
    first, second, third = three
    withdraw(store, second)
    as_withdrawn = store.version(second.id)
    publish(store, "quatre", based_on=third)
    restored = restore(url, backup, replace=True)
    assert (restored.versions, restored.knows) == (3, True)
    assert [version.number for version in restored.withdrawn] == [2]
    # Who, when and why are those of then.
    assert store.versions("ukraine") == (third, as_withdrawn, first)
    assert contents(url) == {b"un", b"trois"}
    assert [line.action for line in store.audit(2)] == ["withdrawal", "publication"]


def test_where_it_was_public_the_newest_that_stands_takes_its_place(
    url: str, store: Store, three: tuple[Version, Version, Version], backup: Path
) -> None:
    first, second, third = three
    corrected = publish(store, "juste", based_on=third)
    withdraw(store, third)
    withdraw(store, second)
    assert store.pointers()["ukraine"] == corrected.id
    restored = restore(url, backup, replace=True)
    assert [version.number for version in restored.withdrawn] == [2, 3]
    public = store.public("ukraine")
    assert public is not None
    assert (public.number, public.restored_from, public.author, public.note) == (4, first.id, "Léo", "un nom")
    assert contents(url) == {b"un"}
    assert publish(store, "suite", based_on=public).number == 5


def test_a_back_up_of_which_nothing_stands_any_more_replaces_nothing(url: str, store: Store, tmp_path: Path) -> None:
    only = publish(store, "un")
    back_up(url, tmp_path / "backup.sqlite")
    after = publish(store, "juste", based_on=only)
    withdraw(store, only)
    with pytest.raises(NothingLeft, match="ukraine"):
        restore(url, tmp_path / "backup.sqlite", replace=True)
    assert store.public("ukraine") == after
    assert contents(url) == {b"juste"}


def test_a_withdrawal_of_the_same_files_elsewhere_leaves_the_back_up_s_version_alone(
    url: str, store: Store, three: tuple[Version, Version, Version], backup: Path, tmp_path: Path
) -> None:
    """Another store has versions of the same numbers and files: they are not the same versions."""
    other_url = f"sqlite:///{tmp_path}/other.sqlite"
    other = open_store(other_url, seed=None)
    first = publish(other, "un")
    publish(other, "deux", based_on=first)
    withdraw(other, first)
    restored = restore(other_url, backup, replace=True)
    assert (restored.withdrawn, restored.knows) == ((), False)
    assert other.files(three[0].id) == (workbook("un"),)
    other.close()


def test_what_was_withdrawn_before_the_back_up_stays_so_everywhere(
    url: str, store: Store, three: tuple[Version, Version, Version], tmp_path: Path
) -> None:
    withdraw(store, three[1])
    gone = store.version(three[1].id)
    back_up(url, tmp_path / "later.sqlite")
    assert restore(url, tmp_path / "later.sqlite", replace=True).withdrawn == ()
    restored = restore(f"sqlite:///{tmp_path}/empty.sqlite", tmp_path / "later.sqlite")
    assert (restored.versions, restored.withdrawn, restored.knows) == (3, (), False)
    empty = open_store(f"sqlite:///{tmp_path}/empty.sqlite", seed=None)
    assert empty.version(gone.id) == gone
    assert contents(f"sqlite:///{tmp_path}/empty.sqlite") == {b"un", b"trois"}
    empty.close()


def test_the_command_says_what_was_withdrawn_again_and_what_it_cannot_know(
    store: Store, three: tuple[Version, Version, Version], backup: Path, command: Command
) -> None:
    withdraw(store, three[0])
    code, said = command(None, backup)
    assert code == 0
    assert "withdrawn again, as it had been since: version 1 of ukraine" in said
    assert UNKNOWN not in said

    for place in ("empty", "begun anew"):
        elsewhere = f"sqlite:///{backup.parent}/{place}.sqlite"
        if place == "begun anew":
            # A lost store, and the application started before the back-up was brought back.
            begun = open_store(elsewhere, seed=None)
            publish(begun, "livré")
            begun.close()
        code, said = command(elsewhere, backup)
        assert code == 0
        assert UNKNOWN in said
        assert "withdrawn again, as" not in said


@pytest.mark.parametrize("damage", [b"not a database at all" * 500, b"SQLite format 3\x00" + b"\x00" * 9000])
def test_a_store_that_cannot_be_read_is_replaced_only_once_it_is_out_of_the_way(
    three: tuple[Version, Version, Version], backup: Path, damage: bytes, command: Command
) -> None:
    lost = backup.parent / "lost.sqlite"
    lost.write_bytes(damage)
    code, said = command(f"sqlite:///{lost}", backup)
    assert code == 1
    assert "move it out of the way" in said
    assert lost.read_bytes() == damage
    lost.unlink()
    code, said = command(f"sqlite:///{lost}", backup)
    assert code == 0
    assert UNKNOWN in said
