"""How is a date printed?

Files say ``1953-06-26``; the page says ``26 June 1953`` and ``26 มิถุนายน 1953``.  Thai dates are in the common
era, as the source text has them; the opening line gives the Buddhist era beside it once, and the page's
script (``assets/era.js``) can turn the years of Thai text into that era.
"""

from presidium.dates import format_day, parse_day


def date(text: str, era: str = "ce") -> dict[str, str]:
    """Return a date of any precision in both languages.

    >>> date("1953-06-26")["en"], date("1953-06")["th"]
    ('26 June 1953', 'มิถุนายน 1953')
    """
    day = parse_day(text)
    return {lang: format_day(day, lang, "ce" if lang == "en" else era) for lang in ("en", "th")}


def short(text: str) -> str:
    """Return a date as files have it, for tables of many: the same in both languages.

    >>> short("1953-06-26")
    '1953-06'
    """
    return text[:7]


def month_names(lang: str) -> list[str]:
    """Return the names of the twelve months, for the script that writes dates as this module does.

    >>> month_names("en")[5], month_names("th")[5]
    ('June', 'มิถุนายน')
    """
    return [format_day(parse_day(f"1953-{month:02d}"), lang, "ce").split()[0] for month in range(1, 13)]
