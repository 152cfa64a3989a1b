"""How is a value refused: with which code, in which words, and with which help?"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from presidium.errors import Fix

#: What is refused: its path below the value, and why.
Refused: TypeAlias = tuple[tuple[str | int, ...], PydanticCustomError]


def refusal(code: str, message: str, remedy: str, replacement: str | None = None) -> PydanticCustomError:
    """The exception by which a field refuses its value; `replacement` is a text that would be accepted."""
    fix = did_you_mean(replacement) if replacement is not None else None
    # Passed through the context: braces in a user's text are no placeholders.
    return PydanticCustomError(code, "{message}", {"message": message, "remedy": remedy, "fix": fix})


_ID = re.compile("[a-z][a-z0-9-]{0,39}")


def is_id(text: str) -> bool:
    """Whether a text is an id.

    >>> is_id("duval-"), is_id("Duval")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def proper_id(text: str) -> str | None:
    """The id that a text which is none probably means.

    >>> proper_id("Brandt_falls"), proper_id("Ébner"), proper_id("บรันท์")
    ('brandt-falls', 'ebner', None)
    """
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text[:200]) if not unicodedata.combining(sign)
    )
    proper = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40]
    return proper if re.match("[a-z]", proper) else None


def did_you_mean(replacement: str) -> Fix:
    """The fix that puts another word in the place of a misspelt one."""
    return {"message": f'did you mean "{replacement}"?', "replacement": replacement}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one probably means.

    >>> nearest("strenght", ["strength", "stance"])
    'strength'
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def unknown(code: str, what: str, word: str, known: Iterable[str]) -> PydanticCustomError:
    """Refuse a word that is not among the known ones, and name the nearest of them or all of them."""
    known = list(known)
    near = nearest(word, known)
    remedy = (
        f'write "{near}" or one of the other {len(known) - 1}' if near else f"{what}s are: {', '.join(known)}"
    )
    return refusal(code, f'unknown {what} "{word}"', remedy, near)


def collected(errors: Iterable[Refused]) -> ValidationError:
    """Several refusals as one exception."""
    details = [InitErrorDetails(type=error, loc=path, input=None) for path, error in errors]
    return ValidationError.from_exception_data("scenario", details)


def kind_of(raw: Any) -> str:
    """What a value is, in words for somebody who writes YAML.

    >>> kind_of([1]), kind_of(None), kind_of("yes")
    ('a list', 'nothing', 'the text "yes"')
    """
    if raw is None or raw == "":
        return "nothing"
    if isinstance(raw, bool):
        return f"the truth value {str(raw).lower()}"
    if isinstance(raw, int | float):
        return f"the number {raw}"
    if isinstance(raw, str):
        return f'the text "{raw if len(raw) <= 40 else raw[:39] + "…"}"'
    return "a mapping" if isinstance(raw, dict) else "a list"
