"""What chances do three ways of learning from the past give, and how are they made into one?

1. `recency`: a logit of the time since the last event, what the past still weighs, how the world has been of
   late, and infant mortality: the classic of the field in four numbers.
2. `covariates`: a logit with a heavy penalty of everything that is known of a state.
3. `trees`: boosted trees of the same, small ones.

Each learns from all earlier cases; to the logits those fifteen years back count half, to the trees, which
want many, as much as any.  The chances are joined by the mean of their log odds; one shift of the log odds
then makes the forecasts of the last fifteen years, each made at its time, sum to what came, but for a ridge
that keeps it small.  All of it was chosen on the attempts of 1975-1999, none of it on later years.

Sources: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), sections 4.4, 10.9 and
10.11; for the mean of log odds Genest and Zidek, Statistical Science 1 (1986).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from presidium.errors import UsageError

Values = np.ndarray[Any, np.dtype[Any]]

#: Years after which a case counts half.
HALF_LIFE = 15.0
#: The ridge of the shift: as if so many events were known on which the forecasts were right.
RIDGE = 5.0
#: No member gives less or more than this: one that is sure would decide alone.
_LEAST = 1e-5

_REGIMES = (
    "regime_parliamentary",
    "regime_presidential",
    "regime_personal",
    "regime_party",
    "regime_military",
    "regime_monarchy",
    "regime_provisional",
)
#: What is known of a state beside the history of the event itself.
STATE = (
    "state_months",
    "leader_months",
    "leader_age",
    "leader_soldier",
    *_REGIMES,
    "regime_months",
    "votes_6m",
    "income",
    "growth",
    "population",
    "democracy",
    "democracy_change_3y",
    "infant_mortality",
    "excluded_groups",
    "irregular_change",
    "defeat_at_polls",
    "last_vote",
    "vote_ahead",
    "irregular_vote_ahead",
    "conflict_before",
)
#: Inputs that enter as logarithms, with what is added first, so that 0 has one.
LOGARITHM: Mapping[str, float] = {
    **dict.fromkeys(("state_months", "leader_months", "regime_months"), 1.0),
    **dict.fromkeys(("income", "population", "infant_mortality"), 0.0),
    **dict.fromkeys(
        (
            f"{event}{rest}"
            for event in ("attempt", "exit")
            for rest in ("_months_since", "s_1y", "s_5y", "s_10y", "s_ever")
        ),
        1.0,
    ),
    **dict.fromkeys(("attempt_weight", "exit_weight"), 0.05),
    **dict.fromkeys(
        (f"{event}s_world_{years}y" for event in ("attempt", "exit") for years in (5, 10)), 0.005
    ),
}


def recency_inputs(histories: Sequence[str]) -> tuple[str, ...]:
    """The inputs of the first member: of each history (`attempt`, `exit`), the first being the event's
    own.
    """
    past = [f"{name}{rest}" for name in histories for rest in ("_months_since", "_weight")]
    return (*past, f"{histories[0]}s_world_5y", "infant_mortality")


def covariate_inputs(histories: Sequence[str]) -> tuple[str, ...]:
    """The inputs of the other two."""
    kinds = ("_months_since", "s_1y", "s_5y", "s_10y", "s_ever", "s_world_10y")
    return (*(f"{name}{rest}" for name in histories for rest in kinds), *STATE)


def entered(name: str, values: Values) -> Values:
    """An input as the members see it: most counts and amounts by their logarithm.

    >>> entered("attempts_5y", np.array([0.0])), entered("democracy", np.array([0.5]))
    (array([0.]), array([0.5]))
    """
    return np.log(values + LOGARITHM[name]) if name in LOGARITHM else values


@dataclass(frozen=True)
class Logit:
    """A fitted logit: standardised inputs (missing ones at the mean), their weights, and the intercept."""

    mean: Values
    spread: Values
    weight: Values
    intercept: float

    def parts(self, inputs: Values) -> Values:
        """What each input adds to the log odds against a case at the mean of all."""
        return np.where(np.isnan(inputs), 0.0, (inputs - self.mean) / self.spread) * self.weight

    def probability(self, inputs: Values) -> Values:
        """The chance of each case."""
        return chance(self.intercept + self.parts(inputs).sum(axis=1))


def fit_logit(inputs: Values, outcome: Values, weight: Values, penalty: float) -> Logit:
    """Fit a logit whose weights are held down by `penalty / 2` times the sum of their squares.

    `inputs` has a row a case and a column an input; the weights of the cases sum to their number.
    """
    from sklearn.linear_model import LogisticRegression

    mean = _mean(inputs)
    filled = np.where(np.isnan(inputs), mean, inputs)
    spread = filled.std(axis=0) + 1e-9
    model = LogisticRegression(C=1 / penalty, max_iter=500)
    model.fit((filled - mean) / spread, outcome, sample_weight=weight)
    return Logit(mean, spread, model.coef_[0], float(model.intercept_[0]))


def _mean(inputs: Values) -> Values:
    """The mean of what is known of each input, 0 where nothing is."""
    known = ~np.isnan(inputs)
    total = np.where(known, inputs, 0.0).sum(axis=0)
    return np.asarray(total / np.maximum(known.sum(axis=0), 1))


@dataclass(frozen=True)
class Trees:
    """Boosted trees, fitted; `thinned` says of how many cases without an event each one stands for."""

    model: Any
    thinned: int

    def probability(self, inputs: Values) -> Values:
        """The chance of each case: the odds among thinned cases are that many times too high."""
        p = np.asarray(self.model.predict_proba(inputs)[:, 1])
        return np.asarray(p / (p + self.thinned * (1 - p)))


def fit_trees(inputs: Values, outcome: Values, leaf: int = 60, thinned: int = 1) -> Trees:
    """Fit 150 trees of four leaves, each leaf with so many cases; missing inputs go to the better side.

    All cases count alike: the cuts of weighted ones take longer to find than the trees to grow.  An input of
    which nothing is known yet says nothing, as in the logits.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    model = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.04,
        max_leaf_nodes=4,
        min_samples_leaf=leaf,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=0,
    )
    # One thread: the sums of several come in any order, and the last digits with them.
    with threadpool_limits(limits=1):
        model.fit(np.where(np.isnan(inputs).all(axis=0), 0.0, inputs), outcome)
    return Trees(model, thinned)


def faded(age: Values) -> Values:
    """Weights of cases that are so many years old; they sum to the number of cases."""
    weight = 0.5 ** (age / HALF_LIFE)
    return np.asarray(weight / weight.mean())


def log_odds(probability: Values) -> Values:
    """Log odds, of probabilities that are neither 0 nor 1 nor next to them."""
    p = np.clip(probability, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(p / (1 - p)))


def chance(odds: Values) -> Values:
    """The probability of log odds.

    >>> float(chance(np.array(0.0)))
    0.5
    """
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -40, 40))))


def compounded(probability: Values, times: Values) -> Values:
    """The chance that something of such a chance comes at least once in so many times.

    >>> compounded(np.array([0.5, 0.5]), np.array([1, 2]))
    array([0.5 , 0.75])
    """
    # Once is left as it is, to the last digit.
    return np.where(times == 1, probability, 1 - (1 - probability) ** times)


def joined(members: Sequence[Values]) -> Values:
    """The mean of the members' log odds."""
    return np.asarray(np.mean([log_odds(one) for one in members], axis=0))


def shift_of(odds: Values, outcome: Values) -> float:
    """The shift of log odds with which expected events equal those that came, held towards 0 by the ridge.

    >>> round(shift_of(np.zeros(1000), np.repeat([0.0, 1.0], [750, 250])), 2)
    -1.07
    """
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        excess = float(np.sum(chance(odds + middle) - outcome)) + RIDGE * middle
        low, high = (low, middle) if excess > 0 else (middle, high)
    return (low + high) / 2


def check_extra() -> None:
    """Raise UsageError USE690 where scikit-learn is not installed."""
    try:
        import sklearn  # noqa: F401
    except ImportError:
        raise UsageError(
            "USE690",
            "forecasts are fitted with scikit-learn, which is not installed",
            'Install the extra: pip install "presidium[data]".',
        ) from None
