"""Which columns do the tables that a user gets have, in which unit, and what do they mean?

Tables are pandas DataFrames. pandas is loaded when the first table is asked for, not when presidium is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from presidium.theory.crisis.ends import ENDS
from presidium.theory.fate import FATES

if TYPE_CHECKING:
    import pandas as pd

    from presidium.history.board import Board


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, its unit (or the set of its values) and what it means."""

    name: str
    unit: str
    meaning: str


OUTCOMES = (
    Column("question", "id", "id of the scenario's question"),
    Column("answer", "id, number or day", "one answer to it; the answers of a question exclude one another"),
    Column("probability", "share of histories, 0 to 1", "in what part of the histories it came out so"),
    Column(
        "mc_error",
        "share of histories",
        "one standard error of the probability, from the number of histories",
    ),
    Column("recorded", "true or false", "whether it is what history recorded"),
)
"""Columns of the table of answers (`Run.outcomes()`), one row an answer."""

DIFFERENCES = (
    Column("question", "id", "id of the scenario's question"),
    Column("answer", "id, number or day", "one answer to it"),
    Column("base", "share of histories, 0 to 1", "probability in the case as it is"),
    Column("changed", "share of histories, 0 to 1", "probability in the case with the what-if"),
    Column("difference", "share of histories, -1 to 1", "changed less base"),
    Column("mc_error", "share of histories", "one standard error of the difference of the paired histories"),
    Column(
        "changed_histories", "share of histories, 0 to 1", "part of the histories that answer otherwise now"
    ),
)
"""Columns of the table of a what-if (`Comparison`), one row an answer."""


EFFECTS = (
    Column("question", "id", "id of the scenario's question"),
    Column("answer", "id, number or day", "the likeliest answer to it"),
    Column("number", "path", "where the scenario has the number, as what-ifs write it"),
    Column("low", "share of histories, 0 to 1", "probability where the number is in its lower third"),
    Column("high", "share of histories, 0 to 1", "probability where the number is in its upper third"),
    Column("difference", "share of histories, -1 to 1", "high less low"),
    Column("mc_error", "share of histories", "one standard error of the difference"),
)
"""Columns of the table of numbers that move an answer by more than chance (`Run.matters()`)."""


MEMBERS = (
    Column("who", "id", "a full member on that day"),
    Column("strength", "share of all strength, 0 to 1", "at the middle of every number"),
    Column("low", "share of all strength", "5 % of the draws are below"),
    Column("high", "share of all strength", "5 % of the draws are above"),
    Column("force", "share of all force, 0 to 1", "at the middle of every number"),
    Column("following", "share of the plenum, 0 to 1", "at the middle of every number"),
    Column("rules", "true or false", "whether in a ruling coalition at the middle of every number"),
    Column("chance", "share of draws, 0 to 1", "how often among those who rule"),
    Column("mc_error", "share of draws", "one standard error of the chance"),
)
"""Columns of the table of members (`Coalitions.members()`), one row a member."""

CHANCES = (
    Column("members", "ids", "a ruling coalition"),
    Column("share", "share of draws, 0 to 1", "how often it rules; draws with ties count in parts"),
    Column("mc_error", "share of draws", "one standard error of the share"),
)
"""Columns of the table of ruling coalitions (`Coalitions.chances()`), one row a coalition."""

POWER = (
    Column("who", "id", "a person with a say in the arena"),
    Column("weight", "votes, or thousandths of all weight", "what the vote counts"),
    Column("shapley_shubik", "fraction as text", "chance of being pivotal when people join in random order"),
    Column("banzhaf", "fraction as text", "share of all swings"),
)
"""Columns of the table of an arena (`Coalitions.power()`), one row a person."""


def members(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The members of a moment as a table with the columns MEMBERS."""
    return _listed(rows, MEMBERS)


def chances(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The ruling coalitions of a moment as a table with the columns CHANCES."""
    return _listed(rows, CHANCES)


def power(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The people of an arena as a table with the columns POWER."""
    return _listed(rows, POWER)


def drawn(strengths: np.ndarray[Any, Any], who: Sequence[str]) -> pd.DataFrame:
    """Drawn strengths as a table: one row a draw (index `draw`, from 0), one column a member."""
    import pandas as pd

    return pd.DataFrame(strengths, columns=list(who), index=pd.RangeIndex(len(strengths), name="draw"))


def _listed(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> pd.DataFrame:
    import pandas as pd

    names = [column.name for column in columns]
    return pd.DataFrame([[row[name] for name in names] for row in rows], columns=names)


def outcomes(questions: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The answers of a run's questions as a table with the columns OUTCOMES.

    `questions`: as in the JSON summary of a run, each with `id` and `answers`.

    >>> answer = {"value": "beria", "probability": 0.6, "mc_error": 0.02, "recorded": True}
    >>> outcomes([{"id": "first-to-fall", "answers": [answer]}]).probability[0]
    np.float64(0.6)
    """
    return _answers(questions, OUTCOMES)


def effects(questions: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The table of what moves answers, from the questions of a document's `matters`."""
    rows = [
        {"question": question["id"], "answer": question["value"], "number": effect["path"]}
        | {name: effect[name] for name in ("low", "high", "difference", "mc_error")}
        for question in questions
        for effect in question["effects"]
    ]
    return _listed(rows, EFFECTS)


def differences(questions: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The answers of a what-if's questions as a table with the columns DIFFERENCES.

    `questions`: as in the JSON summary of a comparison; a value that stands at the question holds for each
    answer.
    """
    return _answers(questions, DIFFERENCES)


def _answers(questions: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> pd.DataFrame:
    import pandas as pd

    names = [column.name for column in columns]
    rows = [
        {**question, **answer, "question": question["id"], "answer": answer["value"]}
        for question in questions
        for answer in question["answers"]
    ]
    return pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names)


def frame(
    rows: np.ndarray[Any, np.dtype[np.void]],
    axes: Mapping[str, Sequence[Sequence[str]]] | None = None,
    values: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """A structured array as a table: one row a history (index `history`, from 0), one column a number.

    `axes`: field -> the names along each of its dimensions; field `fell` over people becomes `fell.beria`,
    ...; without names the columns are numbered. `values`: field -> what its integers 0, 1, ... stand for; a
    negative one stands for nothing and becomes missing. Raises ValueError where the names do not fit the
    shape.

    >>> rows = np.array([((3, 7), 1)], dtype=[("fell", "i2", (2,)), ("leader", "i1")])
    >>> table = frame(rows, {"fell": [["beria", "molotov"]]}, {"leader": ["beria", "molotov"]})
    >>> list(table), table.leader[0]
    (['fell.beria', 'fell.molotov', 'leader'], 'molotov')
    """
    import pandas as pd

    columns: dict[str, Any] = {}
    for name in rows.dtype.names or ():
        field = rows[name].reshape(len(rows), -1)
        for place, label in enumerate(_labels(name, rows.dtype[name].shape, (axes or {}).get(name))):
            column = np.ascontiguousarray(field[:, place])
            if values is not None and name in values:
                column = pd.Categorical.from_codes(np.maximum(column, -1), list(values[name]))
            columns[label] = column
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows), name="history"))


def histories(board: Board, rows: np.ndarray[Any, np.dtype[np.void]]) -> pd.DataFrame:
    """The rows of a run as a table, with the names of its case."""
    case = board.case
    people, months = list(board.people), [str(t) for t in range(board.months)]
    poles, clients, crises = list(case.poles), list(case.clients), list(case.crises)
    quarters = [str(t) for t in range(board.quarters)]
    axes: dict[str, list[list[str]]] = {
        name: [people] for name in ("fell", "fell_rank", "fate", "cause", "died")
    }
    axes |= {
        "happened": [list(board.events)],
        "chief_holder": [list(board.chiefs), months],
        "leader_at": [months],
        "strongest_at": [months],
        "broke_at": [poles, poles],
        "unrest_at": [clients],
        "troops_at": [clients],
        "crisis_at": [crises],
        "crisis_end": [crises],
        "share_at": [quarters, list(case.states), poles],
        "tension_at": [quarters],
    }
    names = [name for name in rows.dtype.names or () if name != "history"]
    meanings = {"fate": FATES, "chief_holder": people, "leader_at": people, "strongest_at": people}
    meanings["crisis_end"] = ENDS
    return frame(rows[names], axes, meanings)


def _labels(name: str, shape: tuple[int, ...], axes: Sequence[Sequence[str]] | None) -> list[str]:
    if axes is None:
        axes = [[str(place) for place in range(length)] for length in shape]
    if tuple(len(axis) for axis in axes) != shape:
        sizes = tuple(len(axis) for axis in axes)
        raise ValueError(f"names for {name!r} have the shape {sizes}, its values {shape}")
    return [".".join((name, *names)) for names in itertools.product(*axes)]


def plain_table(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Table of rows that have the same columns, in their order.

    >>> plain_table([{"who": "beria", "share": 0.6}]).columns.tolist()
    ['who', 'share']
    """
    import pandas as pd

    return pd.DataFrame(list(rows))
