"""What does the YAML parser complain of, in the words of somebody who writes a scenario?

The parser speaks of tokens and blocks, and names the place where it gave up, lines below the slip as may be.
"""

import re

from ruamel.yaml.error import MarkedYAMLError, StringMark

from presidium.scenario.text import Flaw, Span, lines_of

_LOOK = "look at this line and the one before it: indentation, a missing colon, quote or bracket"
#: Signs that a word processor or another keyboard puts where YAML wants a plain one.
_LOOKALIKES = {
    "\u00a0": "a no-break space: write a plain one",
    "\u3000": "a wide space: write a plain one",
    "\uff1a": "a wide colon: write : and a space",
    "\u201c": 'a curly quote: write "',
    "\u201d": 'a curly quote: write "',
}


#: The number of no character.
_BEYOND = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")


def complaint(problem: Exception, text: str) -> Flaw:
    """What is wrong with a text that is no YAML, and where.

    Of an impossible escape or version it is Python itself that complains, without a place.
    """
    if not isinstance(problem, MarkedYAMLError):
        beyond = _BEYOND.search(text)
        if beyond is not None:
            row = text.count("\n", 0, beyond.start()) + 1
            column = beyond.start() - text.rfind("\n", 0, beyond.start())
            return _backslash(Span(row, column, row, column + 1))
        return Flaw("SCN102", "this is not YAML: unreadable text", _LOOK, Span(1, 1, 1, 2))
    where, said, remedy = _told(problem, problem.problem or "unreadable text")
    span = (
        Span(where.line + 1, where.column + 1, where.line + 1, where.column + 2)
        if where
        else Span(1, 1, 1, 2)
    )
    line = "".join(lines_of(text)[span.row - 1 : span.row])
    if "escape" in said:
        column = line.rfind("\\", 0, span.column) + 1
        return _backslash(Span(span.row, column, span.row, column + 1) if column else span)
    alike = next(((sign, how) for sign, how in _LOOKALIKES.items() if sign in line), None)
    if alike is not None:
        column = line.index(alike[0]) + 1
        span = Span(span.row, column, span.row, column + 1)
        remedy = f"{remedy}; here stands {alike[1]}"
    return Flaw("SCN102", f"this is not YAML: {said}", remedy, span)


def _backslash(span: Span) -> Flaw:
    message = "in double quotes a backslash begins an escape"
    remedy = "put the text in single quotes, or write two backslashes for one"
    return Flaw("SCN125", message, remedy, span)


def _told(problem: MarkedYAMLError, said: str) -> tuple[StringMark | None, str, str]:
    """Where the slip is, what it is, and what to do; in the parser's words where there are no better ones."""
    begun, stopped = problem.context_mark, problem.problem_mark
    if said == "could not find expected ':'":
        return begun or stopped, "a colon is missing, or the space after it", 'write "key: value"'
    if said.startswith("expected <block end>"):
        remedy = "let what belongs together begin in one column; a bracket or quote too many does this too"
        return stopped, "this line is not indented like those that it belongs to", remedy
    if said.startswith("expected ',' or") and begun is not None:
        sign = "{" if "}" in said else "["
        remedy = "close the bracket, put a comma between two entries, or look for a quote too many"
        return (
            stopped,
            f'a comma is missing before this, or the "{sign}" in line {begun.line + 1} is not closed',
            remedy,
        )
    if said == "found unexpected end of stream" and begun is not None:
        return begun, "the quote that begins here is not closed", "close it, at the end of the text it holds"
    if said == "mapping values are not allowed here":
        return (
            stopped,
            "a second colon in one entry",
            'put a text with a colon in quotes: "After: the founder"',
        )
    return stopped or begun, said, _LOOK
