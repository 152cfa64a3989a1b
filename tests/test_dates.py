"""Are dates read, compared and reckoned as an archivist would?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.dates import Day, NotADay, Period, WrongEra, buddhist_year, format_day, parse_day

DAYS = st.dates().filter(lambda day: day.year < 2400).map(lambda day: Day(day.year, day.month, day.day))


@given(DAYS)
def test_a_date_is_read_as_it_is_written(day: Day) -> None:
    assert parse_day(day.iso) == day
    assert day.first == day.last


@given(DAYS.filter(lambda day: day.year >= 1889))
def test_the_eras_agree(day: Day) -> None:
    text = day.iso.replace(f"{day.year:04d}", f"{buddhist_year(day):04d}", 1)
    assert parse_day(f"{text} BE") == day


@given(DAYS, DAYS)
def test_order_is_that_of_the_first_day(one: Day, other: Day) -> None:
    assert (one < other) == (one.first < other.first)
    assert (one <= other) == (other >= one)
    assert (one > other) == (other < one)


def test_a_month_begins_before_its_days_and_is_not_one_of_them() -> None:
    assert Day(1953) <= Day(1953, 1) <= Day(1953, 1, 1)
    assert Day(1953, 3) < Day(1953, 3, 5) < Day(1953, 4)
    assert Day(1953) != Day(1953, 1, 1)
    assert Day(1956, 2).last.day == 29


NOT_DAYS = [
    "",
    "soon",
    "53",
    "1953-3-5",
    "1953-13",
    "1953-02-30",
    "1953/03/05",
    "5 March 1953",
    "0000",
    "1953-03-05T10:00",
]


@pytest.mark.parametrize("text", NOT_DAYS)
def test_what_is_no_date_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text)
    assert "1953-03-05" in refused.value.remedy


def test_thai_digits_are_no_digits_of_a_date() -> None:
    with pytest.raises(NotADay):
        parse_day("๒๔๙๖")


def test_a_year_of_the_buddhist_era_must_name_it() -> None:
    with pytest.raises(WrongEra, match="2496 BE = 1953 CE") as refused:
        parse_day("2496")
    assert refused.value.instead == Day(1953)
    assert parse_day("2496 BE") == Day(1953)
    assert parse_day("2496-03-05 BE") == Day(1953, 3, 5)


DUAL = [
    ("1932-06-24", 2475, "the revolution"),
    ("1932-02-10", 2474, "a day of January to March before the reform"),
    ("1939-03-31", 2481, "the last day of an old year"),
    ("1939-04-01", 2482, "the first day of an old year"),
    ("1940-12-31", 2483, "the last day of the short year"),
    ("1941-01-01", 2484, "the first new year in January"),
    ("1953-03-05", 2496, "the death of Stalin"),
]


@pytest.mark.parametrize(("iso", "year", "what"), DUAL, ids=[what for _, _, what in DUAL])
def test_the_official_year_began_in_april_until_1940(iso: str, year: int, what: str) -> None:
    assert buddhist_year(parse_day(iso)) == year, what


FORMS = [
    (Day(1953, 6, 17), "en", "ce", "17 June 1953"),
    (Day(1953, 6), "en", "ce", "June 1953"),
    (Day(1953), "en", "be", "2496 BE"),
    (Day(1953, 6, 17), "en", "both", "17 June 1953 (2496 BE)"),
    (Day(1953, 6, 17), "th", "ce", "วันที่ 17 มิถุนายน ค.ศ. 1953"),
    (Day(1953, 6, 17), "th", "be", "วันที่ 17 มิถุนายน พ.ศ. 2496"),
    (Day(1953), "th", "ce", "ค.ศ. 1953"),
    (Day(1953, 12), "th", "both", "เดือนธันวาคม ค.ศ. 1953 (พ.ศ. 2496)"),
]


@pytest.mark.parametrize(("day", "language", "era", "text"), FORMS)
def test_a_date_is_told_as_exactly_as_it_is_known(day: Day, language: str, era: str, text: str) -> None:
    assert format_day(day, language, era) == text


@pytest.mark.parametrize(("day", "language", "era", "text"), FORMS)
def test_a_cell_has_the_date_without_its_noun(day: Day, language: str, era: str, text: str) -> None:
    bare = format_day(day, language, era, bare=True)
    assert bare == text.removeprefix("วันที่ ").removeprefix("เดือน")
    assert language == "en" or re.search(r"[คพ]\.ศ\. \d{4}", bare)


def test_a_period_counts_calendar_months() -> None:
    period = Period(Day(1953, 3, 6), Day(1964, 12, 31))
    assert period.months == 142
    assert [period.month_of(Day(*day)) for day in ((1953, 3), (1953, 2, 28), (1954, 1), (1965, 1))] == [
        0,
        -1,
        10,
        142,
    ]
    assert period.day_of(0) == Day(1953, 3)
    assert period.day_of(141) == Day(1964, 12)
    assert Period(Day(1953), Day(1954)).months == 24


@given(st.integers(-500, 1000))
def test_months_are_counted_back_and_forth(month: int) -> None:
    period = Period(Day(1953, 3, 6), Day(1964, 12, 31))
    assert period.month_of(period.day_of(month)) == month


def test_a_period_contains_what_may_lie_in_it() -> None:
    period = Period(Day(1953, 3, 6), Day(1964, 12, 31))
    assert period.contains(Day(1953, 3))
    assert period.contains(Day(1964))
    assert not period.contains(Day(1953, 3, 5))
    assert not period.contains(Day(1965))
