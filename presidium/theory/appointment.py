"""Who gets an office that falls vacant?

Those who decide score each candidate: their regard for him, weighted by their strength, plus what he brings
to the office (his personal standing in the domains that the office commands), plus rank, plus Gumbel noise,
so that the choice is a logit one.  The candidate of a successful plot has first claim.

Source: random utility choice, McFadden (1974); loyalty against competence in autocratic appointments,
Egorov and Sonin, "Dictators and their viziers" (Journal of the European Economic Association 9, 2011).
"""

from presidium.kernel import kernel

#: Utils for first claim, for full qualification (personal standing 1 in every domain of the office), and
#: for rank.
FIRST_CLAIM = 3.0
QUALIFICATION = 4.0
RANK_STEP = 0.5


@kernel
def score(regard: float, qualification: float, rank: int, claims_first: bool, noise: float) -> float:
    """Score of a candidate in utils; `rank` is 0 bench, 1 candidate, 2 full member.

    >>> score(0.5, 0.25, 2, True, 0.0)
    5.5
    """
    total = regard + QUALIFICATION * qualification + RANK_STEP * rank + noise
    if claims_first:
        total += FIRST_CLAIM
    return total


@kernel
def fitness(worth: float, worth_all: float, standing: float) -> float:
    """One domain's part of a candidate's qualification: his standing there by its share of the office's
    worth.

    >>> fitness(0.6, 1.2, 0.5)
    0.25
    """
    if worth_all <= 0.0:
        return 0.0
    return worth / worth_all * min(standing, 1.0)
