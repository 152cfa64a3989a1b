"""Is this a scenario, and what does it say?  From a name or a path to a Scenario, or to all its problems."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from presidium.errors import Problem, ScenarioError, UsageError
from presidium.scenario.build import build
from presidium.scenario.change import difference_findings, opening_findings
from presidium.scenario.finding import Finding
from presidium.scenario.model import Scenario
from presidium.scenario.place import File, place_of
from presidium.scenario.refusal import nearest
from presidium.scenario.syntax import Node, parse
from presidium.scenario.text import MOST_BYTES, Decoded, Flaw, Span, decoded, lines_of

_GALLERY = Path(__file__).resolve().parents[1] / "gallery"
_SUFFIXES = (".yaml", ".yml")
_FORMAT = 1
#: Longer lines are not quoted beside a problem.
_LONGEST_QUOTED = 400
#: A name may be as long as a file; what is said about it is not.
_LONGEST_SENTENCE = 600


def gallery() -> tuple[str, ...]:
    """Names of the cases that come with presidium, in alphabetical order."""
    return tuple(
        sorted(folder.name for folder in _GALLERY.glob("*") if folder.is_dir() and _files_in(folder))
    )


def load(name_or_path: str | Path) -> Scenario:
    """Read a scenario: a case of the gallery by its name, a file, or a folder of files.

    A name of the gallery is always the gallery's; write ./NAME for a folder called the same.
    Raises ScenarioError with all problems if there are errors (warnings alone pass), UsageError if there is
    no such case or file.

    >>> load("soviet-1953").period.months
    142
    """
    case, problems = _read(str(name_or_path))
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
    return _read(str(name_or_path), opening)[1]


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
    folder, paths = _located(name)
    sources: list[File] = []
    problems: list[Problem] = []
    for shown, path in paths:
        file, flaws = _parsed(shown, decoded(_bytes(path)))
        sources.append(file)
        problems += [_problem(file, flaw.span, _as_finding(flaw)) for flaw in flaws]
    case = None
    if all(file.root for file in sources):
        problems += _given_twice(sources)
        case, findings = _built(sources, opening)
        problems += [_problem(*place_of(sources, one.path, one.at_key), one) for one in findings]
    problems.sort(key=lambda problem: (problem.filename, problem.row, problem.column, problem.code))
    if case is None or any(problem.severity == "error" for problem in problems):
        return None, tuple(problems)
    case._folder = folder
    return case, tuple(problems)


def _located(name: str) -> tuple[Path, list[tuple[str, Path]]]:
    """The folder of a scenario, and its files, each with the name to show."""
    path = _GALLERY / name if name in gallery() else Path(name)
    if _is_there(path, Path.is_file):
        return path.parent, [(name, path)]
    if _is_there(path, Path.is_dir):
        found = [(f"{name.rstrip('/')}/{file.name}", file) for file in _files_in(path)]
        if not found:
            raise UsageError("USE621", f'there is no .yaml file in "{name}"', "name a file or another folder")
        return path, found
    near = f"{name}.yaml" if _is_there(Path(f"{name}.yaml"), Path.is_file) else nearest(name, gallery())
    remedy = f'did you mean "{near}"?' if near else f"cases of the gallery: {', '.join(gallery())}"
    raise UsageError("USE620", f'there is no case or file "{name}"', remedy)


def _is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(path)
    except (OSError, ValueError):  # a name that no file system knows: too long, or with a NUL in it
        return False


def _files_in(folder: Path) -> list[Path]:
    """The files of a scenario in a folder; hidden ones, such as those of an editor, are none of its."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix in _SUFFIXES and not file.name.startswith(".") and file.is_file()
    )


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _parsed(shown: str, text: Decoded) -> tuple[File, list[Flaw]]:
    lines = lines_of(text.text)
    if not text.readable:
        return File(shown, lines, None), list(text.flaws)
    root, flaws = parse(text.text)
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


def _built(sources: Sequence[File], opening: str | None) -> tuple[Scenario | None, list[Finding]]:
    """Join the files of a scenario, in the order of the model's sections, and build it."""
    found = {section: node for file in reversed(sources) for section, node in _sections(file).items()}
    order = {section: place for place, section in enumerate(Scenario.model_fields)}
    tree = {
        section: found[section].plain()
        for section in sorted(found, key=lambda one: order.get(one, len(order)))
    }
    if "format" in tree and (type(tree["format"]) is not int or tree["format"] != _FORMAT):
        remedy = f"this version reads format {_FORMAT}: convert the file, or use the version that reads it"
        return None, [Finding("SCN118", f"format {tree['format']} is not known here", remedy, ("format",))]
    case, findings = build(tree)
    if case is not None:
        findings += difference_findings(case)
        if opening is not None:
            findings += opening_findings(case, opening, findings)
    return case, findings


def _given_twice(sources: Sequence[File]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file in sources:
        for section in _sections(file):
            first = seen.setdefault(section, file.name)
            if first != file.name and file.root:
                message = f'section "{section}" stands in {first} already'
                finding = Finding("SCN119", message, "keep each section in one file", ())
                yield _problem(file, file.root.keys[section], finding)


def _sections(file: File) -> dict[str, Node]:
    return file.root.value if file.root and isinstance(file.root.value, dict) else {}


def _problem(file: File, span: Span, found: Finding) -> Problem:
    line = file.lines[span.row - 1] if span.row <= len(file.lines) else ""
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
