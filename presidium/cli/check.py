"""Is a scenario sound, and if not, where and why not?"""

from typing import Annotated, Literal

import typer

from presidium.cli.options import Language, Opening
from presidium.cli.voice import ANSWER_IS_NO, COULD_NOT_RUN, Voice, command
from presidium.errors import PresidiumError, Problem, told


@command
def check(
    voice: Voice,
    cases: Annotated[
        list[str], typer.Argument(metavar="CASE", help="Scenario files or folders, or gallery cases.")
    ],
    opening: Opening = None,
    format: Annotated[
        Literal["text", "json", "github"],
        typer.Option("--format", help="For a person, a program, a code review."),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    lang: Language = "en",
) -> None:
    """Find every problem of a scenario, and its place.

    \b
      presidium check my-case.yaml
      presidium check soviet-1953 --strict

    Each problem comes with file, line, column and remedy; what is wrong only from another opening stands at
    its place. With --lang th each line for a person is followed by Thai; what programs read is the same.
    Exit code 0: no errors (warnings allowed unless --strict); 1: problems; 2: a file could not be read.
    """
    import presidium

    problems: list[Problem] = []
    read = 0
    for case in cases:
        try:
            problems += presidium.check(case, opening)
            read += 1
        except (PresidiumError, OSError) as problem:
            voice.fail(problem)
    _show(voice, problems, format, lang)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    voice.say(f"{_count(errors, 'error')}, {_count(warnings, 'warning')} in {_count(read, 'scenario')}")
    if read < len(cases):
        raise typer.Exit(COULD_NOT_RUN)
    if errors or (strict and warnings):
        raise typer.Exit(ANSWER_IS_NO)


def _show(voice: Voice, problems: list[Problem], form: str, lang: str) -> None:
    if form == "json":
        voice.json([problem.as_json() for problem in problems])
        return
    for problem in problems:
        voice.data(as_github(problem) if form == "github" else told(problem, lang))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_github(problem: Problem) -> str:
    """A problem as the line that makes a GitHub action show it beside the changed line."""
    kind = "warning" if problem.severity == "warning" else "error"
    place = {
        "file": problem.filename,
        "line": problem.row,
        "col": problem.column,
        "endLine": problem.end_row,
        "endColumn": problem.end_column,
        "title": problem.code,
    }
    fields = ",".join(f"{key}={_escaped(str(value), also=':,')}" for key, value in place.items())
    return f"::{kind} {fields}::{_escaped(problem.message)}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
