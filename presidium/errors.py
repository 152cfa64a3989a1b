"""What can go wrong, and what is then to be done?

The family:

    PresidiumError          code, message, remedy
    ├── ScenarioError       a scenario has problems; carries all of them
    ├── UsageError          a function or a command was asked for something that cannot be
    │   └── TableError      a file of states or ties has problems; carries all of them
    ├── StorageError        results could not be kept or read
    │   └── MixedRunError   results of different runs would be mixed
    └── DataError           a public table is not there, or is not what it should be

    PresidiumWarning        code, message, remedy of something that is done, but not as it should be

Codes: SCN1xx shape of a scenario, SCN2xx its meaning, SCN3xx suspicious but legal (warnings), RUN4xx running,
STO5xx storage, USE6xx usage, DAT7xx public data, APP8xx the served page.  `EXPLANATIONS` (explanations.toml)
has cause, example and remedy of each, `explanations("th")` (explanations.th.toml) the same in Thai.
"""

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict


def _catalogue(name: str) -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


#: By code: a headline, then cause, example and remedy, as `presidium explain CODE` prints them.
EXPLANATIONS = _catalogue("explanations.toml")


@cache
def explanations(lang: str) -> dict[str, str]:
    """EXPLANATIONS in English ("en") or Thai ("th"); the Thai file is read when it is first asked for.

    >>> explanations("th")["SCN203"].split("\\n")[0]
    'ลำดับวันที่ผิด'
    """
    return EXPLANATIONS if lang == "en" else _catalogue("explanations.th.toml")


class Fix(TypedDict):
    """A change that would solve a problem: put `replacement` where the problem stands."""

    message: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong (error) or suspicious (warning) in a scenario, with its place.

    Rows and columns count characters from 1; the end is the first character that is not part of it.  `line`
    is the source line `row`, "" where there is none to show.  `remedy` says what to do.
    """

    code: str
    message: str
    severity: Literal["error", "warning"]
    filename: str
    row: int
    column: int
    end_row: int
    end_column: int
    line: str
    remedy: str
    fix: Fix | None = field(default=None, hash=False)

    def as_json(self) -> dict[str, Any]:
        """The problem with the fields of a linter's report, and its severity and remedy."""
        return {
            "code": self.code,
            "message": self.message,
            "severity": self.severity,
            "filename": self.filename,
            "location": {"row": self.row, "column": self.column},
            "end_location": {"row": self.end_row, "column": self.end_column},
            "url": None,
            "fix": self.fix,
            "remedy": self.remedy,
        }


class _Coded(Exception):
    """What errors and warnings have in common: a code, a message, a remedy."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(code, message, remedy)
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.code} {self.message}\nhelp: {self.remedy}"


class PresidiumError(_Coded):
    """Anything presidium refuses to do: a stable code, what is wrong, and what to do about it."""


class ScenarioError(PresidiumError):
    """A scenario has problems; `problems` are all of them, errors and warnings, in order of their place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = next(problem for problem in self.problems if problem.severity == "error")
        super().__init__(first.code, first.message, first.remedy)

    def __str__(self) -> str:
        return "\n".join(render(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Problem, ...]]]:
        return ScenarioError, (self.problems,)


class UsageError(PresidiumError):
    """A function or a command was asked for something that cannot be."""


class TableError(UsageError):
    """A table of states or ties has problems; `problems` are all of them, file by file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.code, first.message, first.remedy)

    def __str__(self) -> str:
        return "\n".join(render(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[type["TableError"], tuple[tuple[Problem, ...]]]:
        return TableError, (self.problems,)


class StorageError(PresidiumError):
    """Results could not be kept or read."""


class MixedRunError(StorageError):
    """Results of different runs (scenario, seed or version) would be mixed."""


class DataError(PresidiumError):
    """A public table is not there, or its file is not what it should be."""


class PresidiumWarning(_Coded, UserWarning):
    """Something was done, but not as it should be: a stable code, what is amiss, and what to do about it."""


def render(problem: Problem) -> str:
    """A problem for the eye: place, code, message; the line with a caret under the place; what to do."""
    kind = "warning: " if problem.severity == "warning" else ""
    lines = [f"{problem.filename}:{problem.row}:{problem.column} {problem.code} {kind}{problem.message}"]
    if problem.line.strip():
        lines += _excerpt(problem)
    stop = "" if problem.remedy.endswith((".", "?")) else "."
    lines.append(f"help: {problem.remedy}{stop}  More: presidium explain {problem.code}")
    return "\n".join(lines)


def told(problem: Problem | PresidiumError, lang: str) -> str:
    """A problem or an error in English; where `lang` is "th", below each what it is and what to do, in Thai.

    >>> print(told(UsageError("USE601", "there is no code 'SCN1'", "Did you mean SCN101?"), "en"))
    USE601 there is no code 'SCN1'
    help: Did you mean SCN101?
    """
    if isinstance(problem, ScenarioError | TableError):
        return "\n".join(told(one, lang) for one in problem.problems)
    english = render(problem) if isinstance(problem, Problem) else str(problem)
    if lang == "en":
        return english
    return f"{english}\n{problem.code} {headline(problem.code, lang)}\nวิธีแก้: {remedy(problem.code, lang)}"


def headline(code: str, lang: str) -> str:
    """What a code stands for, in a few words of a language.

    >>> headline("SCN203", "en")
    'Dates in the wrong order'
    """
    return explanations(lang)[code].partition("\n")[0]


def cause(code: str, lang: str) -> str:
    """Why a problem with this code comes up, in a language.

    >>> cause("APP841", "en")
    'as many runs wait as may wait.'
    """
    return _explained(code, lang, {"en": ("Cause", "Example"), "th": ("สาเหตุ", "ตัวอย่าง")}[lang])


def remedy(code: str, lang: str) -> str:
    """What to do about a problem with this code, in a language.

    >>> remedy("APP841", "en")
    'try again in a minute.'
    """
    return _explained(code, lang, {"en": ("Remedy", ""), "th": ("วิธีแก้", "")}[lang])


def _explained(code: str, lang: str, named: tuple[str, str]) -> str:
    """The part of an explanation that is named so, up to the one named next; "" is its end."""
    part = explanations(lang)[code].partition(f"\n{named[0]}: ")[2]
    return " ".join((part.partition(f"\n{named[1]}: ")[0] if named[1] else part).split())


def _excerpt(problem: Problem) -> tuple[str, str]:
    number = f"{problem.row:>5} | "
    end = problem.end_column if problem.end_row == problem.row else len(problem.line.rstrip()) + 1
    before = problem.line[: problem.column - 1]
    marked = problem.line[problem.column - 1 : end - 1]
    hint = f" {problem.fix['message']}" if problem.fix else ""
    return (
        f"{number}{problem.line.rstrip()}",
        f"{' ' * len(number[:-2])}| {' ' * _width(before)}{'^' * max(1, _width(marked))}{hint}",
    )


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: a mark above or below a letter takes none."""
    return sum(unicodedata.category(character) not in _TAKES_NO_COLUMN for character in text)


_TAKES_NO_COLUMN = {"Mn", "Me", "Cf"}
