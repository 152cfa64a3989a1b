"""How does a result show itself at the end of a notebook cell, or at a prompt?  A few lines and one picture.

Both forms say the same; in text the picture is its caption.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from presidium.counting import points
from presidium.draw.bars import percent
from presidium.draw.differences import signed
from presidium.draw.markup import Markup, element
from presidium.judgement.label import sentence
from presidium.pictures.figure import Figure
from presidium.pictures.plots import ComparisonPictures, RunPictures


class ShownRun:
    """What a run shows of itself."""

    @cached_property
    def plot(self) -> RunPictures:
        """Every picture of the page, each with its table (`docs/reference/python.md`)."""
        return RunPictures(self)

    def __repr__(self) -> str:
        return _text(_run(self))

    def _repr_html_(self) -> str:
        return _html(_run(self))


class ShownComparison:
    """What a comparison shows of itself."""

    @cached_property
    def plot(self) -> ComparisonPictures:
        """Shares with and without the change, and their differences, each with its table."""
        return ComparisonPictures(self)

    def __repr__(self) -> str:
        return _text(_comparison(self))

    def _repr_html_(self) -> str:
        return _html(_comparison(self))


@dataclass(frozen=True)
class _Card:
    """A title, lines, a picture, and what the picture says where there is none to be seen."""

    title: str
    lines: tuple[str, ...]
    picture: Figure | None = None
    instead: tuple[str, ...] = ()


def _run(run: Any) -> _Card:
    """The first question with its likeliest answer, a hundred histories, and the command that repeats it."""
    facts = (f"{len(run):,} simulated histories, seed {run.seed}", run.command())
    if not run.answered:
        return _Card(_title(run.case), facts)
    asked = run.answered[0]
    best = max(asked.answers(), key=lambda answer: answer.probability)
    error = f"Chance error: ±{points(best.mc_error, best.probability)} of 100."
    told = f"{sentence(run.case, asked.question, best)['en']} {error}"
    picture = run.plot.dots()
    return _Card(_title(run.case), (told, *facts), picture, (picture.caption,))


def _comparison(comparison: Any) -> _Card:
    """How many histories come out otherwise, and the question that the change moves most."""
    base = comparison.base
    share = percent(comparison.changed_histories)
    title = f"{_title(base.case)}: {comparison.name}"
    facts = f"In {share} of {len(base):,} paired histories something comes out otherwise; seed {base.seed}."
    if not base.answered:
        return _Card(title, (facts,))
    picture = comparison.plot.differences()
    instead = (
        f"{row['name']}: {percent(row['base'])} as it is, {percent(row['changed'])} changed; "
        f"{signed(row['difference'])} points ({signed(row['low'])} to {signed(row['high'])})"
        for row in picture.rows
    )
    return _Card(title, (facts,), picture, (picture.title, picture.caption, *instead))


def _title(case: Any) -> str:
    return f"{case.title.in_('en')} ({case.scenario})"


def _text(card: _Card) -> str:
    return "\n  ".join([card.title, *card.lines, *card.instead])


def _html(card: _Card) -> str:
    shown = Markup(card.picture._repr_html_()) if card.picture else None
    lines = (element("p", line) for line in card.lines)
    return element("div", element("p", element("b", card.title)), *lines, shown, lang="en")
