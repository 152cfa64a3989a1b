"""In which words does the program speak of a result, in English and in Thai?

Every sentence stands in ``en.toml`` and ``th.toml`` under one key: the same keys, the same
``{placeholders}`` in both, so a sentence can never exist in one language only.

>>> say("tell.died", "en", who="Stalin", age=74)
'Stalin dies at the age of 74.'
>>> both("answer.by", date={"en": "June 1953", "th": "มิถุนายน 1953"})
{'en': 'by June 1953', 'th': 'ภายใน มิถุนายน 1953'}
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from presidium.arguments import shown
from presidium.errors import UsageError

LANGUAGES = ("en", "th")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Return every sentence of one language by its dotted key, such as ``tell.died``.

    Raises ``ValueError`` for a language that has no catalogue.

    >>> catalogue("en")["answer.none"]
    'none of them'
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no catalogue for language {lang!r}; there are {', '.join(LANGUAGES)}")
    text = resources.files(__name__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    return MappingProxyType(dict(_flat(tomllib.loads(text), "")))


def checked_language(given: object) -> str:
    """A language that there is; UsageError USE673 for anything else.

    >>> checked_language("th")
    'th'
    """
    if not isinstance(given, str) or given not in LANGUAGES:
        raise UsageError(
            "USE673", f"there is no language {shown(given)}", f"Choose {' or '.join(map(repr, LANGUAGES))}."
        )
    return given


def say(key: str, lang: str, **values: object) -> str:
    """Return one sentence in one language, its placeholders filled.

    A value that is itself a pair ``{"en": ..., "th": ...}`` (or has ``in_(lang)``) gives its text in
    that language.  Values that the sentence does not use are ignored; one that it lacks is a ``KeyError``.

    >>> say("answer.by", "en", date="June 1953", who="not used")
    'by June 1953'
    """
    try:
        sentence = catalogue(lang)[key]
    except KeyError:
        raise KeyError(f"no sentence {key!r} in {lang}.toml") from None
    try:
        return sentence.format_map({name: resolved(value, lang) for name, value in values.items()})
    except KeyError as missing:
        raise KeyError(f"the sentence {key!r} wants a value for {missing}") from None


def both(key: str, **values: object) -> dict[str, str]:
    """Return one sentence in every language, as the document carries it.

    >>> both("answer.none")["th"]
    'ไม่มีผู้ใดเลย'
    """
    return {lang: say(key, lang, **values) for lang in LANGUAGES}


def resolved(value: object, lang: str) -> object:
    """Return a bilingual value's text in one language (else in English), any other value as it is.

    >>> resolved({"en": "Beria"}, "th"), resolved(7, "th")
    ('Beria', 7)
    """
    if isinstance(value, Mapping) and "en" in value:
        return value.get(lang) or value["en"]
    in_language = getattr(value, "in_", None)
    return in_language(lang) if callable(in_language) else value


def _flat(tree: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, str(value)
