"""In which words does the program speak of a result, in English and in Thai?

Every sentence stands in ``en.toml`` and ``th.toml`` under one key: the same keys, the same
``{placeholders}`` in both, so a sentence can never exist in one language only.

>>> say("tell.died", "en", who="Stalin", age=74)
'Stalin dies at the age of 74.'
>>> both("answer.by", date={"en": "June 1953", "th": "เดือนมิถุนายน ค.ศ. 1953"})
{'en': 'by June 1953', 'th': 'ภายในเดือนมิถุนายน ค.ศ. 1953'}
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from string import Formatter
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
    Thai needs no space around what is filled in; where that is in other letters, or in figures, one is set.

    >>> say("answer.by", "en", date="June 1953", who="not used")
    'by June 1953'
    >>> say("answer.by", "th", date="June 1953")
    'ภายใน June 1953'
    """
    try:
        sentence = catalogue(lang)[key]
    except KeyError:
        raise KeyError(f"no sentence {key!r} in {lang}.toml") from None
    told = ""
    for literal, name in _pieces(sentence):
        told = _beside(told, literal)
        if name is not None and name not in values:
            raise KeyError(f"the sentence {key!r} wants a value for {name!r}")
        if name is not None:
            told = _beside(told, str(resolved(values[name], lang)))
    return told


@cache
def _pieces(sentence: str) -> tuple[tuple[str, str | None], ...]:
    """Return a sentence as texts, each with the name of the blank behind it."""
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(sentence))


def _beside(text: str, more: str) -> str:
    """Return two texts as one, a space between Thai and the letters or figures of others."""
    if not text or not more or _is_thai(text[-1]) == _is_thai(more[0]):
        return text + more
    other = more[0] if _is_thai(text[-1]) else text[-1]
    return f"{text} {more}" if other.isalnum() else text + more


def _is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e5b"


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
