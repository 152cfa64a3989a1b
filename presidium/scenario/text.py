"""Is a file text that can be trusted to say what it seems to say?

UTF-8 of at most 4 MB, without tabs in the indentation and without characters that steer a terminal or turn
the direction of reading, so that what a reviewer sees is what the program reads.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

#: Greatest size of one file, in bytes.
MOST_BYTES = 4_000_000

#: Control characters, marks of direction, line separators that only some programs know, halves of characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
LINE_END = re.compile(r"\r\n|\r|\n")
_TAB = re.compile(r"^ *\t", re.MULTILINE)
#: What stands for a forbidden character while the rest is read.
STAND_IN = "\ufffd"
#: A file that has more of one flaw than this is not what anybody meant to write.
_MOST_FLAWS = 100


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file.  Rows and columns count characters from 1; the end is the first one after it."""

    row: int
    column: int
    end_row: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at a place of a file."""

    code: str
    message: str
    remedy: str
    span: Span


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, what is wrong with its characters, and whether reading on makes sense."""

    text: str
    flaws: tuple[Flaw, ...]
    readable: bool


def lines_of(text: str) -> list[str]:
    """The lines of a text, as editors count them."""
    return LINE_END.split(text)


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin.

    >>> line_starts("a\\r\\nb")
    [0, 3]
    """
    return [0, *(end.end() for end in LINE_END.finditer(text))]


def decoded(data: bytes) -> Decoded:
    """The text of a file.

    Forbidden characters are replaced one for one, so that the rest can still be read with true places.
    """
    if len(data) > MOST_BYTES:
        message = f"the file has more than {MOST_BYTES / 1e6:g} MB"
        flaw = Flaw("SCN117", message, "split the scenario into a folder of files", Span(1, 1, 1, 2))
        return Decoded("", (flaw,), readable=False)
    try:
        text = data.decode("utf-8-sig")
        binary = text.find("\0")
    except UnicodeDecodeError as problem:
        text = data.decode("utf-8", errors="replace")
        binary = len(data[: problem.start].decode("utf-8"))
    at = _places(text)
    if binary >= 0:
        message = "this is not text in UTF-8"
        flaw = Flaw("SCN103", message, "save the file as plain text, encoding UTF-8", at(binary))
        return Decoded("", (flaw,), readable=False)
    forbidden = [
        _forbidden(found[0], at(found.start())) for found in islice(FORBIDDEN.finditer(text), _MOST_FLAWS)
    ]
    tabs = [_tab(at(found.end() - 1)) for found in islice(_TAB.finditer(text), _MOST_FLAWS)]
    return Decoded(FORBIDDEN.sub(STAND_IN, text), (*forbidden, *tabs), readable=not tabs)


def _forbidden(character: str, span: Span) -> Flaw:
    message = f"a forbidden character, U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
    return Flaw("SCN115", message, "remove it; it cannot be seen, or it changes what is seen", span)


def _tab(span: Span) -> Flaw:
    return Flaw("SCN114", "a tab in the indentation", "indent with spaces", span)


def _places(text: str) -> Callable[[int], Span]:
    """From the index of a character to its place."""
    starts = line_starts(text)

    def at(index: int) -> Span:
        row = bisect_right(starts, index)
        column = index - starts[row - 1] + 1
        return Span(row, column, row, column + 1)

    return at
