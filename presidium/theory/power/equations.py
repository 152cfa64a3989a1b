"""What solves linear equations exactly, without negative numbers if need be, and what is orthogonal to them?

Gauss-Jordan elimination in fractions, and the first phase of the simplex method with Bland's rule, which
never turns in circles; both for the few equations of a nucleolus.

Source: Bland, "New finite pivoting rules for the simplex method" (Mathematics of Operations Research 2,
1977).
"""

from fractions import Fraction
from math import lcm


def solved(rows: list[list[Fraction]], amounts: list[Fraction]) -> list[Fraction]:
    """A solution of linear equations, unknowns that stay free being 0.  ArithmeticError where there is none.

    >>> solved([[Fraction(1), Fraction(1)], [Fraction(1), Fraction(-1)]], [Fraction(3), Fraction(1)])
    [Fraction(2, 1), Fraction(1, 1)]
    """
    work = [[*row, amount] for row, amount in zip(rows, amounts, strict=True)]
    pivots = _eliminate(work, len(rows[0]))
    if any(row[-1] for row in work[len(pivots) :]):
        raise ArithmeticError("the equations contradict each other")
    answer = [Fraction(0)] * len(rows[0])
    for row, column in zip(work, pivots, strict=False):
        answer[column] = row[-1]
    return answer


def null_space(rows: list[list[Fraction]]) -> list[list[int]]:
    """Whole vectors that span what is orthogonal to all rows.

    >>> null_space([[Fraction(1), Fraction(1), Fraction(0)]])
    [[-1, 1, 0], [0, 0, 1]]
    """
    width = len(rows[0])
    work = [list(row) for row in rows]
    pivots = _eliminate(work, width)
    vectors = []
    for column in sorted(set(range(width)) - set(pivots)):
        vector = [Fraction(0)] * width
        vector[column] = Fraction(1)
        for row, pivot in zip(work, pivots, strict=False):
            vector[pivot] = -row[column]
        scale = lcm(*(entry.denominator for entry in vector))
        vectors.append([int(entry * scale) for entry in vector])
    return vectors


def nonnegative(rows: list[list[Fraction]], amounts: list[Fraction]) -> list[Fraction]:
    """A solution without negative numbers, as few of them above 0 as there are rows; amounts are 0 or more.

    ArithmeticError where there is none.

    >>> nonnegative([[Fraction(1), Fraction(-1), Fraction(1)]], [Fraction(2)])
    [Fraction(2, 1), Fraction(0, 1), Fraction(0, 1)]
    """
    width = len(rows[0])
    work = [[*row, amount] for row, amount in zip(rows, amounts, strict=True)]
    lacking = [-sum(column, Fraction(0)) for column in zip(*work, strict=True)]
    basis = list(range(width, width + len(rows)))  # what is lacking in each row, to be brought to 0
    while (column := next((j for j in range(width) if lacking[j] < 0), None)) is not None:
        ratios = [(row[-1] / row[column], basis[k], k) for k, row in enumerate(work) if row[column] > 0]
        _, _, lead = min(ratios)
        basis[lead] = column
        work[lead] = [entry / work[lead][column] for entry in work[lead]]
        for k, row in enumerate(work):
            if k != lead and row[column]:
                work[k] = _less(row, row[column], work[lead])
        lacking = _less(lacking, lacking[column], work[lead])
    if lacking[-1]:
        raise ArithmeticError("no solution is without negative numbers")
    answer = [Fraction(0)] * width
    for column, row in zip(basis, work, strict=True):
        if column < width:
            answer[column] = row[-1]
    return answer


def _less(row: list[Fraction], factor: Fraction, other: list[Fraction]) -> list[Fraction]:
    return [a - factor * b for a, b in zip(row, other, strict=True)]


def _eliminate(work: list[list[Fraction]], columns: int) -> list[int]:
    """Bring the rows to reduced echelon form in place; the column of each leading 1."""
    pivots: list[int] = []
    for column in range(columns):
        rank = len(pivots)
        lead = next((k for k in range(rank, len(work)) if work[k][column]), None)
        if lead is None:
            continue
        work[rank], work[lead] = work[lead], work[rank]
        work[rank] = [entry / work[rank][column] for entry in work[rank]]
        for k, row in enumerate(work):
            if k != rank and row[column]:
                work[k] = _less(row, row[column], work[rank])
        pivots.append(column)
    return pivots
