"""The photos of a fund, and the one rule that says to whom each of them may be shown."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import PurePath

import pandas as pd

from fund.metrics.over_time.spans import span_of
from fund.model import Dataset, Moment, Picture, Precision, Record, dropped_name, placed_name, records
from fund.period import Period
from fund.schema import folded


class Audience(StrEnum):
    """To whom a photo may be shown, the narrowest first; the last two are those that the workbook chooses between."""

    NOBODY = "nobody"
    COMMITTEE = "committee"
    PUBLIC = "public"


class Agreement(StrEnum):
    """What a workbook says of the agreement of the people on a photo."""

    NONE = "none"
    BARE = "bare"
    REFUSED = "refused"
    RECORDED = "recorded"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DOCUMENTS = re.compile(r"(?:formulaire|attestation|courriel|courrier|mail|lettre|contrat|dossier|fiche|form|letter)s?")
"""What holds an agreement."""
_PLAIN = _words("""oui yes ok x vrai true o y accord accorde accordee fait verbal verbalement oral oralement ecrit
    ecrite valide signature image personne personnes public publique partenaire ville mairie agreement consent
    consentement autorisation publication photo mme mr m madame monsieur""")
"""Words that name nobody, however they are written."""
_GIVEN = re.compile(r"(?:obtenu|signe|recu|recueilli|donne)(?:e|s|es)?|signed|received")
"""An agreement that was asked for before, and is there."""
_PENDING = _words("""demander demande demandee demandes obtenir attente attend venir cours confirmer envoye envoyee
    envoyes transmis relance relancer discussion pending asked waiting awaiting""")
_LATER = _words("""sera seront doit doivent devra devront prevu prevue prevus voir verra bientot tard prochaine prochain
    tbd tbc todo be will later soon""")
"""Of one that is still to come, whatever else is said of it."""
_NO = _words("non no pas aucun aucune sans jamais none not inconnu inconnue unknown faux false 0 n sauf hormis except")
_OVER = re.compile(r"(?:expir|perim|caduc|echu|annul|partiel|cancel|partial).*")
_REFUSED = re.compile(r"refus.*|retir.*|revoqu.*|oppos.*|interdi.*|withdrawn|declined|denied")
_WORD, _NUMBER_SIGN = re.compile(r"[^\W_]+"), re.compile(r"\bn(?:o|um[eé]ro)?\s*[.°º]?\s*(?=\d)", re.IGNORECASE)
_ENDLESS = re.compile(
    r"\b(?:jusqu['’][àa] (?:r[ée]vocation|retrait)|sans (?:limite|limitation|date de fin)(?: de (?:dur[ée]e|temps))?"
    r"|(?:pour une |à |a )?dur[ée]e (?:ind[ée]termin[ée]e|illimit[ée]e)|until (?:revoked|withdrawn|further notice)"
    r"|(?:no|without) (?:time limit|end date)|indefinitely)\s*(?=$|[.,;)\n])",
    re.IGNORECASE,
)
"""An agreement without an end, where no more is told of it: « jusqu’à révocation le 3 mai » has one."""
_TO_DO = re.compile(r"\b[àaÀA]\s+[a-zà-ÿ]+(?:er|ir|re)\b|\b[ÀA]\s+[A-ZÀ-Þ]+(?:ER|IR|RE)\b|\bto\s+(?:be|do|ask|sign)\b")
"""« à signer », « À COMPLÉTER »."""
_HOW_MANY = re.compile(
    r"\b(?:les|des|pour|for|all)\s+\d+\b|\b\d+\s*(?:personne|enfant|femme|homme|people|sur\s*\d+)", re.IGNORECASE
)
"""Numbers that are no reference: « oui pour les 3 », « 2 personnes »."""


def agreement_of(text: str) -> Agreement:
    """What a cell of the column « accord de publication » says.

    An agreement is recorded only where a number or a date, a document or a name is told, and no word says no, not yet
    or no more: words that nobody foresaw record nothing.
    """
    told = _NUMBER_SIGN.sub(" ", _ENDLESS.sub(" ", unicodedata.normalize("NFC", text)))
    found = [folded(word) for word in _WORD.findall(told)]
    if any(_REFUSED.fullmatch(word) for word in found):
        return Agreement.REFUSED
    given = any(_GIVEN.fullmatch(word) for word in found)
    over = not (_NO | _LATER).isdisjoint(found) or any(_OVER.fullmatch(word) for word in found)
    if over or _TO_DO.search(told) or (not given and not _PENDING.isdisjoint(found)):
        return Agreement.NONE
    if (
        any(char.isdigit() for char in _HOW_MANY.sub(" ", told))
        or any(map(_DOCUMENTS.fullmatch, found))
        or _names(told)
    ):
        return Agreement.RECORDED
    return Agreement.BARE if found else Agreement.NONE


def _names(told: str) -> bool:
    """Whether a text names somebody: a word after the first begins with a capital letter, where not all do."""
    words = _WORD.findall(told)
    return not told.isupper() and any(
        word[0].isupper() and folded(word) not in _PLAIN and not _GIVEN.fullmatch(folded(word)) for word in words[1:]
    )


_MONTHS = (
    *(("jan",), ("fev", "feb"), ("mar",), ("avr", "apr"), ("mai", "may"), ("juin", "jun"), ("juil", "jul")),
    *(("aou", "aug"), ("sep",), ("oct",), ("nov",), ("dec",)),
)
_LIMITED = re.compile(
    r"\b(?:jusqu|until\b|till\b|echeance|valables? (?=\d)|(?:du|from)\b.*\d.*?\b(?:au|to) (?=(?:[a-z]+ )?\d))(.*)", re.S
)
"""What says that an agreement ends, then when; what may stand before a year of which all counts."""
_END = re.compile(
    r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b"
    r"|\b(?:(\d{1,2})(?:er)? )?(?:(\d{1,2})/|([a-z]{2,9})[ .-]+)?(\d{4})\b"
)
_WHOLE = _words("en au a le la l fin end of the de annee year")
NEVER = date.min


def agreed_until(text: str) -> date | None:
    """The last day on which an agreement holds, as its cell says: a month or a year to its end.

    None where no end is told, or that there is none; `NEVER` where one is told that cannot be read.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    limit = _LIMITED.search(_ENDLESS.sub(" ", plain))
    found = limit and _END.search(limit[1])
    if not found:
        return NEVER if limit else None
    try:
        return _last_day(*found.groups(default=""))
    except ValueError:
        return NEVER


def _last_day(*parts: str) -> date:
    """The day of what `_END` found; raises ValueError for what is no date, or only a part of a year."""
    iso, numbers, (day, month, name, year) = parts[:3], parts[3:6], parts[6:]
    if iso[0]:
        return date(*map(int, iso))
    if numbers[0]:
        return date(int(numbers[2]) % 100 + 2000, int(numbers[1]), int(numbers[0]))
    named = next((number for number, starts in enumerate(_MONTHS, start=1) if name.startswith(starts)), 0)
    if (name and not named and name not in _WHOLE) or (day and not named):
        raise ValueError(name)
    whole = int(month or 0) or named or 12
    return date(int(year), whole, int(day) if day else monthrange(int(year), whole)[1])


def audience(*, people: bool | None, agreement: str, wanted: str) -> Audience:
    """To whom a photo may be shown: the rule, for every page, slide, file and address.

    Where a person can be recognised, or nobody says whether, an agreement has to be recorded: else to nobody; nor where
    one was refused. Then to whom the workbook says, and where it says nothing to the committee.
    """
    told = agreement_of(agreement)
    if told is Agreement.REFUSED or (people is not False and told is not Agreement.RECORDED):
        return Audience.NOBODY
    return Audience.PUBLIC if wanted == Audience.PUBLIC else Audience.COMMITTEE


def may_see(photo: Photo, *, signed_in: bool) -> bool:
    """Whether a photo may be shown today to whoever is signed in, or is not."""
    to = Audience.NOBODY if photo.is_over else photo.audience
    return to is Audience.PUBLIC or (signed_in and to is Audience.COMMITTEE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A row of the sheet of photos, at `position` of its table; `picture` is None where there is none of it.

    `key` is the name under which the dataset has it.
    `audience` is also the narrowest of all rows of the same picture, `until` the earliest end of their agreements.
    """

    position: int
    key: str
    programme: str
    name: str
    picture: Picture | None
    linked: str
    taken_on: Moment | None
    caption: str
    description: str
    credit: str
    people: bool | None
    agreement: str
    audience: Audience
    rank: int | None
    until: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether its agreement has ended by today, which no published figure knows."""
        return self.until is not None and self.until < datetime.now(UTC).date()

    @property
    def digest(self) -> str:
        """Tells its picture from all others; empty where none is kept."""
        return "" if self.picture is None else self.picture.digest


def photos(dataset: Dataset) -> tuple[Photo, ...]:
    """Every row of the sheet of photos, in its order, but those that a fund seen at an earlier day leaves out."""
    rows = records(dataset.table("photos").assign(position=range(len(dataset.table("photos")))))
    by_stem = _by_stem(dataset.pictures)
    found = [_photo(row, dataset.pictures, by_stem) for row in rows]
    order = list(Audience)
    narrowest, ends = dict[str, Audience](), dict[str, date]()
    for photo in found:
        known = narrowest.setdefault(photo.digest, photo.audience)
        narrowest[photo.digest] = min(known, photo.audience, key=order.index)
        if photo.until is not None:
            ends[photo.digest] = min(ends.get(photo.digest, date.max), photo.until)
    gone = dataset.left_out.get("photos")
    kept = [each for each in found if gone is None or not gone[each.position]]
    return tuple(
        replace(each, audience=narrowest[each.digest], until=ends.get(each.digest)) if each.digest else each
        for each in kept
    )


def shown(every: Sequence[Photo], *, signed_in: bool, without: Iterable[str] = ()) -> tuple[Photo, ...]:
    """Those that may be shown, each picture once, by their rank; `without` the digests of pictures that are gone."""
    gone = {"", *without}
    ranked = sorted(every, key=lambda each: (each.rank is None, each.rank or 0, each.position))
    kept: dict[str, Photo] = {}
    for photo in ranked:
        if photo.digest not in gone and may_see(photo, signed_in=signed_in):
            kept.setdefault(photo.digest, photo)
    return tuple(kept.values())


def of_programme(every: Sequence[Photo], code: str) -> tuple[Photo, ...]:
    """The photos of one programme; those of the fund where the code is empty."""
    return tuple(each for each in every if each.programme == code)


def in_period(every: Sequence[Photo], period: Period | None) -> tuple[Photo, ...]:
    """Those taken in a period: it holds the last day of their date. One without a date is in none; all without one."""
    if period is None:
        return tuple(every)
    dated = [(each, span_of(each.taken_on).last[0].item()) for each in every if each.taken_on is not None]
    return tuple(each for each, last in dated if period.start <= last <= period.end)


def undated(every: Sequence[Photo], period: Period | None) -> int:
    """How many photos a period leaves out for want of a date; none without one."""
    return 0 if period is None else sum(each.taken_on is None and bool(each.digest) for each in every)


def _photo(row: Record, pictures: Mapping[str, Picture], by_stem: Mapping[str, str]) -> Photo:
    name = str(row["photo"] or "")
    people = None if row["people"] is None else bool(row["people"])
    agreement, wanted = str(row["agreement"] or ""), str(row["audience"] or "")
    taken = row["taken_on"]
    key = _key(row, name, pictures, by_stem)
    return Photo(
        position=int(row["position"]),
        key=key,
        programme=str(row["programme"] or ""),
        name=name,
        picture=pictures.get(key),
        linked=str(row["linked"] or ""),
        taken_on=None if taken is None else Moment(pd.Timestamp(taken).date(), Precision(row["taken_on_precision"])),
        caption=str(row["caption"] or ""),
        description=str(row["description"] or ""),
        credit=str(row["credit"] or ""),
        people=people,
        agreement=agreement,
        audience=audience(people=people, agreement=agreement, wanted=wanted),
        rank=None if row["rank"] is None else int(row["rank"]),
        until=None if people is False else agreed_until(agreement),
    )


def _key(row: Record, name: str, pictures: Mapping[str, Picture], by_stem: Mapping[str, str]) -> str:
    """The name of a row's picture: of the one that stands in it, else of the one that it names."""
    placed = placed_name(str(row["source_file"]), str(row["source_sheet"]), int(row["source_row"]))
    dropped = dropped_name(name)
    if placed in pictures or not dropped:
        return placed
    return dropped if dropped in pictures else by_stem.get(dropped, dropped)


def _by_stem(pictures: Mapping[str, Picture]) -> Mapping[str, str]:
    """The names of dropped pictures by themselves without the ending, which people leave out, where only one has it."""
    named = [name for name in pictures if "\t" not in name]
    stems = Counter(PurePath(name).stem for name in named)
    return {PurePath(name).stem: name for name in named if stems[PurePath(name).stem] == 1}


def publishable(photos: Sequence[Photo]) -> dict[str, Picture]:
    """The pictures that somebody may see, by name: no other is kept."""
    seen = (each for each in photos if each.digest and each.audience != Audience.NOBODY and not each.is_over)
    return {each.key: each.picture for each in seen if each.picture}
