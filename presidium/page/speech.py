"""How does a sentence stand on the page in two languages at once?

Every bilingual text is written twice, each time in an ``i`` (or a ``div`` for a whole passage); the Thai one
is marked as Thai.  The style sheet shows one, upright.  So the page reads without a script.  Text that is
Thai by nature, such as a quotation, is marked on another element and always shown.
"""

from collections.abc import Mapping

from presidium.draw.markup import Markup, element, escape, join
from presidium.draw.svg import Words
from presidium.words import both


def words(text: Words) -> Markup:
    """Return a text in both languages; one that has no Thai of its own stays English in both.

    >>> words({"en": "Who?", "th": "ใคร"})
    '<i>Who?</i><i lang="th">ใคร</i>'
    >>> words("1953")
    '1953'
    """
    if isinstance(text, str):
        return escape(text)
    english, thai = text["en"], text.get("th")
    if not thai or thai == english:
        # Marked, so that a Thai page reads prose aloud in English; names and numbers need no mark.
        return element("bdi", english, lang="en") if english.count(" ") > 2 else escape(english)
    return join(element("i", english), element("i", thai, lang="th"))


def says(key: str, **values: object) -> Markup:
    """Return one sentence of the catalogues in both languages."""
    return words(both(key, **values))


def listed(items: list[Words]) -> dict[str, str]:
    """Return several texts as one, separated by commas.

    >>> listed(["a", {"en": "b", "th": "ข"}])
    {'en': 'a, b', 'th': 'a, ข'}
    """
    return {lang: ", ".join(form(item, lang) for item in items) for lang in ("en", "th")}


def form(text: Words, lang: str) -> str:
    """Return a text in one language, English where it has no other."""
    return text if isinstance(text, str) else text.get(lang) or text["en"]


def label_of(text: Words) -> dict[str, str]:
    """Return the attributes by which an element is named aloud in either language; a script changes them.

    >>> label_of("Beria")
    {'aria_label': 'Beria', 'data_th': 'Beria'}
    """
    return {"aria_label": form(text, "en"), "data_th": form(text, "th")}


def pair(text: Mapping[str, str] | str) -> dict[str, str]:
    """Return a text as a pair, whatever it came as."""
    return {lang: form(text, lang) for lang in ("en", "th")}
