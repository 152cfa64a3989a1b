"""How is a date printed?

Files say ``1953-06-26``; the page says ``26 June 1953`` and ``วันที่ 26 มิถุนายน ค.ศ. 1953``.  Thai dates are in
the common era, as the source text has them; the opening line gives the Buddhist era beside it once, and the
page's script (``assets/era.js``) can turn the years of Thai text into that era.
"""

from presidium.dates import NotADay, format_day, parse_day
from presidium.page.speech import listed
from presidium.words import LANGUAGES, both

#: What a claim says of a date that its text does not give outright.
_IMPLIED = " (implied)"


def date(text: str, era: str = "ce", *, bare: bool = False) -> dict[str, str]:
    """Return a date of any precision in both languages; ``bare`` in cells, heads and keys, not in sentences.

    >>> date("1953-06-26")["en"], date("1953-06")["th"], date("1953-06", bare=True)["th"]
    ('26 June 1953', 'เดือนมิถุนายน ค.ศ. 1953', 'มิถุนายน ค.ศ. 1953')
    """
    day = parse_day(text)
    return {lang: format_day(day, lang, "ce" if lang == "en" else era, bare=bare) for lang in LANGUAGES}


def dates(text: str) -> dict[str, str]:
    """Return the dates of a claim in both languages: one, a span ``a/b``, or several ``a;b``.

    Each may be ``(implied)``.  What is no date stays as it was written.

    >>> dates("1962-10-16/1962-10-28")["en"], dates("1953-05 (implied)")["en"]
    ('16 October 1962 to 28 October 1962', 'May 1953 (implied)')
    >>> dates("1956-10-24;1956-11-04")["th"]
    'วันที่ 24 ตุลาคม ค.ศ. 1956 และวันที่ 4 พฤศจิกายน ค.ศ. 1956'
    >>> dates("at the time")["en"]
    'at the time'
    """
    try:
        *others, last = (_span(part.strip()) for part in text.split(";"))
    except NotADay:
        return dict.fromkeys(LANGUAGES, text)
    return both("list.and", first=listed([*others]), last=last) if others else last


def _span(text: str) -> dict[str, str]:
    if text.endswith(_IMPLIED):
        return both("page.implied", date=_span(text.removesuffix(_IMPLIED)))
    first, parted, last = text.partition("/")
    return both("list.span", first=date(first), last=date(last)) if parted else date(first)


def short(text: str) -> str:
    """Return a date as files have it, for tables of many: the same in both languages.

    >>> short("1953-06-26")
    '1953-06'
    """
    return text[:7]


def month_names(lang: str) -> list[str]:
    """Return what stands before a year in each month, for the script that writes dates as this module does.

    >>> month_names("en")[5], month_names("th")[5]
    ('June', 'มิถุนายน ค.ศ.')
    """
    months = (parse_day(f"1953-{month:02d}") for month in range(1, 13))
    return [format_day(month, lang, bare=True).rsplit(" ", 1)[0] for month in months]
