"""Which evidence helps to tell how states lean, and how circular is that?  The ladder, in plain words."""

from collections.abc import Mapping
from typing import Any

from presidium.draw.markup import Markup, element, join
from presidium.draw.rungs import Score, rungs
from presidium.draw.svg import Words
from presidium.page.figure import Mark, Plate, figure
from presidium.page.speech import pair, says
from presidium.page.tables import Table, paragraphs
from presidium.words import both

# What every other rung is compared with, and what is no model.
_MARK = "stay-put"
_PLAIN = frozenset({_MARK, "treaties"})
_CONTROLS = frozenset({"dealt-out", "left-out"})

Given = Mapping[str, Any]


def ladder(given: Given | None) -> Markup:
    """Return the ladder with its controls, or nothing where nothing is on record to score."""
    if not given:
        return join()
    values = {"moved": given["moved"], "n": len(given["states"])}
    return element(
        "article",
        element("h3", says("page.ladder_title")),
        paragraphs("page.ladder_note", **values),
        figure(ladder_plate(given)),
        paragraphs("page.ladder_circular", "page.ladder_controls"),
    )


def ladder_plate(given: Given) -> Plate:
    """Return the scores of the ladder with their intervals."""
    title = both("figure.ladder_title")
    drawn = [_score(rung) for rung in given["rungs"]]
    key = {"axis": both("figure.score_axis")}
    rows: list[Mark] = [
        {"rung": rung["id"], "name": rung["name"], "score": rung["brier"]}
        | dict(zip(("low", "high"), rung["interval"], strict=True))
        | dict(zip(("gain", "gain_low", "gain_high"), _gains(rung), strict=True))
        for rung in given["rungs"]
    ]
    cells = [_row(rung) for rung in given["rungs"]]
    return Plate(
        rows,
        lambda _: rungs("ladder", title, drawn, key),
        [_caption(given)],
        [Table("ladder", title, _heads(), cells, frozenset({7})), _by_state(given)],
    )


def _gains(rung: Given) -> tuple[float | None, ...]:
    """Return by how much a rung is better than staying put, with the interval; nothing for staying put."""
    return (None, None, None) if rung["id"] == _MARK else (rung["gain"], *rung["gain_interval"])


def _score(rung: Given) -> Score:
    low, high = rung["interval"]
    return Score(rung["name"], rung["brier"], low, high, _remark(rung), rung["id"] in _PLAIN)


def _remark(rung: Given) -> Words:
    """Say by how much a rung is better than staying put, and whether that is shown."""
    if rung["id"] == _MARK:
        return both("figure.ladder_mark")
    low, high = (thousandths(bound) for bound in rung["gain_interval"])
    return both("figure.gain", gain=thousandths(rung["gain"]), low=low, high=high, verdict=_verdict(rung))


def _verdict(rung: Given) -> Words:
    worse = rung["gain_interval"][1] < 0.0
    return both(f"figure.{'better' if rung['shown'] else 'worse' if worse else 'not_shown'}")


def thousandths(number: float) -> str:
    """Return a difference of scores with its sign, the minus a true one.

    >>> thousandths(0.0351), thousandths(-0.0103)
    ('+0.035', '−0.010')
    """
    return f"{number:+.3f}".replace("-", "−")


def _heads() -> list[Words]:
    keys = ("told_by", "score", "low", "high", "gain", "low", "high", "verdict_of_gain")
    return [both(f"table.{key}") for key in keys]


def _row(rung: Given) -> list[Words]:
    scores = (rung["brier"], *rung["interval"])
    gains = (rung["gain"], *rung["gain_interval"])
    own = rung["id"] == _MARK
    return [
        rung["name"],
        *(f"{score:.3f}" for score in scores),
        *("" if own else thousandths(gain) for gain in gains),
        "" if own else _verdict(rung),
    ]


def _by_state(given: Given) -> Table:
    names = {rung["id"]: rung["name"] for rung in given["rungs"]}
    rows: list[list[Words]] = [
        [state["name"], f"{state['stay_put']:.3f}", f"{state['acts']:.3f}"] for state in given["states"]
    ]
    heads: list[Words] = [both("table.state"), names[_MARK], names["acts"]]
    return Table("ladder-states", both("page.ladder_states"), heads, rows)


def _caption(given: Given) -> Words:
    """Say which rung is nearest to the record, and whether it is shown to beat staying put."""
    best = min(
        (rung for rung in given["rungs"] if rung["id"] not in _CONTROLS), key=lambda rung: rung["brier"]
    )
    shown = sum(rung["shown"] for rung in given["rungs"])
    values = {"name": pair(best["name"]), "score": f"{best['brier']:.3f}", "shown": shown}
    return both("figure.ladder_caption" if shown else "figure.ladder_caption_none", **values)
