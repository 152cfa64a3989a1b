"""Do the tables have the columns they promise?"""

import numpy as np
import pytest

from presidium.record import tables

ANSWERS = [
    {"value": "beria", "probability": 0.6, "mc_error": 0.02, "recorded": True},
    {"value": "none", "probability": 0.4, "mc_error": 0.02, "recorded": False},
]


def test_the_table_of_answers_has_one_row_an_answer() -> None:
    table = tables.outcomes([{"id": "first-to-fall", "answers": ANSWERS}, {"id": "empty", "answers": []}])
    assert list(table) == [column.name for column in tables.OUTCOMES]
    assert table.answer.tolist() == ["beria", "none"]
    assert table.probability.sum() == 1


def test_no_answers_make_an_empty_table_with_the_same_columns() -> None:
    assert list(tables.outcomes([])) == [column.name for column in tables.OUTCOMES]


def test_a_what_if_changes_the_same_share_of_histories_for_every_answer() -> None:
    answer = {"value": "beria", "base": 0.6, "changed": 0.5, "difference": -0.1, "mc_error": 0.01}
    table = tables.differences([{"id": "first-to-fall", "changed_histories": 0.2, "answers": [answer]}])
    assert list(table) == [column.name for column in tables.DIFFERENCES]
    assert table.changed_histories.tolist() == [0.2]


def test_every_column_says_its_unit_and_meaning() -> None:
    assert all(column.unit and column.meaning for column in (*tables.OUTCOMES, *tables.DIFFERENCES))


def test_fields_of_two_dimensions_are_named_by_both() -> None:
    rows = np.arange(8, dtype="i2").reshape(2, 4).view([("holder", "i2", (2, 2))]).reshape(2)
    table = tables.frame(rows, {"holder": [["premier", "secretary"], ["1953-03", "1953-04"]]})
    assert list(table)[1] == "holder.premier.1953-04"
    assert table["holder.secretary.1953-03"].tolist() == [2, 6]
    assert table.index.name == "history"


def test_a_negative_code_is_nobody() -> None:
    rows = np.array([(0,), (-2,)], dtype=[("leader", "i1")])
    table = tables.frame(rows, values={"leader": ["beria"]})
    assert table.leader.isna().tolist() == [False, True]


def test_names_that_do_not_fit_are_refused() -> None:
    rows = np.zeros(1, [("fell", "i1", (3,))])
    with pytest.raises(ValueError, match="fell"):
        tables.frame(rows, {"fell": [["only-one"]]})
