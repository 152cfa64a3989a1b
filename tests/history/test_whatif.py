"""Which histories count as changed by a what-if?"""

import numpy as np

from presidium.history.whatif import changed


def rows(**columns: object) -> np.ndarray:
    fields = {name: np.asarray(values, dtype="i2") for name, values in columns.items()}
    made = np.zeros(3, [(name, "i2", values.shape[1:]) for name, values in fields.items()])
    for name, values in fields.items():
        made[name] = values
    return made


HOME = {"fell": [[1], [1], [1]], "fate": [[0], [0], [0]], "chief_holder": [[0], [0], [0]]}


def test_a_break_troops_or_an_end_that_differ_count() -> None:
    base = rows(**HOME, broke_at=[[5], [5], [5]], crisis_end=[[2], [2], [2]])
    other = rows(**HOME, broke_at=[[5], [9], [5]], crisis_end=[[2], [2], [1]])
    assert changed(base, other).tolist() == [False, True, True]


def test_what_only_one_side_has_does_not_count() -> None:
    base = rows(**HOME, troops_at=[[5], [5], [5]], crisis_end=[[2, 2], [2, 2], [2, 2]])
    assert changed(base, rows(**HOME, crisis_end=[[1], [1], [1]])).tolist() == [False, False, False]
    assert changed(rows(**HOME), base).tolist() == [False, False, False]
