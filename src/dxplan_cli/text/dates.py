"""Dates as papers print them: ２０２３．７, 令和５年９月１日, 2023-07-26."""

from __future__ import annotations

import re
import unicodedata

_ERAS = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "M": 1867,
    "T": 1911,
    "S": 1925,
    "H": 1988,
    "R": 2018,
}
_DATE = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})?\s*(?P<year>\d{{1,4}}|元)\s*[年./-]\s*(?P<month>\d{{1,2}})\s*(?:[月./-]\s*(?P<day>\d{{1,2}}))?"
)
ISO_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_ISO_DATE = re.compile(ISO_DATE)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso_date(printed: str) -> str | None:
    """Return the first date in a printed text as YYYY-MM-DD, the first of the month where no day is printed.

    None when there is no month to be found, or no such day.
    """
    found = _DATE.search(unicodedata.normalize("NFKC", printed))
    if found is None:
        return None
    era, written = found["era"], found["year"]
    year = (1 if written == "元" else int(written)) + (_ERAS[era] if era else 0)
    month, day = int(found["month"]), int(found["day"] or 1)
    is_year = (era is not None) == (len(written) < 4) and year > 1867
    if not (is_year and 1 <= month <= 12 and 1 <= day <= _LENGTHS[month - 1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def is_iso_date(text: str) -> bool:
    """Tell whether a text is a day of the calendar and nothing else: 2023-09-01."""
    if not _ISO_DATE.fullmatch(text) or iso_date(text) != text:
        return False
    year, is_leap_day = int(text[:4]), text.endswith("-02-29")
    return not is_leap_day or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
