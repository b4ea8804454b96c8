"""What can go wrong with the store, by name."""

from __future__ import annotations

from typing import Generic, TypeVar

from fund.records import Decision, Deck, Explanation, Meeting, Version

Current = TypeVar("Current")


class _Overtaken(Exception, Generic[Current]):
    """Someone was there first; `current` is what stands now."""

    def __init__(self, current: Current) -> None:
        super().__init__(current)
        self.current = current


class InvalidFundCode(ValueError):
    """A fund's code is something else than lower-case letters, digits and single hyphens."""


class UnknownVersion(LookupError):
    """The store has no such version, or no such fund to base one on."""


class WithdrawnVersion(UnknownVersion):
    """The version was withdrawn: `version` says when, by whom and why."""

    def __init__(self, version: Version) -> None:
        """The version as its line in the history tells it."""
        super().__init__(f"version {version.number} of {version.fund} was withdrawn")
        self.version = version


class NoReplacement(ValueError):
    """A public version goes only together with another of its fund, of other files, that takes its place."""


class InvalidPublication(ValueError):
    """The files cannot be a version: none at all, two of one name, or a name that is none."""


class StaleBase(_Overtaken[Version]):
    """Someone published the fund since: `current` is public now, and is not the base that was named."""

    def __str__(self) -> str:
        """What happened."""
        return f"version {self.current.number} of {self.current.fund} is public now"


class InvalidRecord(ValueError):
    """What was to be kept cannot be: a text that is missing or too long, an amount, a slide that comes twice."""


class UnknownRecord(LookupError):
    """The store has no such scenario, meeting, decision or fund; someone may have deleted it."""


class StaleRecord(_Overtaken[Decision | Deck]):
    """Someone changed it since: `current` is how it stands now."""

    def __str__(self) -> str:
        """What happened."""
        return f"revision {self.current.revision} was written since"


class MeetingUnderWay(_Overtaken[Meeting]):
    """Another meeting of the fund is still open: `current`."""

    def __str__(self) -> str:
        """What happened."""
        return f"meeting {self.current.id} of {self.current.fund} is still open"


class ExplainedMeanwhile(_Overtaken[Explanation]):
    """Someone explained the warning, or took the explanation back, since: `current` is how it stands."""

    def __str__(self) -> str:
        """What happened."""
        return f"explanation {self.current.id} of {self.current.fund} was written or withdrawn since"


class StoreUnavailable(Exception):
    """The database does not answer, stays locked or cannot write; trying again later may help."""


class OutcomeUnknown(StoreUnavailable):
    """The database went away while it was asked to commit: it may have, or not."""


class NewerStore(Exception):
    """The database was made by a newer version of the application."""


class UnmadeStore(Exception):
    """No store was ever made in the configured database, and nobody asked for a first start."""


class UnsupportedDatabase(ValueError):
    """The database's URL names neither a SQLite file nor a PostgreSQL server."""


class BrokenBackup(Exception):
    """The file is not a back-up of a store, or its contents are not what its versions say."""


class NothingLeft(Exception):
    """A back-up holds no version of a fund that was not withdrawn since."""


class StoreNotEmpty(Exception):
    """A back-up would take the place of what the store holds."""


class NoStore(Exception):
    """No store was ever made in the database."""
