"""When was it, to the day, the month or the year, and in which era?

Scenarios write dates of the common era (1953, 1953-03, 1953-03-05) or of the Buddhist era with its name
("2496 BE").  The Thai official year began on 1 April from 1889 to 1940 and on 1 January from 1941 on, so
that the eras lie 542 years apart on a day of January to March before 1941, and 543 on every other day.
Source: the announcement of 6 September 1940 that the year 2484 begins on 1 January 1941, which left the year
2483 nine months.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

#: From here on a year without an era is taken for one of the Buddhist era.
BUDDHIST_FROM = 2400

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?( BE)?", re.ASCII)
_MONTHS = {
    "en": [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
    "th": [
        *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
        *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
    ],
}
_IN_COMMON_ERA: dict[str, Callable[[int], str]] = {"en": "{}".format, "th": "ค.ศ. {}".format}
_IN_BUDDHIST_ERA: dict[str, Callable[[int], str]] = {"en": "{} BE".format, "th": "พ.ศ. {}".format}


class NotADay(ValueError):
    """A text is no date; `remedy` says what to write."""

    def __init__(self, message: str, remedy: str = "write 1953, 1953-03 or 1953-03-05") -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Day:
    """A date known to the day, the month or the year only (`month`, `day` None).

    Order compares the first day that a date may mean; equality compares what is written.

    >>> Day(1953, 3) < Day(1953, 3, 5), Day(1953, 3).iso
    (True, '1953-03')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The date as written in a scenario: 1953, 1953-03 or 1953-03-05."""
        parts = (f"{part:02d}" for part in (self.month, self.day) if part is not None)
        return "-".join((f"{self.year:04d}", *parts))

    @property
    def first(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date may mean.

        >>> Day(1956, 2).last.isoformat()
        '1956-02-29'
        """
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other: "Day") -> bool:
        return self.first < other.first

    def __le__(self, other: "Day") -> bool:
        return self.first <= other.first

    def __gt__(self, other: "Day") -> bool:
        return self.first > other.first

    def __ge__(self, other: "Day") -> bool:
        return self.first >= other.first

    def __str__(self) -> str:
        return self.iso


class WrongEra(NotADay):
    """A year looks like one of the Buddhist era but does not say so.

    `instead` is the date of the common era that is probably meant.
    """

    def __init__(self, written: str, instead: Day) -> None:
        message = f'"{written}" looks like a year of the Buddhist era: {written} BE = {instead.iso} CE?'
        super().__init__(message, f'write {instead.iso}, or name the era: "{written} BE"')
        self.instead = instead


def parse_day(text: str) -> Day:
    """Read a date: 1953, 1953-03, 1953-03-05, or one of the Buddhist era marked BE.

    Raises NotADay for anything else, WrongEra for a year from 2400 on that does not name its era.

    >>> parse_day("1953-03-05"), parse_day("2496 BE").iso
    (Day(year=1953, month=3, day=5), '1953')
    """
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        message = f'"{text:.40}" is not a date'
        raise NotADay(message)
    year, month, day = int(written[1]), *(int(part) if part else None for part in written.group(2, 3))
    if written[4]:
        return _in_calendar(Day(_common_year(year, month), month, day), text)
    if year >= BUDDHIST_FROM:
        raise WrongEra(text, _in_calendar(Day(_common_year(year, month), month, day), text))
    return _in_calendar(Day(year, month, day), text)


def day_meant(text: str) -> Day | None:
    """The date that a text in another form means, where it can mean only one; None where it means none.

    Years first with other signs, days first with points, months in words, and Thai digits.

    >>> [day_meant(text).iso for text in ("1968/04/02", "2.4.1968", "2 April 1968", "เมษายน ๒๕๑๑")]
    ['1968-04-02', '1968-04-02', '1968-04-02', '1968-04']
    """
    if len(text) > _LONGEST:
        return None
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text.strip())
    text = _ERA.sub("", _TIME.sub("", text)).strip()
    for months in _MONTHS.values():
        for number, month in enumerate(months, 1):
            text = re.sub(rf"(\d*)\s*{month}\s*", rf"\g<1>.{number}.", text)
    written = _YEAR_FIRST.fullmatch(text) or _YEAR_LAST.fullmatch(text)
    if written is None:
        return None
    parts = [part and int(part) for part in (written["year"], written["month"], written["day"])]
    try:
        return parse_day("-".join(f"{part:02d}" for part in parts if part))
    except WrongEra as problem:
        return problem.instead
    except NotADay:
        return None


#: No date is longer: of what somebody means ill nothing is searched.
_LONGEST = 40
#: A time of day after a date, which no scenario needs, and the names of the eras: the year tells which.
_TIME = re.compile(r"(?<=\d)[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$", re.ASCII)
_ERA = re.compile(r"พ\.ศ\. ?|ค\.ศ\. ?| ?B\.E\.| ?C\.E\.|^BE |^CE ")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d\d?)(?:[-/.](?P<day>\d\d?))?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(?:(?P<day>\d\d?)\.|\.)?(?P<month>\d\d?)\.(?P<year>\d{4})", re.ASCII)


def _in_calendar(day: Day, text: str) -> Day:
    try:
        # What is not written is None; a month or day that is written as 00 is in no calendar.
        date(day.year, 1 if day.month is None else day.month, 1 if day.day is None else day.day)
    except ValueError:
        message = f'"{text}" is not in the calendar'
        raise NotADay(message) from None
    return day


def _common_year(buddhist: int, month: int | None) -> int:
    early = month is not None and month <= 3 and buddhist - 542 < 1941
    return buddhist - (542 if early else 543)


def buddhist_year(day: Day) -> int:
    """Year of the Buddhist era by the Thai official reckoning (exact from 1889 on).

    >>> buddhist_year(Day(1953, 3, 5)), buddhist_year(Day(1932, 2, 10)), buddhist_year(Day(1932, 6, 24))
    (2496, 2474, 2475)
    """
    early = day.month is not None and day.month <= 3 and day.year < 1941
    return day.year + (542 if early else 543)


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a scenario covers, counted in calendar months; month 0 is the one it opens in.

    >>> period = Period(Day(1953, 3, 6), Day(1964, 12, 31))
    >>> period.months, period.month_of(Day(1953, 6, 17)), period.day_of(3)
    (142, 3, Day(year=1953, month=6, day=None))
    """

    start: Day
    end: Day

    @property
    def months(self) -> int:
        """How many calendar months the period touches."""
        last = self.end.last
        return (last.year - self.start.year) * 12 + last.month - (self.start.month or 1) + 1

    def month_of(self, day: Day) -> int:
        """Month of the first day of the period that a date may mean: of what comes or ceases on a date.

        Negative before the period, `months` or more after it.

        >>> Period(Day(1961, 2, 1), Day(1963, 12, 31)).month_of(Day(1961))
        0
        """
        first = day.first
        return self._month(self.start.first if first < self.start.first <= day.last else first)

    def last_month_of(self, day: Day) -> int:
        """Month of the last day that a date may mean: of what a date still belongs to.

        >>> Period(Day(1961, 2, 1), Day(1963, 12, 31)).last_month_of(Day(1961))
        10
        """
        return self._month(day.last)

    def _month(self, day: date) -> int:
        return (day.year - self.start.year) * 12 + day.month - (self.start.month or 1)

    def day_of(self, month: int) -> Day:
        """A month of the period as a date."""
        years, rest = divmod((self.start.month or 1) - 1 + month, 12)
        return Day(self.start.year + years, rest + 1)

    def contains(self, day: Day) -> bool:
        """Whether some day that the date may mean lies in the period."""
        return day.last >= self.start.first and day.first <= self.end.last


def format_day(day: Day, language: str, era: str = "ce", *, bare: bool = False) -> str:
    """A date in words, as exact as it is known.

    `language`: "en" or "th".  `era`: "ce", "be", or "both" (for the first mention).  A Thai date always names
    its era, and begins with the noun that a sentence needs (วันที่ of a day, เดือน of a month; a year has
    none), so that a preposition stands before it without a space; `bare` leaves the noun out, for cells of
    tables, heads and axes.

    >>> format_day(Day(1953, 6, 17), "en"), format_day(Day(1953, 6), "th", "be")
    ('17 June 1953', 'เดือนมิถุนายน พ.ศ. 2496')
    >>> format_day(Day(1953, 3, 5), "en", "both")
    '5 March 1953 (2496 BE)'
    >>> [format_day(Day(1953, 3, 5), "th", bare=bare) for bare in (False, True)]
    ['วันที่ 5 มีนาคม ค.ศ. 1953', '5 มีนาคม ค.ศ. 1953']
    """
    before = "".join(f"{part} " for part in (day.day, day.month and _MONTHS[language][day.month - 1]) if part)
    if language == "th" and not bare:
        before = f"วันที่ {before}" if day.day else f"เดือน{before}" if day.month else ""
    common, buddhist = _IN_COMMON_ERA[language](day.year), _IN_BUDDHIST_ERA[language](buddhist_year(day))
    years = {"ce": common, "be": buddhist, "both": f"{common} ({buddhist})"}
    return before + years[era]
