"""Words, numbers and dates in the reader's language."""

from fund.wording.dates import day, moment, month
from fund.wording.language import Language, has, language_named, languages, words
from fund.wording.numbers import count, days, decimal, euros, exact_euros, hours, money, percent, value

__all__ = [
    "Language",
    "count",
    "day",
    "days",
    "decimal",
    "euros",
    "exact_euros",
    "has",
    "hours",
    "language_named",
    "languages",
    "moment",
    "money",
    "month",
    "percent",
    "value",
    "words",
]
