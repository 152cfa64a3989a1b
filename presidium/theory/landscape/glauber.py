"""With which chances does a configuration become another, if states reconsider one at a time?

A state is picked evenly among the free ones and chooses camp b with a chance proportional to exp(-E/T), where
E is the energy that follows and T the temperature in the same unit (heat bath).  In the long run a
configuration then has a chance proportional to exp(-E/T); at T = 0 nobody moves without gain, and the
configurations that are never left are the local minima.

Sources: Glauber, "Time-dependent statistics of the Ising model" (Journal of Mathematical Physics 4, 1963);
for landscapes as Markov chains, appendix B of Journal of Artificial Societies and Social Simulation 12(1) 6
(2009).
"""

import math
from dataclasses import dataclass

import numpy as np

from presidium.arguments import shown
from presidium.errors import UsageError
from presidium.theory.landscape.question import Floats, Labels, Question

#: Configurations beyond which no matrix is made.
MOST_CONFIGURATIONS = 4096


@dataclass(frozen=True, eq=False)
class Chain:
    """A Markov chain over all configurations, camps numbered.

    `labels`: the configurations [c, n].  `matrix`: from row to column [c, c], each row adds up to 1.
    """

    question: Question
    temperature: float
    labels: Labels
    matrix: Floats

    def absorbing(self) -> Labels:
        """Labels of the configurations that are never left: shape (a, n)."""
        return self.labels[np.diagonal(self.matrix) >= 1.0]


def chain(question: Question, temperature: float = 0.0) -> Chain:
    """The chain at a temperature of 0 or more, in the unit of energy.

    Raises UsageError USE656 for more than 4,096 configurations, USE652 for a temperature below 0.

    >>> found = chain(Question.of([1, 1], [[0, -1], [-1, 0]]))
    >>> found.labels.tolist(), found.matrix[0].tolist()           # from one camp: either of the two leaves
    ([[0, 0], [1, 0], [0, 1], [1, 1]], [0.0, 0.5, 0.5, 0.0])
    >>> found.absorbing().tolist()
    [[1, 0], [0, 1]]
    """
    if not math.isfinite(temperature) or temperature < 0:
        raise UsageError("USE652", f"the temperature is {shown(temperature)}", "give a number of 0 or more")
    free, choices = question.free, question.choices
    every = choices ** len(free)
    if every > MOST_CONFIGURATIONS:
        raise UsageError(
            "USE656",
            f"a chain over {every} configurations is too large: {MOST_CONFIGURATIONS} are the most",
            "use `settle`, which plays one history at a time",
        )
    labels = np.tile(question.opening, (every, 1))
    labels[:, free] = np.arange(every)[:, np.newaxis] // choices ** np.arange(len(free)) % choices
    matrix = np.zeros((every, every))
    for code in range(every):
        pull = question.attraction(labels[code])
        for digit, i in enumerate(free):
            own = labels[code, i]
            for b, chance in enumerate(_chances(pull[i], int(own), temperature, question.tie)):
                matrix[code, code + (b - own) * choices**digit] += chance / len(free)
    rows = matrix.sum(axis=1, keepdims=True)
    return Chain(question, temperature, labels, np.divide(matrix, rows, out=np.eye(every), where=rows > 0))


def _chances(pull: Floats, own: int, temperature: float, tie: float) -> Floats:
    """The chance of each choice; at T = 0 the best ones share it, and staying beats a tie."""
    if temperature > 0:
        weight = np.exp(2.0 * (pull - pull.max()) / temperature)
    else:
        weight = (pull >= pull.max() - tie).astype(np.float64)
        if weight[own]:
            weight = (np.arange(len(pull)) == own).astype(np.float64)
    chances: Floats = weight / weight.sum()
    return chances
