"""Is this a scenario, and what does it say?  From a name or a path to a Scenario, or to all its problems."""

import gc
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from presidium.arguments import path_of
from presidium.errors import Problem, ScenarioError
from presidium.scenario.build import build
from presidium.scenario.change import opening_findings
from presidium.scenario.finding import Finding
from presidium.scenario.kept import differences, parsed
from presidium.scenario.model import Scenario
from presidium.scenario.origin import found
from presidium.scenario.place import File, place_of
from presidium.scenario.syntax import Node
from presidium.scenario.text import BLANKS, STAND_IN, Decoded, Flaw, Span, decoded, lines_of, named

_FORMAT = 1
#: Complaints about numbers, dates, ids and words with a meaning, in which only plain spaces stand.
_OF_WORDS = ("SCN108", "SCN110", "SCN112", "SCN113", "SCN104", "SCN107")
_BLANK = re.compile(f"[{BLANKS}]")
#: Longer lines are not quoted beside a problem.
_LONGEST_QUOTED = 400
#: A name may be as long as a file; what is said about it is not.
_LONGEST_SENTENCE = 600
#: So many errors, and so many warnings, are told.
_MOST_TOLD = 200


def load(name_or_path: str | Path) -> Scenario:
    """Read a scenario: a case of the gallery by its name, a file, or a folder of files.

    A name of the gallery is always the gallery's; write ./NAME for a folder called the same.
    Raises ScenarioError with all problems if there are errors (warnings alone pass), UsageError if there is
    no such case or file.

    >>> load("soviet-1953").period.months
    142
    """
    case, problems = _read(_named(name_or_path))
    if case is None:
        raise ScenarioError(problems)
    return case


def check(name_or_path: str | Path, opening: str | None = None) -> tuple[Problem, ...]:
    """All problems of a scenario, errors and warnings, in order of their place.

    With `opening`, also those that the case has from that opening, its what-ifs included.
    Raises UsageError if there is no such case or file, or no such opening.

    >>> [problem for problem in check("soviet-1953") if problem.severity == "error"]
    []
    """
    return _read(_named(name_or_path), opening)[1]


def _named(given: str | Path) -> str:
    """The name or path as it was given: "./NAME" is a folder where "NAME" is a case of the gallery."""
    path_of(given)
    return os.fspath(given)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python not look for garbage meanwhile.

    What is read is a large tree of small things, none of them garbage; going through it again and again took
    a third of the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_uncollected()
def _read(name: str, opening: str | None = None) -> tuple[Scenario | None, tuple[Problem, ...]]:
    origin = found(name)
    sources: list[File] = []
    problems: list[Problem] = []
    for file_name, data in origin.texts.items():
        file, flaws = _parsed(origin.shown(file_name), decoded(data))
        sources.append(file)
        problems += [_problem(file, flaw.span, _as_finding(flaw)) for flaw in flaws]
    case = None
    if all(file.root for file in sources):
        problems += _given_twice(sources)
        # Of several scenarios in one folder nothing can be said but that.
        alone = sum("scenario" in _sections(file) for file in sources) < 2
        case, findings = _built(sources, origin.texts, opening) if alone else (None, [])
        if any(problem.code == "SCN115" for problem in problems):
            findings = [one for one in findings if STAND_IN not in one.message]
        problems += [_problem(*place_of(sources, one.path, one.at_key), one) for one in findings]
    problems.sort(key=lambda problem: (problem.filename, problem.row, problem.column, problem.code))
    problems = _fewer(problems)
    if case is None or any(problem.severity == "error" for problem in problems):
        return None, tuple(problems)
    homes = {
        section: name for name, file in zip(origin.texts, sources, strict=True) for section in _sections(file)
    }
    case._origin = replace(origin, tree=case.tree, homes=homes)
    return case, tuple(problems)


def _fewer(problems: list[Problem]) -> list[Problem]:
    """Of very many problems the first ones of each severity, and how many more there are."""
    for severity in ("error", "warning"):
        own = [problem for problem in problems if problem.severity == severity]
        if len(own) > _MOST_TOLD:
            last, gone = own[_MOST_TOLD - 1], set(map(id, own[_MOST_TOLD:]))
            more = f"{last.message} ({len(gone)} more {severity}s are not shown)"
            problems = [
                replace(one, message=more) if one is last else one for one in problems if id(one) not in gone
            ]
    return problems


def _parsed(shown: str, text: Decoded) -> tuple[File, list[Flaw]]:
    lines = lines_of(text.text)
    if not text.readable:
        return File(shown, lines, None), list(text.flaws)
    root, flaws = parsed(text.text)
    flaws = [*text.flaws, *flaws]
    if root is not None and isinstance(root.value, dict) and root.value:
        return File(shown, lines, root), flaws
    if root is not None or not flaws:
        what = "the file is empty" if root is None or root.value is None else "here begins no section"
        remedy = "begin with format: 1 (presidium new NAME writes a scenario to start from)"
        flaws.append(Flaw("SCN101", what, remedy, root.span if root else Span(1, 1, 1, 2)))
    return File(shown, lines, None), flaws


def _as_finding(flaw: Flaw) -> Finding:
    return Finding(flaw.code, flaw.message, flaw.remedy, ())


def _built(
    sources: Sequence[File], texts: Mapping[str, bytes], opening: str | None
) -> tuple[Scenario | None, list[Finding]]:
    """Join the files of a scenario and build it."""
    given = {section: node for file in reversed(sources) for section, node in _sections(file).items()}
    tree = {section: node.plain() for section, node in given.items()}
    if "format" in tree and (type(tree["format"]) is not int or tree["format"] != _FORMAT):
        remedy = f"this version reads format {_FORMAT}: convert the file, or use the version that reads it"
        return None, [Finding("SCN118", f"format {tree['format']} is not known here", remedy, ("format",))]
    case, findings = build(tree)
    if case is not None:
        findings += differences(case, texts)
        if opening is not None:
            findings += opening_findings(case, opening, findings)
    return case, findings


def _given_twice(sources: Sequence[File]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file in sources:
        firsts = {section: seen.setdefault(section, file.name) for section in _sections(file)}
        twice = {section: first for section, first in firsts.items() if first != file.name}
        remedy = "keep each section in one file"
        if "scenario" in twice:  # another scenario altogether: all its sections are there already
            twice = {"scenario": twice["scenario"]}
            remedy += "; a scenario by itself goes by the path of its file"
        for section, first in twice.items():
            if file.root:
                message = f'section "{section}" stands in {first} already'
                yield _problem(file, file.root.keys[section], Finding("SCN119", message, remedy, ()))


def _sections(file: File) -> dict[str, Node]:
    return file.root.value if file.root and isinstance(file.root.value, dict) else {}


def _problem(file: File, span: Span, found: Finding) -> Problem:
    line = file.lines[span.row - 1] if span.row <= len(file.lines) else ""
    blank = None if found.code not in _OF_WORDS else _BLANK.search(line, span.column - 1)
    if blank is not None and span.row == span.end_row and blank.start() < span.end_column - 1:
        span = Span(span.row, blank.start() + 1, span.row, blank.start() + 2)
        found = replace(
            found,
            code="SCN124",
            message=f"{found.message}: here stands {named(blank[0])}",
            remedy="write a plain space",
        )
    return Problem(
        code=found.code,
        message=_clipped(found.message),
        severity=found.severity,
        filename=file.name,
        row=span.row,
        column=span.column,
        end_row=span.end_row,
        end_column=span.end_column,
        line=line if len(line) <= _LONGEST_QUOTED else "",
        remedy=_clipped(found.remedy),
        fix=found.fix,
    )


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_SENTENCE else text[: _LONGEST_SENTENCE - 1] + "…"
