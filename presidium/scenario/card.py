"""What is in a scenario, at a glance: its people, its offices, and how much of it rests on evidence?

The same lines as text for a prompt and as HTML for a notebook.
"""

from html import escape
from typing import TYPE_CHECKING

from presidium.scenario.evidence import coverage

if TYPE_CHECKING:
    from presidium.scenario.model import Scenario


#: As many holders are listed by name.
_SHOWN = 30


def text(case: "Scenario") -> str:
    """The card as plain text."""
    title, *lines = _lines(case)
    rows = _holders(case)[:_SHOWN]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(2)]
    held = ["  ".join([*map(str.ljust, row, widths), row[2]]).rstrip() for row in rows]
    return "\n  ".join([title, *held, *lines])


def html(case: "Scenario") -> str:
    """The card as HTML; every text of the scenario is escaped."""
    title, *lines = (f"<p>{escape(line)}</p>" for line in _lines(case))
    rows = (
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in _holders(case)[:_SHOWN]
    )
    head = "<tr><th>person</th><th>seat</th><th>offices</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div lang="en">{title}{table}{"".join(lines)}</div>'


def _lines(case: "Scenario") -> list[str]:
    found, seated = coverage(case), len(_holders(case))
    counted = (
        (len(case.offices), "office"),
        (len(case.states), "state"),
        (len(case.questions), "question"),
        (len(case.whatif), "what-if"),
    )
    grades = ", ".join(f"{grade} {count}" for grade, count in found.grades.items() if count) or "none"
    more = f" ({seated - _SHOWN} of them not listed here)" if seated > _SHOWN else ""
    return [
        f"{case.title.in_('en')} ({case.scenario}), {case.period.start.iso} to {case.period.end.iso}",
        f"{len(case.people)} people, {seated} with a seat or an office at the opening{more}; "
        + "; ".join(f"{n} {what}" if n == 1 else f"{n} {what}s" for n, what in counted),
        f"Evidence: {found.with_source} of {found.numbers} numbers have a source; by grade: {grades}; "
        f"{found.hindsight} lean on later events",
    ]


def _holders(case: "Scenario") -> list[tuple[str, str, str]]:
    """Who holds anything on the opening day: name, seat, offices; in the order of the scenario."""
    start = case.period.start
    held = [one for one in case.tenures if one.start <= start and (one.end is None or one.end > start)]
    return [
        (
            person.name.in_("en"),
            ", ".join(one.seat for one in held if one.who == name and one.seat),
            ", ".join(
                case.offices[one.office].name.in_("en") for one in held if one.who == name and one.office
            ),
        )
        for name, person in case.people.items()
        if any(one.who == name for one in held)
    ]
