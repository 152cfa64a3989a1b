"""Is an argument of the kind that a function asks for?

Public functions and methods ask here before they do anything: what cannot be meant is refused with a code,
and shown as far as it can be.
"""

import inspect
import math
import os
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from presidium.errors import UsageError

MOST_HISTORIES = 2**32 - 1
#: More than any machine has cores; each thread has a board of its own.
_MOST_THREADS = 1_024


def shown(given: Any, most: int = 40) -> str:
    """What was given, for a message: at most so many characters, and its kind where it cannot be told.

    >>> shown("a" * 100, 6), shown(10**5000)
    ("'aaaaa", 'a int')
    """
    try:
        return repr(given)[:most]
    except Exception:  # a number of too many digits, or an object whose own account fails
        return f"a {type(given).__name__}"[:most]


def checked_whole(name: str, given: Any) -> int:
    """A whole number of any integer type as Python's own; UsageError USE616 for anything else.

    >>> import numpy as np
    >>> checked_whole("histories", np.int64(10))
    10
    """
    if isinstance(given, bool) or not isinstance(given, Integral):
        raise UsageError("USE616", f"{name} is {shown(given)}", "Give a whole number.")
    return int(given)


def checked_histories(given: Any) -> int:
    """How many histories are to be played, 1 to 2^32 - 1 (UsageError USE612, USE616)."""
    histories = checked_whole("histories", given)
    if not 1 <= histories <= MOST_HISTORIES:
        raise UsageError(
            "USE612", f"{shown(histories)} histories cannot be played", f"Ask for 1 to {MOST_HISTORIES}."
        )
    return histories


def checked_threads(given: Any) -> int | None:
    """How many threads are to play, 1 to 1,024; None for all cores (UsageError USE614, USE616)."""
    if given is None:
        return None
    threads = checked_whole("threads", given)
    if not 1 <= threads <= _MOST_THREADS:
        raise UsageError(
            "USE614",
            f"{shown(threads)} threads cannot work",
            f"Give 1 to {_MOST_THREADS:,} threads, or none for all cores.",
        )
    return threads


def checked_truth(name: str, given: Any) -> bool:
    """A yes or no, as True or False; UsageError USE647 for anything else: "no" would count as yes.

    >>> checked_truth("overwrite", True)
    True
    """
    kind = type(given)
    if kind is not bool and (kind.__module__, kind.__name__.rstrip("_")) != ("numpy", "bool"):
        raise UsageError("USE647", f"{name} is {shown(given)}", "Give True or False.")
    return bool(given)


def checked_seconds(name: str, given: Any) -> float:
    """A time in seconds, finite, 0 or more; UsageError USE652 for anything else.

    >>> checked_seconds("seconds", 60)
    60.0
    """
    wrong = isinstance(given, bool) or not isinstance(given, Real)
    try:
        seconds = math.nan if wrong else float(given)
    except OverflowError:
        seconds = math.inf
    if not 0 <= seconds < math.inf:
        raise UsageError(
            "USE652", f"{name}={shown(given)}: 0 or more is expected", f"Give {name}=60, for a minute."
        )
    return seconds


def checked_call(name: str, given: Any, *example: Any) -> None:
    """Refuse what is neither None nor can be called with arguments such as `example` (UsageError USE648).

    >>> checked_call("progress", print, 0, 10, "")
    """
    fits = given is None or callable(given)
    if fits and given is not None:
        try:
            inspect.signature(given).bind(*example)
        except TypeError:
            fits = False
        except ValueError:  # some that are built in do not tell what they take
            pass
    if not fits:
        raise UsageError(
            "USE648",
            f"{name} is {shown(given)}",
            f"Give a function of {len(example)} arguments, or None.",
        )


def path_of(given: Any) -> Path:
    """The path that was given as a text or a Path.

    Raises UsageError USE617 for anything else, for an empty text, which would be the folder one is in, and
    for a text that no file system knows as a name.
    """
    fit = isinstance(given, str | os.PathLike)
    try:
        name = os.fspath(given) if fit else ""
        fit = isinstance(name, str) and "\0" not in name and bool(os.fsencode(name))
    except Exception:  # an object that only says that it is a path; half a character
        fit = False
    if not fit:
        raise UsageError(
            "USE617", f"{shown(given)} is no path", 'Give a name as a text, "." for this folder.'
        )
    return Path(name)
