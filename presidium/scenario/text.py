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

#: Control characters, marks of direction, line separators that only some programs know, halves of characters,
#: and what has no width; joiners only where no letter that joins (of Arabic or an Indic script) is before.
FORBIDDEN = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefc])[\u200c\u200d]|"
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0]|"
    "[\U000e0000-\U000e0fff]|"
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
LINE_END = re.compile(r"\r\n|\r|\n")
#: Blanks that look like a plain one, or like several.
BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NO_INDENT = re.compile(rf"^ *[\t{BLANKS}]", re.MULTILINE)
#: A text with more zero bytes than one in so many characters is no text.
_RARE = 20
#: What stands for a forbidden character while the rest is read.
STAND_IN = "\ufffd"
#: A file that has more of one flaw than this is not what anybody meant to write.
MOST_FLAWS = 100


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
    valid = True
    try:
        text = data.decode("utf-8-sig")
        binary = text.find("\0")
    except UnicodeDecodeError as problem:
        text = data.decode("utf-8", errors="replace")
        binary, valid = len(data[: problem.start].decode("utf-8")), False
    at = _places(text)
    if binary >= 0 and not (valid and text.count("\0") * _RARE <= len(text)):
        message = "this is not text in UTF-8"
        flaw = Flaw("SCN103", message, "save the file as plain text, encoding UTF-8", at(binary))
        return Decoded("", (flaw,), readable=False)
    forbidden = [
        _forbidden(found[0], at(found.start())) for found in islice(FORBIDDEN.finditer(text), MOST_FLAWS)
    ]
    tabs = [
        _no_indent(found[0][-1], at(found.end() - 1))
        for found in islice(_NO_INDENT.finditer(text), MOST_FLAWS)
    ]
    return Decoded(FORBIDDEN.sub(STAND_IN, text), (*forbidden, *tabs), readable=not tabs)


def _forbidden(character: str, span: Span) -> Flaw:
    message = f"a forbidden character, {named(character)}"
    return Flaw("SCN115", message, "remove it; it cannot be seen, or it changes what is seen", span)


def _no_indent(blank: str, span: Span) -> Flaw:
    if blank == "\t":
        return Flaw("SCN114", "a tab in the indentation", "indent with spaces", span)
    message = f"in the indentation stands {named(blank)}"
    return Flaw("SCN124", message, "indent with plain spaces", span)


def named(character: str) -> str:
    """A character by its number and name.

    >>> named(chr(0xA0))
    'U+00A0 NO-BREAK SPACE'
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _places(text: str) -> Callable[[int], Span]:
    """From the index of a character to its place."""
    starts = line_starts(text)

    def at(index: int) -> Span:
        row = bisect_right(starts, index)
        column = index - starts[row - 1] + 1
        return Span(row, column, row, column + 1)

    return at
