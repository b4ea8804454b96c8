"""Words, numbers and dates in the reader's language."""

from fund.wording.catalogue import LANGUAGES, Language, has, words
from fund.wording.dates import day, moment, month
from fund.wording.numbers import count, days, decimal, euros, hours, money, percent, value

__all__ = [
    "LANGUAGES",
    "Language",
    "count",
    "day",
    "days",
    "decimal",
    "euros",
    "has",
    "hours",
    "moment",
    "money",
    "month",
    "percent",
    "value",
    "words",
]
