"""Which circumstances go with leaving office sooner in one way, the other ways competing?

Cox's proportional hazards for one way of leaving; who leaves in another way is censored on that day, which
is right for the hazard of that way (not for the share that will have left so).

    h(t | x) = h_0(t) exp(b . x)

exp(b_i) is the ratio of hazards for one more unit of x_i.  Concordance (Harrell) is the share of comparable
pairs in which the one who left sooner had the higher b . x: 0.5 is chance.

Sources: Cox (Journal of the Royal Statistical Society B 34, 1972); ties as in Efron (Journal of the American
Statistical Association 72, 1977); Harrell and others (Journal of the American Medical Association 247, 1982).
Fitted by statsmodels, of the extra `data`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.errors import UsageError

Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Hazard:
    """A fitted hazard: `coefficients` b and `errors`, their standard errors, each of shape (p,)."""

    coefficients: Numbers
    errors: Numbers

    def ratios(self) -> list[tuple[float, float, float]]:
        """Ratio of hazards for one more unit of each circumstance, with its 95% interval."""
        half = 1.959963984540054 * self.errors
        bounds = (self.coefficients, self.coefficients - half, self.coefficients + half)
        return [tuple(row) for row in np.exp(np.column_stack(bounds)).tolist()]

    def score(self, circumstances: Numbers) -> Numbers:
        """b . x of each row: who has more is in more danger."""
        return circumstances @ self.coefficients


def cause_specific(durations: Numbers, happened: Numbers, circumstances: Numbers) -> Hazard:
    """The hazard of one way of leaving: `happened` is 1 where the spell ended so, else 0.

    `circumstances` has a row a spell.  Raises `UsageError` (DAT707) without statsmodels.
    """
    try:
        from statsmodels.duration.hazard_regression import PHReg
    except ImportError as missing:
        raise UsageError(
            "DAT707", "a fit of hazards needs statsmodels", 'Install it: pip install "presidium[data]".'
        ) from missing
    fitted = PHReg(durations, circumstances, status=happened, ties="efron").fit()
    return Hazard(np.asarray(fitted.params), np.asarray(fitted.bse))


def concordance(durations: Numbers, happened: Numbers, score: Numbers) -> float:
    """Harrell's concordance of a score with who left sooner; 0.5 is chance, ties in the score count half.

    >>> concordance(np.array([1.0, 2.0, 3.0]), np.array([1, 1, 0]), np.array([0.9, 0.5, 0.7]))
    0.6666666666666666
    """
    earlier = (durations[:, None] < durations[None, :]) & (happened[:, None] > 0)
    pairs = int(earlier.sum())
    if not pairs:
        return 0.5
    ahead = (score[:, None] > score[None, :]) + 0.5 * (score[:, None] == score[None, :])
    return float((ahead * earlier).sum() / pairs)
